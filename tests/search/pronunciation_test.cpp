// What sounds alike in French, and what does not, however near its letters are.
#include "server/search/pronunciation.h"

#include <gtest/gtest.h>

namespace fonds::search {
namespace {

struct SoundRow {
  const char *typed, *word;
};

TEST(Pronunciation, SlipsByEarSoundAlike) {
  const SoundRow rows[] = {
      {"aracher", "arracher"},
      {"batiment", "bâtiment"},
      {"boulversé", "bouleversé"},
      {"cantone", "cantonne"},
      {"cartié", "quartier"},
      {"charete", "charrette"},
      {"colone", "colonne"},
      {"comencé", "commencer"},
      {"consère", "concert"},
      {"dancer", "danser"},
      {"elefant", "éléphant"},
      {"enbarcadère", "embarcadère"},
      {"exposission", "exposition"},
      {"facteure", "facteur"},
      {"fisique", "physique"},
      {"forain", "forin"},
      {"gazon", "gason"},
      {"gueridon", "guéridon"},
      {"habitan", "habitant"},
      {"jandarme", "gendarme"},
      {"kilo", "quilo"},
      {"magazin", "magasin"},
      {"nacion", "nation"},
      {"orloge", "horloge"},
      {"pano", "panneau"},
      {"peinture", "painture"},
      {"restorant", "restaurant"},
      {"rivierre", "rivière"},
      {"rugbi", "rugby"},
      {"scène", "sène"},
      {"simetière", "cimetière"},
      {"soleit", "solei"},
      {"tambourd", "tambour"},
      {"tente", "tante"},
      {"tirroir", "tiroir"},
      {"vilage", "village"},
      {"xilofone", "xylophone"},
      {"zoologic", "zoologique"},
      {"embassade", "ambassade"},
  };
  for (const SoundRow& row : rows) {
    const bool alike = sound_alike(row.typed, row.word);
    EXPECT_TRUE(alike) << row.typed << ' ' << pronunciation(row.typed) << ' ' << pronunciation(row.word);
  }
}

TEST(Pronunciation, OtherWordsDoNot) {
  const SoundRow rows[] = {
      {"bellet", "belle"},      {"gauchet", "gauche"},     {"saget", "sage"},       {"hachet", "hache"},
      {"rigollet", "rigole"},   {"maidon", "maison"},      {"abonneau", "abonnés"}, {"blanchard", "blancher"},
      {"voyau", "voyou"},       {"bourriaud", "bourreau"}, {"humeau", "hameau"},    {"cavaille", "cavale"},
      {"poire", "poivre"},      {"cousin", "cuisine"},     {"gant", "gens"},        {"banc", "bon"},
      {"égalité", "également"}, {"marché", "marche"},
  };
  for (const SoundRow& row : rows) {
    const bool alike = sound_alike(row.typed, row.word);
    EXPECT_FALSE(alike) << row.typed << ' ' << pronunciation(row.typed) << ' ' << pronunciation(row.word);
  }
}

TEST(Pronunciation, OfAnything) {
  for (const char* text : {"", "é", "l'", "日本", "42", "\xFF", "eeeee", "h"})
    EXPECT_TRUE(sound_alike(text, text));
}

}  // namespace
}  // namespace fonds::search
