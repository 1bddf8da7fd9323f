#include "indexer/persons/name_ties.h"

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <unordered_map>

#include "indexer/persons/letters.h"
#include "indexer/persons/name_parts.h"
#include "indexer/persons/natural_case.h"

namespace fonds::persons {
namespace {

// A slip is rarer than the name: this many times, for one changed letter and for two.
constexpr std::size_t kRarerByOne = 3, kRarerByTwo = 6;
// A spelling in more articles than this may well be another person's name (Michel Delpech, Michel Delpuech):
// it has to be rarer still to pass for a slip.
constexpr std::size_t kOccasional = 2, kRarerWhereRepeated = 10;
// Two given names that both exist, of one surname, are a slip to be looked at where one is so many times
// rarer.
constexpr std::size_t kRarerAmongKnown = 20;
// A surname of fewer letters has too many neighbours to tell a slip from another name.
constexpr std::size_t kMinSlipSurname = 6, kMinTwoSlipSurname = 8;
// Of several bearers of a surname, one is meant by it alone where nine articles in ten that name a bearer
// name this one, ten articles at least.
constexpr std::size_t kDominantShare = 9, kDominantArticles = 10;
// So is one in this many articles where every other bearer is in a single one.
constexpr std::size_t kRecurring = 4;
// Spellings are compared pair by pair among names that share a surname, or a given name and an initial; where
// these are more than this, they are left alone: the cost grows with the square.
constexpr std::size_t kMaxInBucket = 4000;
// A given name alone stands for a bearer of it as a surname who is in this many times more articles.
constexpr std::size_t kRenownedBearer = 20;
// "la reine Élisabeth" is Élisabeth II where the number is written so many times more often: François Ier is
// not the pope.
constexpr std::size_t kKnownByNumber = 5;
// A name is a thing's where one article in seven at least shows it as one, two articles at least, and more
// than show a person…
constexpr std::size_t kThingShare = 7, kThingArticles = 2;
// … or where it begins with no known given name, and of this many articles nine in ten show nothing that only
// a person has.
constexpr std::size_t kGuessedArticles = 6, kGuessedShare = 10;

// Equal for the ways to spell one given name: Mathieu = Matthieu, Elizabeth = Elisabeth, Nicolle = Nicole.
std::string spelling_key(std::string_view given) {
  std::string out;
  for (std::size_t i = 0; i < given.size(); ++i) {
    char c = given[i];
    const char next = i + 1 < given.size() ? given[i + 1] : '\0';
    if (c == '-' || c == ' ' || c == '\'') continue;
    if (c == 'l' && next == 't' && i + 2 == given.size()) continue;  // Thibault, Thibaut
    if (c == 't' && next == 'h') ++i;
    if (c == 'p' && next == 'h') c = 'f', ++i;
    if (c == 'z') c = 's';
    if (c == 'y') c = 'i';
    if (!out.empty() && out.back() == c) continue;
    out += c;
  }
  return out;
}

bool is_surname_particle(std::string_view key) {
  return key == "de" || key == "du" || key == "des" || key == "d" || key == "von" || key == "van" ||
         key == "der" || key == "den" || key == "la" || key == "dos" || key == "das" || key == "da" ||
         key == "do";
}

std::vector<std::string> split_words(std::string_view text, std::string_view separators) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(separators, at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(separators, begin), text.size());
    words.emplace_back(text.substr(begin, at - begin));
  }
  return words;
}

}  // namespace

namespace {

std::uint32_t letters_of(std::string_view text) {
  std::uint32_t letters = 0;
  for (const char c : text) letters |= std::uint32_t{1} << (static_cast<unsigned char>(c) & 31U);
  return letters;
}

// One has a letter twice that the other has once: Pedebosc and Pedebossc.
bool differ_by_doubling(std::string_view a, std::string_view b) {
  const auto without_doubles = [](std::string_view word) {
    std::string single(word);
    single.erase(std::unique(single.begin(), single.end()), single.end());
    return single;
  };
  return without_doubles(a) == without_doubles(b);
}

// Whether two surnames can be a slip of each other, told without comparing letter by letter: an edit adds and
// takes away one letter at most. Nearly all pairs end here.
bool may_be_slip(const Name& x, const Name& y) {
  constexpr std::size_t kEdits = 2;
  const std::size_t few = std::min(x.surname.size(), y.surname.size()),
                    many = std::max(x.surname.size(), y.surname.size());
  return few >= kMinSlipSurname && many - few <= kEdits &&
         static_cast<std::size_t>(std::popcount(x.letters ^ y.letters)) <= 2 * kEdits;
}

}  // namespace

