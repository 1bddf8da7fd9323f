#include "indexer/text/stem_rules.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/text/stem_tables.h"

namespace fonds::text {
namespace {

struct StemEnding {
  std::string_view from;
  std::string_view to;
  std::size_t root;  // letters that must be left before `from`
};

constexpr bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

bool applies(std::string_view word, const StemEnding& ending) {
  return word.size() >= ending.from.size() + ending.root && word.ends_with(ending.from);
}

void apply(std::string& word, const StemEnding& ending) {
  word.resize(word.size() - ending.from.size());
  word += ending.to;
}

template <std::size_t N>
const StemEnding* first_ending(std::string_view word, const std::array<StemEnding, N>& endings) {
  for (const StemEnding& ending : endings) {
    if (applies(word, ending)) return &ending;
  }
  return nullptr;
}

// ---- nouns and adjectives
// -------------------------------------------------------------------------------------------

constexpr auto kPlurals = std::to_array<StemEnding>({
    {"eaux", "eau", 0},  // bureaux
    {"aux", "al", 2},    // journaux; vitraux and the like are irregular
    {"ss", "ss", 0},     // stress, boss
});

// Feminine to masculine, on a singular. What is left for a noun and for the verb of the same letters must
// agree with verbal_root(): active -> activ, as activer.
constexpr auto kFeminineEndings = std::to_array<StemEnding>({
    {"trice", "teus", 2},  // directrice, directeur
    {"drice", "deus", 3},  // ambassadrice
    {"euse", "eus", 2},    // heureuse, heureux; vendeuse, vendeur
    {"eux", "eus", 2},     // jeux, lieux and their few like are irregular
    {"oux", "ous", 2},     // jaloux, jalouse; bijoux and the other six are irregular
    {"eure", "eus", 2},    // supérieure
    {"eur", "eus", 3},
    {"ouse", "ous", 2},
    {"iere", "ier", 2},  // première, premier
    {"enne", "en", 2},   // parisienne
    {"elle", "el", 1},   // culturelle
    {"ette", "et", 1},   // muette
    {"if", "iv", 2},     // sportif, sportive
    {"er", "", 3},       // infinitives; premier and boucher are met before
    {"e", "", 2},
});

// Adjectives and nouns in -er that keep it, as other words do not: premier, boucher, laser. What ends in
// -ier is one unless it is a verb.
bool keeps_er(std::string_view singular) {
  if (!singular.ends_with("er")) return false;
  if (singular.ends_with("ier"))
    return singular.size() > 4 && !contains(WordSet::roots, singular.substr(0, singular.size() - 2));
  return contains(WordSet::in_er, singular);
}

}  // namespace

std::string nominal_base(std::string_view word) {
  std::string base(word);
  if (base.size() < 3) return base;
  const bool invariable = contains(WordSet::invariable, base);
  if (!invariable) {
    if (const StemEnding* plural = first_ending(base, kPlurals); plural != nullptr) {
      apply(base, *plural);
    } else if (base.size() > 3 && base.ends_with('s') && !(base.size() > 4 && base.ends_with("ois"))) {
      base.pop_back();
    }
  }
  if (base.ends_with("onne") && contains(WordSet::onne, std::string_view(base).substr(0, base.size() - 2))) {
    base.resize(base.size() - 2);  // championne, not fonctionne
    return base;
  }
  if (keeps_er(base)) return base;
  if (base.ends_with("ere") && !base.ends_with("iere")) {
    std::string masculine = base.substr(0, base.size() - 3) + "er";
    if (contains(WordSet::in_er, masculine)) return masculine;  // bouchère; not suggère
  }
  if (base.ends_with("eure") && contains(WordSet::roots, std::string_view(base).substr(0, base.size() - 1))) {
    base.pop_back();  // demeure is demeurer
    return base;
  }
  if (const StemEnding* feminine = first_ending(base, kFeminineEndings); feminine != nullptr)
    apply(base, *feminine);
  return base;
}

bool is_noun_in_er(std::string_view base) {
  return base.size() > 4 && (base.ends_with("ier") || contains(WordSet::in_er, base));
}

// ---- verbs
// ----------------------------------------------------------------------------------------------------------

namespace {

enum class Check : std::uint8_t {
  none,
  r,        // the letters up to the r may belong to the root: considérait, retira, encadrait, ouvrait
  two,      // the first two may: proclamés, constatés
  iss,      // the first three may: glissait; and never behind a vowel: laissait
  ass,      // the first three may: passait, apaise; a demonym in -aise meets its -ais
  ment,     // not logement, rapidement; but estiment, réclament
  ions,     // not actions, missions, réflexions
  ons,      // not what ions has refused
  oir,      // not miroir; recevoir and its like are themes
  short_a,  // porta, not Nadia
};

struct VerbEnding {
  std::string_view from;
  std::string_view to;
  std::size_t root;
  Check check = Check::none;
};

// Sorted by length, longest first: the first that applies wins.
constexpr auto kVerbEndings = std::to_array<VerbEnding>({
    {"aitraient", "aiss", 1},
    {"aitrions", "aiss", 1},
    {"issaient", "i", 2, Check::iss},
    {"ttraient", "tt", 1},
    {"aitrais", "aiss", 1},
    {"aitrait", "aiss", 1},
    {"aitriez", "aiss", 1},
    {"aitrons", "aiss", 1},
    {"aitront", "aiss", 1},
    {"assions", "", 3, Check::ass},
    {"draient", "d", 2, Check::r},
    {"eraient", "", 3, Check::r},
    {"iraient", "i", 2, Check::r},
    {"issions", "i", 2, Check::iss},
    {"rraient", "rr", 1},
    {"ttrions", "tt", 1},
    {"vraient", "v", 3, Check::r},
    {"aitrai", "aiss", 1},
    {"aitras", "aiss", 1},
    {"aitrez", "aiss", 1},
    {"assent", "", 3, Check::ass},
    {"assiez", "", 3, Check::ass},
    {"drions", "d", 2, Check::r},
    {"erions", "", 3, Check::r},
    {"irions", "i", 2, Check::r},
    {"issais", "i", 2, Check::iss},
    {"issait", "i", 2, Check::iss},
    {"issant", "i", 2, Check::iss},
    {"issent", "i", 2, Check::iss},
    {"issiez", "i", 2, Check::iss},
    {"issons", "i", 2, Check::iss},
    {"rrions", "rr", 1},
    {"ttrais", "tt", 1},
    {"ttrait", "tt", 1},
    {"ttriez", "tt", 1},
    {"ttrons", "tt", 1},
    {"ttront", "tt", 1},
    {"vrions", "v", 3, Check::r},
    {"aient", "", 2},
    {"aises", "", 3, Check::ass},
    {"aise", "", 3, Check::ass},
    {"aitra", "aiss", 1},
    {"asses", "", 3, Check::ass},
    {"drais", "d", 2, Check::r},
    {"drait", "d", 2, Check::r},
    {"driez", "d", 2, Check::r},
    {"drons", "d", 2, Check::r},
    {"dront", "d", 2, Check::r},
    {"erais", "", 3, Check::r},
    {"erait", "", 3, Check::r},
    {"erent", "", 3, Check::r},
    {"eriez", "", 3, Check::r},
    {"erons", "", 3, Check::r},
    {"eront", "", 3, Check::r},
    {"irais", "i", 2, Check::r},
    {"irait", "i", 2, Check::r},
    {"irent", "i", 2, Check::r},
    {"iriez", "i", 2, Check::r},
    {"irons", "i", 2, Check::r},
    {"iront", "i", 2, Check::r},
    {"isses", "i", 2, Check::iss},
    {"issez", "i", 2, Check::iss},
    {"rrais", "rr", 1},
    {"rrait", "rr", 1},
    {"rriez", "rr", 1},
    {"rrons", "rr", 1},
    {"rront", "rr", 1},
    {"tient", "tien", 0},
    {"ttrai", "tt", 1},
    {"ttras", "tt", 1},
    {"ttrez", "tt", 1},
    {"vient", "vien", 0},
    {"vrais", "v", 3, Check::r},
    {"vrait", "v", 3, Check::r},
    {"vriez", "v", 3, Check::r},
    {"vrons", "v", 3, Check::r},
    {"vront", "v", 3, Check::r},
    {"ames", "", 3, Check::two},
    {"asse", "", 4, Check::ass},
    {"ates", "", 3, Check::two},
    {"drai", "d", 2, Check::r},
    {"dras", "d", 2, Check::r},
    {"drez", "d", 2, Check::r},
    {"erai", "", 3, Check::r},
    {"eras", "", 3, Check::r},
    {"erez", "", 3, Check::r},
    {"ions", "", 3, Check::ions},
    {"irai", "i", 2, Check::r},
    {"iras", "i", 2, Check::r},
    {"irez", "i", 2, Check::r},
    {"isse", "i", 3, Check::iss},
    {"rrai", "rr", 1},
    {"rras", "rr", 1},
    {"rrez", "rr", 1},
    {"ttra", "tt", 1},
    {"vrai", "v", 3, Check::r},
    {"vras", "v", 3, Check::r},
    {"vrez", "v", 3, Check::r},
    {"ais", "", 3},
    {"ait", "", 3},
    {"irs", "i", 2, Check::oir},
    {"ant", "", 3},
    {"dra", "d", 2, Check::r},
    {"dre", "d", 2, Check::r},
    {"ees", "", 2},
    {"ent", "", 3, Check::ment},
    {"era", "", 3, Check::r},
    {"iez", "", 3},
    {"ira", "i", 2, Check::r},
    {"ons", "", 3, Check::ons},
    {"rra", "rr", 1},
    {"vra", "v", 3, Check::r},
    {"ai", "", 3},
    {"as", "", 4, Check::short_a},
    {"at", "", 4},
    {"ee", "", 2},
    {"er", "", 3},
    {"ez", "", 3},
    {"ir", "i", 2, Check::oir},
    {"it", "i", 3},
    {"a", "", 4, Check::short_a},
});

bool passes(const VerbEnding& ending, std::string_view root) {
  // Whether the root goes on with the first `letters` of the ending.
  const auto goes_on = [&](std::size_t letters) {
    std::array<char, 64> whole;
    const std::size_t size = root.size() + letters;
    if (size > whole.size()) return false;
    std::copy(root.begin(), root.end(), whole.begin());
    std::copy_n(ending.from.begin(), letters, whole.begin() + static_cast<std::ptrdiff_t>(root.size()));
    return contains(WordSet::roots, {whole.data(), size});
  };
  switch (ending.check) {
    case Check::r:
      return !goes_on(ending.from.find('r') + 1);
    case Check::two:
      return !goes_on(2);
    case Check::iss:
      return (!is_vowel(root.back()) || root.ends_with("ou")) && !goes_on(3);  // réjouissent
    case Check::ass:
      return !goes_on(3);
    case Check::ment:
      return !root.ends_with('m') || root.ends_with("omm") || root.ends_with("rm") ||
             contains(WordSet::roots, root);
    case Check::ions:
      return !root.ends_with('t') && !root.ends_with('x') && !root.ends_with("ss");
    case Check::ons:
      return !root.ends_with('i') || root.ends_with("ai") || root.ends_with("oi");
    case Check::oir:
      return !root.ends_with('o');
    case Check::short_a:
      return !is_vowel(root.back()) || root.ends_with("ge") || root.ends_with("u") ||
             (root.size() > 4 && (root.ends_with("oy") || root.ends_with("uy")));  // envoya, not Goya, Soraya
    default:
      return true;
  }
}

using Buckets = std::array<std::vector<VerbEnding>, 26>;

const Buckets& endings_by_last_letter() {
  static const Buckets buckets = [] {
    Buckets made;
    for (const VerbEnding& ending : kVerbEndings)
      made[static_cast<std::size_t>(ending.from.back() - 'a')].push_back(ending);
    return made;
  }();
  return buckets;
}

}  // namespace

std::string verbal_root(std::string_view word) {
  if (word.empty() || word.back() < 'a' || word.back() > 'z') return {};
  for (const VerbEnding& ending : endings_by_last_letter()[static_cast<std::size_t>(word.back() - 'a')]) {
    if (word.size() < ending.from.size() + ending.root || !word.ends_with(ending.from)) continue;
    const std::string_view left = word.substr(0, word.size() - ending.from.size());
    if (!passes(ending, left)) continue;
    std::string root(left);
    // essaient and étudiez: the endings share a letter with the roots in -ay and -i.
    if (ending.from == "aient" && contains(WordSet::roots, root + "ay")) return root + "ay";
    if ((ending.from == "iez" || ending.from == "ions") && contains(WordSet::roots, root + "i"))
      return root + "i";
    // mangeait: the e only softens the g.
    const char first = ending.from.front();
    if ((first == 'a' || first == 'o') && root.ends_with("ge") && root.size() > 3) root.pop_back();
    // emploiera, essaient are employer, essayer.
    if (first == 'e' && root.size() > 2 && root.ends_with('i')) {
      const char before = root[root.size() - 2];
      if (before == 'o' || before == 'a' || before == 'u') root.back() = 'y';
    }
    root += ending.to;
    return root;
  }
  return {};
}

}  // namespace fonds::text
