// Irregular verbs have several themes: tien-, tienn-, tin-, tenu- are all tenir. Here they are made one, so
// that a form meets the others without a list of forms.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/stem_rules.h"

namespace fonds::text {
// ------------------------------------------------------------------------------------------------

namespace {

struct Theme {
  std::string_view from;
  std::string_view to;
};

// Prefixes that irregular verbs take. Sorted.
constexpr auto kPrefixes = std::to_array<std::string_view>({
    "",      "a",     "ab",     "abs",     "ac",      "ad",     "ap",     "aper",   "appar", "ar",
    "at",    "auto",  "circon", "circons", "co",      "com",    "compar", "compro", "con",   "contre",
    "cor",   "de",    "des",    "det",     "dis",     "discon", "dispar", "e",      "en",    "entr",
    "entre", "equi",  "ex",     "in",      "ins",     "inter",  "intro",  "main",   "me",    "mecon",
    "o",     "ob",    "par",    "parcon",  "per",     "pour",   "pre",    "pres",   "pro",   "pros",
    "r",     "re",    "reap",   "reappar", "recon",   "rede",   "redes",  "redis",  "reins", "rem",
    "ren",   "repar", "res",    "ressou",  "retrans", "s",      "satis",  "se",     "sou",   "sous",
    "sub",   "sur",   "sus",    "tran",    "trans",   "tres",
});

// Themes of irregular verbs, behind one of the prefixes. Grouped by verb; longer themes first within a group.
constexpr auto kThemes = std::to_array<Theme>({
    // prendre
    {"prenn", "prend"},
    {"pren", "prend"},
    {"pris", "prend"},
    {"pri", "prend"},
    // tenir, venir
    {"tienn", "ten"},
    {"tiend", "ten"},
    {"tien", "ten"},
    {"tenu", "ten"},
    {"teni", "ten"},
    {"tin", "ten"},
    {"tinr", "ten"},
    {"tint", "ten"},
    {"vinr", "ven"},
    {"vint", "ven"},
    {"vienn", "ven"},
    {"viend", "ven"},
    {"vien", "ven"},
    {"venu", "ven"},
    {"veni", "ven"},
    // mettre, battre
    {"mettr", "met"},

    {"mis", "met"},
    {"mi", "met"},
    {"battr", "batt"},
    {"battu", "batt"},
    {"bat", "batt"},
    // recevoir and the other verbs in -cevoir
    {"cevoir", "cev"},
    {"coiv", "cev"},
    {"coi", "cev"},
    {"cu", "cev"},
    // voir
    {"voir", "voy"},
    {"verr", "voy"},
    {"vu", "voy"},
    {"voi", "voy"},
    // dire
    {"dit", "dis"},
    {"dir", "dis"},
    {"di", "dis"},
    // suivre, vivre
    {"suivr", "suiv"},
    {"suivi", "suiv"},
    {"sui", "suiv"},
    {"vivr", "viv"},
    {"vecu", "viv"},
    // connaître, naître, paraître
    {"naitr", "naiss"},
    {"nait", "naiss"},
    {"nai", "naiss"},
    {"paraitr", "paraiss"},
    {"parait", "paraiss"},
    {"parai", "paraiss"},
    {"paru", "paraiss"},
    {"connu", "connaiss"},
    // courir
    {"couru", "courr"},
    {"couri", "courr"},
    {"cour", "courr"},
    // acquérir, conquérir, requérir
    {"quier", "quer"},
    {"querr", "quer"},
    {"queri", "quer"},
    {"quis", "quer"},
    {"qui", "quer"},
    {"quiert", "quer"},
    // ouvrir, couvrir, offrir, souffrir
    {"ouvert", "ouvr"},
    {"ouvri", "ouvr"},
    {"couvert", "couvr"},
    {"couvri", "couvr"},
    {"offert", "offr"},
    {"offri", "offr"},
    {"souffert", "souffr"},
    {"souffri", "souffr"},
    // cueillir, dormir, servir, sentir, mentir, sortir, partir, bouillir
    {"cueilli", "cueill"},
    {"dormi", "dorm"},
    {"servi", "serv"},
    {"senti", "sent"},
    {"menti", "ment"},
    {"sorti", "sort"},
    {"parti", "part"},
    {"bouilli", "bouill"},
    {"sailli", "saill"},
    {"assailli", "assaill"},
    {"defailli", "defaill"},
    // craindre, plaindre, joindre
    {"craind", "craign"},
    {"craint", "craign"},
    {"crain", "craign"},
    {"plaind", "plaign"},
    {"plaint", "plaign"},
    {"traind", "traign"},
    {"traint", "traign"},
    {"joind", "joign"},
    {"joint", "joign"},
    {"join", "joign"},
    // résoudre, vaincre, rompre, conclure, croire, fuir, envoyer
    {"soud", "solv"},
    {"solu", "solv"},
    {"vainqu", "vainc"},
    {"vaincu", "vainc"},
    {"vaincr", "vainc"},
    {"rompu", "romp"},
    {"rompr", "romp"},
    {"clur", "clu"},
    {"clus", "clu"},
    {"croir", "croy"},
    {"croi", "croy"},
    {"fuy", "fui"},
    {"voyer", "voy"},
    // écrire
    {"ecrit", "ecriv"},
    {"ecrir", "ecriv"},
    {"ecri", "ecriv"},
    // conclure, valoir, mouvoir, asseoir, vêtir, plaire, extraire, clore, coudre
    {"clut", "clu"},
    {"valoir", "valoir"},
    {"valu", "valoir"},
    {"vaud", "valoir"},
    {"vaill", "valoir"},
    {"val", "valoir"},
    {"mouvoir", "mouv"},
    {"meuv", "mouv"},
    {"meut", "mouv"},
    {"mu", "mouv"},
    {"asseoir", "assey"},
    {"assoir", "assey"},
    {"assied", "assey"},
    {"assoi", "assey"},
    {"assoy", "assey"},
    {"vetu", "veti"},
    {"vet", "veti"},
    {"plair", "plais"},
    {"plait", "plais"},
    {"plai", "plais"},
    {"trair", "trait"},
    {"clor", "clos"},
    {"clot", "clos"},
    {"cousu", "coud"},
    {"cous", "coud"},
    {"moulu", "moud"},
    {"court", "courr"},
    // faire, boire, savoir, vouloir, pouvoir, mourir, croître
    {"fait", "fais"},
    {"fass", "fais"},
    {"fair", "fais"},
    {"fer", "fais"},
    {"boiv", "boi"},
    {"boir", "boi"},
    {"buv", "boi"},
    {"saur", "sav"},
    {"sach", "sav"},
    {"savoir", "sav"},
    {"veul", "voul"},
    {"voud", "voul"},
    {"veuill", "voul"},
    {"vouloir", "voul"},
    {"voulu", "voul"},
    {"peuv", "pouv"},
    {"pourr", "pouv"},
    {"meur", "mour"},
    {"mouru", "mour"},
    {"mouri", "mour"},
    {"mourr", "mour"},
    {"croitr", "croiss"},
    {"croit", "croiss"},
});

// The same behind any letters: these ends belong to one kind of verb only.
constexpr auto kOpenThemes = std::to_array<Theme>({
    {"duit", "duis"},   {"duir", "duis"},   {"dui", "duis"},    // conduire, produire
    {"truit", "truis"}, {"truir", "truis"}, {"trui", "truis"},  // construire, détruire
    {"scrit", "scriv"}, {"scrir", "scriv"}, {"scri", "scriv"},  // inscrire
    {"ecrit", "ecriv"}, {"ecrir", "ecriv"}, {"ecri", "ecriv"},  // écrire
    {"eint", "eign"},   {"eind", "eign"},                       // peindre, atteindre
    {"aigni", "aign"},  {"eigni", "eign"},  {"oigni", "oign"},  // craignit, peignit, joignit
    {"endu", "end"},    {"andu", "and"},    {"ondu", "ond"},    // vendu, répandu, répondu
    {"erdu", "erd"},    {"ordu", "ord"},                        // perdu, tordu
    {"ell", "el"},      {"ett", "et"},                          // appelle, jette
    {"enn", "en"},      {"endi", "end"},    {"erdi", "erd"},    // rendirent, perdirent
    {"uffir", "uffi"},  {"uffis", "uffi"},                      // suffire

});

}  // namespace

namespace {

// Roots of regular verbs and nouns that look like a prefix and a theme: éditer, mépriser, demi, demeurer.
constexpr auto kRegular =
    std::to_array<std::string_view>({"ami", "aval", "demeur", "demi", "devis", "edit", "emi", "medit",
                                     "mepris", "remi", "remis", "semi", "tapis"});

struct Themes {
  std::vector<Theme> prefixed;
  std::vector<Theme> open;
};
using ThemeBuckets = std::array<Themes, 26>;

const ThemeBuckets& themes_by_last_letter() {
  static const ThemeBuckets buckets = [] {
    ThemeBuckets made;
    for (const Theme& theme : kThemes)
      made[static_cast<std::size_t>(theme.from.back() - 'a')].prefixed.push_back(theme);
    for (const Theme& theme : kOpenThemes)
      made[static_cast<std::size_t>(theme.from.back() - 'a')].open.push_back(theme);
    return made;
  }();
  return buckets;
}

}  // namespace

std::string unified_theme(std::string root) {
  if (root.size() < 2 || root.back() < 'a' || root.back() > 'z') return root;
  if (std::binary_search(kRegular.begin(), kRegular.end(), root)) return root;
  const Themes& themes = themes_by_last_letter()[static_cast<std::size_t>(root.back() - 'a')];
  for (const Theme& theme : themes.prefixed) {
    if (!root.ends_with(theme.from)) continue;
    const std::string_view prefix = std::string_view(root).substr(0, root.size() - theme.from.size());
    if (!std::binary_search(kPrefixes.begin(), kPrefixes.end(), prefix)) continue;
    root.replace(prefix.size(), theme.from.size(), theme.to);
    return root;
  }
  for (const Theme& theme : themes.open) {
    if (!root.ends_with(theme.from) || root.size() == theme.from.size()) continue;
    root.replace(root.size() - theme.from.size(), theme.from.size(), theme.to);
    return root;
  }
  return root;
}

}  // namespace fonds::text