Name make_name(const std::string& label, const Lexicon& lexicon) {
  const NameParts parts = split_label(label, lexicon);
  Name n;
  n.key = compact_key(label);
  n.surname = compact_key(parts.surname);
  n.initials = is_initials_key(name_key(parts.given));
  const Traits first_word = lexicon.of(name_key(parts.given));
  if ((first_word & trait::kByGivenName) &&
      (!is_upper(decode(label, 0).value) || (first_word & trait::kCivility))) {  // Lady Diana
    n.titled = true;
    n.clergy = (first_word & trait::kClergy) != 0;
    n.core = n.surname;
    return n;
  }
  // "Donald J. Trump" is Donald Trump: an initial behind a given name adds nothing.
  for (const std::string& word : split_words(name_key(parts.given), " ")) {
    if (!n.initials && word.size() == 1 && !n.given.empty()) continue;
    if (!n.given.empty()) n.given += ' ';
    n.given += word;
  }
  n.spelling = spelling_key(n.given);
  n.given_compact = compact_key(n.given);
  n.letters = letters_of(n.surname);
  std::vector<std::string> words = split_words(name_key(parts.surname), " -'");
  std::size_t first = 0;
  while (first + 1 < words.size() && is_surname_particle(words[first])) ++first;
  for (std::size_t i = first; i < words.size(); ++i) n.core += words[i];
  for (std::size_t i = first; i < words.size(); ++i) {
    if (!(lexicon.of(words[i]) & trait::kParticle)) n.parts.push_back(words[i]);
  }
  n.generation = generation_of(name_key(parts.surname), lexicon);
  if (n.parts.size() < 2 || !n.generation.empty()) n.parts.clear();
  return n;
}

NameTies::NameTies(std::vector<Name>& names, const Lexicon& lexicon)
    : names_(names),
      lexicon_(lexicon),
      parent_(names.size()),
      reason_(names.size(), Tie::kSame),
      bearers_(names.size()),
      things_(names.size(), false) {
  std::iota(parent_.begin(), parent_.end(), 0u);
  for (std::uint32_t i = 0; i < names.size(); ++i) bearers_[i].fill(i);
}

std::uint32_t NameTies::cluster(std::uint32_t name) const {
  while (parent_[name] != name) name = parent_[name];
  return name;
}

void NameTies::tie(std::uint32_t a, std::uint32_t b, Tie why) {
  const std::uint32_t ra = cluster(a), rb = cluster(b);
  if (ra == rb) return;
  // The name with more articles stands for both; of equals the one that sorts first.
  const bool a_leads = std::pair(weight(rb), names_[ra].key) < std::pair(weight(ra), names_[rb].key);
  const std::uint32_t leader = a_leads ? ra : rb, other = a_leads ? rb : ra;
  parent_[other] = leader;
  reason_[a_leads ? b : a] = why;
}

bool NameTies::tie_by_rule(std::uint32_t a, std::uint32_t b, Tie why) {
  if (names_[a].is_protected || names_[b].is_protected) return false;
  if (why != Tie::kSame && names_[a].from_metadata && names_[b].from_metadata) {
    const bool a_is_rare = std::pair(weight(a), names_[b].key) < std::pair(weight(b), names_[a].key);
    doubts_.push_back({a_is_rare ? a : b, a_is_rare ? b : a, why});
    return false;
  }
  tie(a, b, why);
  return true;
}

bool NameTies::meet(std::uint32_t a, std::uint32_t b) const {
  const auto &x = names_[a].articles, &y = names_[b].articles;
  const auto& few = x.size() < y.size() ? x : y;
  const auto& many = x.size() < y.size() ? y : x;
  return std::any_of(few.begin(), few.end(),
                     [&](std::uint32_t id) { return std::binary_search(many.begin(), many.end(), id); });
}

