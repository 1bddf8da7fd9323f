#include "server/search/sounds.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <vector>

namespace fonds::search {

namespace {

using Group = std::initializer_list<std::string_view>;

// One line a sound, with a slip that it explains.
const Group kGroups[] = {
    {"f", "ff", "ph"},                                           // pharmacie, farmacie
    {"c", "cc", "ch", "ck", "k", "q", "qu", "cqu"},              // chorale, korale; acquis, aquis
    {"s", "ss", "c", "sc", "z"},                                 // science, sience; session, sesion
    {"ti", "ci", "si", "ssi", "sci", "xi"},                      // contentieux, contencieux
    {"xi", "cti", "csi", "cci"},                                 // reflexion, reflection
    {"xc", "x", "xs", "cs", "cc", "xsc"},                        // excellent, exellent; accent, acsent
    {"g", "j", "ge"},                                            // exigence, exigeance
    {"g", "gu", "gg", "gh"},                                     // fatigant, fatiguant
    {"o", "au", "eau", "aux", "oh", "ho"},                       // autel, otel
    {"e", "ai", "ei", "ey", "ay", "ee", "he"},                   // seine, saine
    {"an", "en", "am", "em", "amp", "emp"},                      // tendance, tandance
    {"in", "ain", "ein", "im", "aim", "yn", "ym", "ymp", "un"},  // teinture, tinture
    {"on", "om", "omp"},                                         // compte, conte
    {"i", "y", "ie", "hi", "hy"},                                // rythme, rithme
    {"il", "ill", "ll", "y", "ye", "yl"},                        // veuillez, veuyez
    {"oi", "oy", "oa", "oua", "eoi"},                            // asseoir, assoir
    {"eu", "oeu", "oe", "ue", "oei"},                            // accueil, acceuil
    {"u", "eu", "hu"},                                           // gageure, gajure
    {"t", "tt", "th", "pt"},                                     // mathematique, sculture
    {"r", "rr", "rh"},                                           // rhume, rume
    {"n", "nn", "mn"},                                           // automne, autone
    {"gn", "ni", "ign", "gni"},                                  // oignon, onion
    {"m", "mm", "mn"},                                           // dilemme, dilemne
};

// A plural s is no mute letter: who types one means it (is_mute_ending() has it, at a price).
const Group kFinalGroups[] = {
    {"e", "ee", "er", "ez", "et", "ai", "ait"},          // le passe, passer, passez
    {"o", "ot", "op", "oc", "au", "aut", "aud", "eau"},  // sirop, siro
    {"ou", "out", "oup"},                                // beaucoup, beaucou
    {"i", "ie", "it", "y", "il"},                        // outil, outi
    {"u", "ue", "ut", "eu"},                             // debut, debu
    {"an", "ant", "ent", "and", "end", "ang", "anc"},    // independant, independent
    {"on", "ond", "ont", "om", "omb"},                   // profond, profon
    {"in", "ain", "aint", "eint", "im", "aim", "inq"},   // demain, demin
    {"er", "ert", "erd", "ere", "air", "aire"},          // desert, deser
    {"or", "ort", "ord", "ore", "aure"},                 // nord, nor
    {"ar", "art", "ard", "are", "arre"},                 // cauchemar, cauchemard
    {"oir", "oire"},                                     // patinoire, patinoir
    {"te", "tte", "the"},                                // echalote, echalotte
};

struct Sequence {
  std::string_view letters;
  std::uint64_t groups;
};

std::vector<Sequence> sequences_of(std::span<const Group> groups) {
  std::vector<Sequence> sequences;
  for (std::size_t number = 0; number < groups.size(); ++number) {
    for (const std::string_view letters : groups[number]) sequences.push_back({letters, 1ULL << number});
  }
  std::sort(sequences.begin(), sequences.end(),
            [](const Sequence& a, const Sequence& b) { return a.letters < b.letters; });
  std::vector<Sequence> merged;
  for (const Sequence& sequence : sequences) {
    if (!merged.empty() && merged.back().letters == sequence.letters) {
      merged.back().groups |= sequence.groups;
    } else {
      merged.push_back(sequence);
    }
  }
  return merged;
}

std::uint64_t find(const std::vector<Sequence>& sequences, std::string_view letters) {
  const auto it = std::lower_bound(sequences.begin(), sequences.end(), letters,
                                   [](const Sequence& s, std::string_view l) { return s.letters < l; });
  return it != sequences.end() && it->letters == letters ? it->groups : 0;
}

// The groups of every sequence of up to three letters, found by one look: it is asked for each letter of the
// lexicon. Few sequences are of any group, so that their groups take a byte to number.
class Table {
 public:
  explicit Table(std::span<const Group> groups) : groups_{0} {
    for (const Sequence& sequence : sequences_of(groups)) {
      number_[place(sequence.letters)] = static_cast<std::uint8_t>(groups_.size());
      groups_.push_back(sequence.groups);
    }
  }
  std::uint64_t operator()(std::string_view letters) const { return groups_[number_[place(letters)]]; }

 private:
  static constexpr std::size_t kLetters = 27;  // 0 is none, and anything that is not a to z

  static std::size_t place(std::string_view letters) {
    std::size_t place = 0;
    for (const char c : letters) {
      if (c < 'a' || c > 'z') return 0;
      place = place * kLetters + static_cast<std::size_t>(c - 'a' + 1);
    }
    return place;
  }
  std::array<std::uint8_t, kLetters * kLetters * kLetters> number_{};
  std::vector<std::uint64_t> groups_;
};

constexpr auto kMuteEndings =
    std::to_array<std::string_view>({"d", "e", "ent", "es", "nt", "p", "s", "t", "ts", "x"});

}  // namespace

std::uint64_t sounds_of(std::string_view letters) {
  static const Table table(kGroups);
  return table(letters);
}

std::uint64_t final_sounds_of(std::string_view letters) {
  static const std::vector<Sequence> sequences = sequences_of(kFinalGroups);
  return find(sequences, letters);
}

bool is_mute_ending(std::string_view letters) {
  return std::binary_search(kMuteEndings.begin(), kMuteEndings.end(), letters);
}

}  // namespace fonds::search