void NameTies::apply_rules() {
  tie_swapped();
  tie_spellings();
  tie_parts();
  tie_initials();
  tie_titled();
  find_things();
  find_bearers();
}

// "James Bond" and "Aston Martin" have the form of a name; only the whole archive shows that nobody bears it.
void NameTies::find_things() {
  std::map<std::uint32_t, std::array<std::size_t, 4>> seen;  // cluster -> articles by Certainty
  std::map<std::uint32_t, bool> vouched;                     // by the editor
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    const std::uint32_t c = cluster(i);
    auto& counts = seen[c];
    for (std::size_t s = 0; s < counts.size(); ++s) counts[s] += names_[i].certainties[s];
    vouched[c] =
        vouched[c] || names_[i].is_protected || names_[i].from_metadata || reason_[i] == Tie::kEditor;
  }
  for (const auto& [c, counts] : seen) {
    if (vouched[c] || !names_[c].full()) continue;
    const auto count = [&, &by = counts](Certainty s) { return by[static_cast<std::size_t>(s)]; };
    const std::size_t proved = count(Certainty::kProved), thing = count(Certainty::kThing),
                      guessed = count(Certainty::kGuessed), named = count(Certainty::kNamed),
                      all = proved + thing + guessed + named;
    const bool shown = thing >= kThingArticles && thing * kThingShare >= all && thing > proved;
    const bool unproved = named == 0 && all >= kGuessedArticles && proved * kGuessedShare <= all;
    things_[c] = shown || unproved;
  }
}

// "Martin Pierre" for Pierre Martin.
void NameTies::tie_swapped() {
  std::unordered_map<std::string, std::uint32_t> by_key;
  for (std::uint32_t i = 0; i < names_.size(); ++i) by_key.emplace(names_[i].key, i);
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    if (!names_[i].full()) continue;
    const auto swapped = by_key.find(names_[i].surname + names_[i].given_compact);
    if (swapped != by_key.end() && swapped->second > i && names_[swapped->second].full()) {
      tie_by_rule(i, swapped->second, Tie::kSame);
    }
  }
}

void NameTies::tie_spellings() {
  // Only names that share the given name and the surname's first letter, or the surname, are compared.
  std::map<std::string, std::vector<std::uint32_t>> buckets;
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    if (!names_[i].full() || names_[i].surname.empty()) continue;
    buckets[names_[i].given_compact + '|' + names_[i].surname[0]].push_back(i);
    buckets[names_[i].surname].push_back(i);
  }
  for (const auto& [key, bucket] : buckets) {
    if (bucket.size() > kMaxInBucket) continue;
    for (std::size_t x = 0; x < bucket.size(); ++x) {
      for (std::size_t y = x + 1; y < bucket.size(); ++y) tie_pair(bucket[x], bucket[y]);
    }
  }
}

void NameTies::tie_pair(std::uint32_t a, std::uint32_t b) {
  const Name &x = names_[a], &y = names_[b];
  if (x.generation != y.generation) return;
  if (x.surname == y.surname) {
    if (x.given == y.given || x.spelling == y.spelling) {
      tie_by_rule(a, b, Tie::kSlip);
      return;
    }
    // Marie-Jo = Marie-Josèphe
    const std::string_view shorter = x.given.size() < y.given.size() ? x.given : y.given;
    const std::string_view longer = x.given.size() < y.given.size() ? y.given : x.given;
    const std::size_t hyphen = shorter.find('-');
    if (hyphen != std::string_view::npos && shorter.size() > hyphen + 2 && longer.starts_with(shorter)) {
      tie_by_rule(a, b, Tie::kPart);
      return;
    }
    if (!is_slip(x.given, y.given)) return;
    const bool both_known = (lexicon_.of_word(x.given) & lexicon_.of_word(y.given) & trait::kGiven) != 0;
    if (both_known) {  // "Gérard" for Gérald: a slip or a relation; the editor knows
      const bool a_is_rare = weight(a) < weight(b);
      const std::uint32_t rare = a_is_rare ? a : b, frequent = a_is_rare ? b : a;
      if (weight(frequent) >= kRarerAmongKnown * weight(rare) && !meet(a, b)) {
        doubts_.push_back({rare, frequent, Tie::kSlip});
      }
      return;
    }
  } else if (!may_be_slip(x, y) || x.given_compact != y.given_compact) {
    return;
  }
  const std::string &left = x.surname == y.surname ? x.given : x.surname,
                    &right = x.surname == y.surname ? y.given : y.surname;
  const std::size_t length = std::min(left.size(), right.size());
  if (length < kMinSlipSurname) return;
  const int distance = edit_distance(left, right, 2);
  if (distance > 2 || (distance == 2 && length < kMinTwoSlipSurname)) return;
  const std::uint32_t frequent = weight(a) >= weight(b) ? a : b, rare = frequent == a ? b : a;
  const std::size_t rarer = weight(rare) > kOccasional        ? kRarerWhereRepeated
                            : differ_by_doubling(left, right) ? 1
                            : distance == 1                   ? kRarerByOne
                                                              : kRarerByTwo;
  if (meet(a, b)) return;
  if (weight(frequent) < rarer * weight(rare)) {
    doubts_.push_back({rare, frequent, Tie::kSlip});
    return;
  }
  tie_by_rule(frequent, rare, Tie::kSlip);
}

// "Nathalie Kosciusko" for Kosciusko-Morizet, where only one person of that given name bears it.
void NameTies::tie_parts() {
  std::map<std::string, std::vector<std::uint32_t>> wholes;  // given|part -> names
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    const Name& n = names_[i];
    if (!n.full() || n.parts.empty()) continue;
    for (const std::size_t p : {std::size_t{0}, n.parts.size() - 1}) {
      if (n.parts[p].size() >= kMinPartLetters) wholes[n.given_compact + '|' + n.parts[p]].push_back(i);
    }
  }
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    if (!names_[i].full()) continue;
    const auto found = wholes.find(names_[i].given_compact + '|' + names_[i].core);
    if (found == wholes.end()) continue;
    std::uint32_t whole = kNobody;
    bool unique = true;
    for (const std::uint32_t candidate : found->second) {
      if (candidate == i) continue;
      if (whole != kNobody && cluster(candidate) != cluster(whole)) unique = false;
      whole = candidate;
    }
    if (whole == kNobody) continue;
    if (!unique) continue;
    tie_by_rule(whole, i, Tie::kPart);
  }
}

// "Mme Martin C.", as lists of attendance have it; "Amir S." without a civility hides a surname.
bool NameTies::is_initial_behind(const Name& n) {
  return n.full() && n.surname.size() == 1 && n.genders[1] + n.genders[2] > 0;
}

void NameTies::tie_initials() {
  std::unordered_map<std::string, std::vector<std::uint32_t>> bearers;
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    if (names_[i].full()) bearers[names_[i].core].push_back(i);
  }
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    const bool behind = is_initial_behind(names_[i]);
    if (!names_[i].initials && !behind) continue;
    const std::string surname = behind ? names_[i].given_compact : names_[i].core;
    const std::string& initials = behind ? names_[i].surname : names_[i].given;
    const auto found = bearers.find(surname);
    if (found == bearers.end() || found->second.size() > kMaxInBucket) continue;
    std::uint32_t match = kNobody;
    bool unique = true;
    for (const std::uint32_t candidate : found->second) {
      if (!abbreviates(initials, names_[candidate].given)) continue;
      if (match != kNobody && cluster(candidate) != cluster(match)) unique = false;
      if (match == kNobody || weight(candidate) > weight(match)) match = candidate;
    }
    if (match == kNobody) continue;
    if (unique) {
      tie_by_rule(match, i, Tie::kInitials);
    } else {
      doubts_.push_back({i, match, Tie::kInitials});
    }
  }
}

// "prince Charles" and "roi Charles"; "la reine Élisabeth" where only one Élisabeth has a number.
void NameTies::tie_titled() {
  std::map<std::pair<std::string, bool>, std::uint32_t> first;  // given name, clergy
  std::unordered_map<std::string, std::uint32_t> numbered;      // given name -> cluster, kNobody for several
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    const Name& n = names_[i];
    if (!n.full() || !(lexicon_.of(n.surname) & trait::kRoman)) continue;
    const auto [found, is_new] = numbered.emplace(n.given_compact, cluster(i));
    if (!is_new && found->second != cluster(i)) found->second = kNobody;
  }
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    const Name& n = names_[i];
    if (!n.titled) continue;
    const auto [found, is_new] = first.emplace(std::pair(n.surname, n.clergy), i);
    if (!is_new) tie_by_rule(found->second, i, Tie::kPart);
    const auto king = numbered.find(n.surname);
    if (!n.clergy && is_new && king != numbered.end() && king->second != kNobody &&
        weight(king->second) >= kKnownByNumber * weight(i)) {
      tie_by_rule(king->second, i, Tie::kPart);
    }
  }
}

Gender NameTies::gender_of(std::uint32_t name) const {
  const auto& votes = names_[name].genders;
  if (votes[1] > 2 * votes[2]) return Gender::kMasculine;
  if (votes[2] > 2 * votes[1]) return Gender::kFeminine;
  return Gender::kUnknown;
}

void NameTies::find_bearers() {
  // Civilities before any bearer of a given name say its gender: M. Jean Dupont makes Jean masculine.
  std::unordered_map<std::string, std::array<std::uint32_t, 3>> given_genders;
  for (const Name& n : names_) {
    if (!n.full()) continue;
    auto& votes = given_genders[n.given];
    for (std::size_t g = 1; g < 3; ++g) votes[g] += n.genders[g];
  }
  std::unordered_map<std::string, std::map<std::uint32_t, std::size_t>>
      bearers;                              // core -> cluster -> articles
  std::map<std::uint32_t, Gender> genders;  // cluster -> gender
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    if (!names_[i].full()) continue;
    const std::uint32_t c = cluster(i);
    if (things_[c]) continue;
    bearers[names_[i].core][c] += weight(i);
    Gender g = gender_of(i);
    if (g == Gender::kUnknown) {
      const auto& votes = given_genders[names_[i].given];
      g = votes[1] > 4 * votes[2]   ? Gender::kMasculine
          : votes[2] > 4 * votes[1] ? Gender::kFeminine
                                    : Gender::kUnknown;
    }
    auto& known = genders.emplace(c, g).first->second;
    if (known == Gender::kUnknown) known = g;
  }
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    if (!names_[i].bare() && !names_[i].clergy) continue;
    if (names_[i].is_protected || names_[i].from_metadata) continue;
    const auto found = bearers.find(names_[i].core);
    if (found == bearers.end()) continue;
    for (const Gender gender : {Gender::kUnknown, Gender::kMasculine, Gender::kFeminine}) {
      std::uint32_t best = kNobody;
      std::size_t total = 0, top = 0, second = 0, count = 0, certain = 0;
      std::uint32_t certain_bearer = kNobody;  // whose gender is known to be the one asked for
      for (const auto& [c, articles] : found->second) {
        const Gender theirs = genders[c];
        if (gender != Gender::kUnknown && theirs != Gender::kUnknown && theirs != gender) continue;
        ++count;
        if (gender != Gender::kUnknown && theirs == gender) certain_bearer = c, ++certain;
        total += articles;
        if (articles > top || (articles == top && best != kNobody && names_[c].key < names_[best].key)) {
          best = c;
          second = top, top = articles;
        } else {
          second = std::max(second, articles);
        }
      }
      const bool dominant = (top >= kDominantArticles && top * 10 >= total * kDominantShare) ||
                            (top >= kRecurring && second <= 1);
      if (certain == 1) best = certain_bearer;
      if (best == kNobody || names_[best].is_protected) continue;
      // "prince Harry": a given name without a civility is no surname, save of somebody far better known.
      const bool given_name = names_[i].bare() && gender == Gender::kUnknown &&
                              (lexicon_.of_word(names_[i].key) & trait::kGiven) != 0;
      if (given_name && top < kRenownedBearer * weight(i)) continue;
      if (count == 1 || certain == 1 || dominant) {
        bearers_[i][std::size_t(gender)] = best;
      } else if (gender == Gender::kUnknown) {
        doubts_.push_back({i, best, Tie::kSurname});
      }
    }
  }
}

}  // namespace fonds::persons
