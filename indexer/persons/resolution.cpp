#include "indexer/persons/resolution.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "indexer/persons/letters.h"
#include "indexer/persons/name_parts.h"
#include "indexer/persons/natural_case.h"

namespace fonds::persons {
namespace {

struct Entry {
  std::string given_key, surname_key;  // compact; of initials the plain key
  std::string given, surname;          // the best forms so far
  std::string label;                   // set for those the editor named
  bool initials = false;
  bool fixed = false;
  std::size_t full_mentions = 0;
  int masculine = 0, feminine = 0;  // civilities
  std::string title;                // "pape": the first that a mention has
  Signs signs = 0;
  std::vector<Mention> mentions;
  std::vector<std::uint32_t> anchors;  // where the full name stands, ordered
  std::uint32_t last_short = 0;        // where a short form was last taken for this person
  bool has_short = false;
};

// Spellings are compared pair by pair only where a text names no more persons than this.
constexpr std::size_t kMaxEntries = 300;
// A surname alone is looked for among this many of its bearers in the text, the first to be named.
constexpr std::size_t kMaxBearers = 50;

std::string given_key_of(std::string_view given) {
  const std::string key = name_key(given);
  return is_initials_key(key) ? key : compact_key(given);
}

class Resolver {
 public:
  Resolver(std::string_view text, const WordList& words, const std::vector<Candidate>& candidates,
           const std::vector<Judgement>& judgements, const Lexicon& lexicon)
      : text_(text),
        words_(words),
        candidates_(candidates),
        judgements_(judgements),
        lexicon_(lexicon),
        taken_(words.words.size(), false) {}

  std::vector<Person> run(const std::vector<std::string>& known) {
    for (const std::string& label : known) add_known(label);
    add_full_names();
    merge_initials();
    merge_initial_surnames();
    merge_slips();
    confirm_unsure();
    resolve_short();
    find_remaining_surnames();
    return finish();
  }

 private:
  static constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();

  void add_known(const std::string& label) {
    const NameParts parts = split_label(label, lexicon_);
    Entry e;
    e.given = parts.given, e.surname = parts.surname;
    e.given_key = given_key_of(parts.given), e.surname_key = compact_key(parts.surname);
    e.label = label;
    e.fixed = true;
    add_entry(std::move(e));
  }

  std::size_t add_entry(Entry e) {
    by_surname_[e.surname_key].push_back(entries_.size());
    by_given_[e.given_key].push_back(entries_.size());
    by_name_.emplace(e.given_key + '|' + e.surname_key, entries_.size());
    entries_.push_back(std::move(e));
    return entries_.size() - 1;
  }

  void take(const Candidate& c) {
    for (std::size_t w = c.first; w <= c.last; ++w) taken_[w] = true;
  }
  void mention(std::size_t entry, const Candidate& c, Signs signs) {
    entries_[entry].mentions.push_back({c.begin, c.end});
    entries_[entry].signs |= signs;
    entries_[entry].masculine += c.gender == Gender::kMasculine;
    entries_[entry].feminine += c.gender == Gender::kFeminine;
    take(c);
  }
  void improve(Entry& e, const Candidate& c) {
    if (e.fixed) return;
    const auto better = [](const std::string& form, const std::string& now) {
      return naturalness(form) > naturalness(now);
    };
    if (!c.given.empty() && better(c.given, e.given)) e.given = c.given;
    if (!c.surname.empty() && better(c.surname, e.surname)) e.surname = c.surname;
  }

  std::size_t find(std::string_view given, std::string_view surname) const {
    const auto found = by_name_.find(std::string(given) + '|' + std::string(surname));
    if (found == by_name_.end()) return kNobody;
    const Entry& e = entries_[found->second];  // unless it was merged since
    return e.given_key == given && e.surname_key == surname ? found->second : kNobody;
  }

  void add_full(std::size_t i) {
    const Candidate& c = candidates_[i];
    const std::string given = given_key_of(c.given), surname = compact_key(c.surname);
    std::size_t entry = find(given, surname);
    if (entry == kNobody) entry = find_swapped(given, surname);
    if (entry == kNobody) {
      Entry e;
      e.given_key = given, e.surname_key = surname, e.given = c.given, e.surname = c.surname;
      e.initials = is_initials_key(name_key(c.given));
      entry = add_entry(std::move(e));
    }
    improve(entries_[entry], c);
    ++entries_[entry].full_mentions;
    entries_[entry].anchors.push_back(c.begin);
    mention(entry, c, judgements_[i].signs);
  }
  // "Martin Pierre" for Pierre Martin.
  std::size_t find_swapped(std::string_view given, std::string_view surname) const {
    return find(surname, given);
  }

  void add_full_names() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (judgements_[i].verdict == Verdict::kPerson && candidates_[i].form == Form::kFull) {
        full_givens_.insert(given_key_of(candidates_[i].given));
      }
    }
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& c = candidates_[i];
      if (judgements_[i].verdict == Verdict::kNamesake) take(c);
      if (judgements_[i].verdict != Verdict::kPerson || c.form == Form::kBare) continue;
      // A given name that a full name of the text has is rather that person than a member of a couple.
      if (c.form == Form::kGivenOnly && full_givens_.contains(given_key_of(c.given))) continue;
      add_full(i);
    }
  }
  void merge(std::size_t into, std::size_t from) {
    Entry &a = entries_[into], &b = entries_[from];
    a.mentions.insert(a.mentions.end(), b.mentions.begin(), b.mentions.end());
    a.full_mentions += b.full_mentions;
    a.masculine += b.masculine;
    a.feminine += b.feminine;
    a.signs |= b.signs;
    a.anchors.insert(a.anchors.end(), b.anchors.begin(), b.anchors.end());
    std::sort(a.anchors.begin(), a.anchors.end());
    b.mentions.clear();
    b.surname_key.clear(), b.given_key.clear();
    b.full_mentions = 0;
  }

  void merge_initials() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!entries_[i].initials || entries_[i].fixed) continue;
      std::size_t match = kNobody;
      int matches = 0;
      const std::vector<std::size_t>& bearers = by_surname_[entries_[i].surname_key];
      for (std::size_t b = 0; b < std::min(bearers.size(), kMaxBearers); ++b) {
        const std::size_t j = bearers[b];
        if (j == i || entries_[j].initials || entries_[j].surname_key != entries_[i].surname_key) continue;
        if (!abbreviates(entries_[i].given_key, name_key(entries_[j].given))) continue;
        match = j, ++matches;
      }
      if (matches == 1) merge(match, i);
    }
  }

  // "Julie F." and "Julie LB" beside Julie Fontaine and Julie Le Bihen.
  void merge_initial_surnames() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].fixed || entries_[i].given_key.empty()) continue;
      const std::string initials = initials_of_surname(entries_[i].surname);
      if (initials.empty()) continue;
      std::size_t match = kNobody;
      int matches = 0;
      for (const std::size_t j : by_given_[entries_[i].given_key]) {
        const Entry& whole = entries_[j];
        if (j == i || whole.given_key != entries_[i].given_key || !initials_of_surname(whole.surname).empty())
          continue;
        std::string first_letters;
        const std::string words = name_key(whole.surname);
        for (std::size_t at = 0; at < words.size(); ++at) {
          const bool begins = at == 0 || words[at - 1] == ' ' || words[at - 1] == '-';
          if (begins) first_letters += words[at];
        }
        if (first_letters.starts_with(initials)) match = j, ++matches;
      }
      if (matches == 1) merge(match, i);
    }
  }
  // "F.", "F", "LB", as a key; empty for a surname in full.
  static std::string initials_of_surname(std::string_view surname) {
    constexpr std::size_t kMost = 2;
    std::string letters;
    for (const char c : surname) {
      if (c == '.' || c == '-') continue;
      if (c < 'A' || c > 'Z' || letters.size() == kMost) return {};
      letters += static_cast<char>(c - 'A' + 'a');
    }
    return letters;
  }

  // "Philippe Mérieu" beside "Philippe Meirieu", "Frederic Jameson" beside "Fredric Jameson".
  void merge_slips() {
    if (entries_.size() > kMaxEntries) return;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      for (std::size_t j = i + 1; j < entries_.size(); ++j) {
        Entry &a = entries_[i], &b = entries_[j];
        if (a.surname_key.empty() || b.surname_key.empty() || a.initials || b.initials || b.fixed) continue;
        const bool surname_slip = a.given_key == b.given_key && is_slip(a.surname_key, b.surname_key);
        const bool given_slip = a.surname_key == b.surname_key && is_slip(a.given_key, b.given_key) &&
                                !(lexicon_.of(a.given_key) & lexicon_.of(b.given_key) & trait::kGiven);
        const bool part = a.given_key == b.given_key && !a.given_key.empty() && is_part(a, b);
        if (!surname_slip && !given_slip && !part) continue;
        if (generation_of(name_key(a.surname), lexicon_) != generation_of(name_key(b.surname), lexicon_))
          continue;
        if (!a.fixed && b.full_mentions > a.full_mentions) {
          a.given = b.given, a.surname = b.surname, a.given_key = b.given_key, a.surname_key = b.surname_key;
          by_surname_[a.surname_key].push_back(i);
          by_given_[a.given_key].push_back(i);
        }
        merge(i, j);
      }
    }
  }

  // "Marion Maréchal" beside "Marion Maréchal-Le Pen": the first or last word of the other's surname.
  static bool is_part(const Entry& a, const Entry& b) {
    const Entry &shorter = a.surname_key.size() < b.surname_key.size() ? a : b,
                &longer = &shorter == &a ? b : a;
    if (shorter.surname_key.size() < kMinPartLetters) return false;
    const std::string words = name_key(longer.surname);
    const std::size_t first = words.find_first_of(" -"), last = words.find_last_of(" -");
    if (first == std::string::npos) return false;
    return shorter.surname_key == words.substr(0, first) || shorter.surname_key == words.substr(last + 1);
  }

  void confirm_unsure() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& c = candidates_[i];
      if (judgements_[i].verdict != Verdict::kUnsure || c.form == Form::kGivenOnly) continue;
      const std::string surname = compact_key(c.surname);
      std::size_t entry = find(given_key_of(c.given), surname);
      if (entry == kNobody && c.initials) entry = nearest(c.begin, surname, &Entry::surname_key);
      if (entry == kNobody) continue;
      const Entry& e = entries_[entry];
      if (!c.initials || e.given.empty() || abbreviates(name_key(c.given), name_key(e.given)))
        mention(entry, c, judgements_[i].signs);
    }
  }

  // The entry with this key that was named last before `at`, else the first to be named behind it.
  std::size_t nearest(std::uint32_t at, const std::string& key, std::string Entry::*field) const {
    if (key.empty()) return kNobody;
    const auto& index = field == &Entry::surname_key ? by_surname_ : by_given_;
    const auto found = index.find(key);
    if (found == index.end()) return kNobody;
    std::size_t best = kNobody;
    std::int64_t best_distance = std::numeric_limits<std::int64_t>::max();
    const std::size_t bearers = std::min(found->second.size(), kMaxBearers);
    for (std::size_t b = 0; b < bearers; ++b) {
      const std::size_t i = found->second[b];
      const Entry& e = entries_[i];
      if (e.*field != key) continue;
      const auto behind = std::upper_bound(e.anchors.begin(), e.anchors.end(), at);
      std::int64_t distance = std::numeric_limits<std::uint32_t>::max() * kBehindWeight;
      if (behind != e.anchors.end()) distance = (std::int64_t{*behind} - at) * kBehindWeight;
      if (behind != e.anchors.begin()) distance = std::int64_t{at} - *(behind - 1);
      if (e.has_short && e.last_short <= at) distance = std::min(distance, std::int64_t{at} - e.last_short);
      if (distance < best_distance) best = i, best_distance = distance;
    }
    return best;
  }
  // Any name before beats every name behind.
  static constexpr std::int64_t kBehindWeight = std::int64_t{1} << 20;

  void mention_short(std::size_t entry, const Candidate& c, Signs signs) {
    entries_[entry].last_short = c.begin;
    entries_[entry].has_short = true;
    mention(entry, c, signs);
  }

  void resolve_short() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& c = candidates_[i];
      if (c.form == Form::kBare && judgements_[i].verdict == Verdict::kPerson) {
        const std::string key = compact_key(c.surname);
        std::size_t entry = nearest(c.begin, key, &Entry::surname_key);
        if (entry == kNobody) entry = nearest(c.begin, without_particle(c.surname), &Entry::surname_key);
        if (entry == kNobody) entry = nearest(c.begin, key, &Entry::given_key);
        if (entry != kNobody && contradicts(entries_[entry], c)) entry = other_gender(entry, c);
        if (entry == kNobody) {
          Entry e;
          e.surname_key = key, e.surname = c.surname;
          entry = add_entry(std::move(e));
        }
        if (entries_[entry].given.empty()) improve(entries_[entry], c);
        if (entries_[entry].title.empty()) entries_[entry].title = c.title;
        mention_short(entry, c, judgements_[i].signs | sign::kSurnameAlone);
      } else if (c.form == Form::kGivenOnly && judgements_[i].verdict != Verdict::kNamesake &&
                 !taken_[c.first]) {
        std::size_t entry = nearest(c.begin, given_key_of(c.given), &Entry::given_key);
        if (entry == kNobody) entry = nearest(c.begin, given_key_of(c.given), &Entry::surname_key);
        if (entry != kNobody && !capital_beside(c.first)) {
          mention_short(entry, c, judgements_[i].signs | sign::kGivenAlone);
        }
      }
    }
  }
  // "Mme Macron" is not Emmanuel whom the text calls M. Macron: another bearer of the surname, or somebody
  // new.
  static bool contradicts(const Entry& e, const Candidate& c) {
    return (c.gender == Gender::kFeminine && e.masculine > e.feminine) ||
           (c.gender == Gender::kMasculine && e.feminine > e.masculine);
  }
  std::size_t other_gender(std::size_t entry, const Candidate& c) const {
    const std::vector<std::size_t>& bearers = by_surname_.at(entries_[entry].surname_key);
    for (std::size_t b = 0; b < std::min(bearers.size(), kMaxBearers); ++b) {
      const std::size_t i = bearers[b];
      if (i != entry && entries_[i].surname_key == entries_[entry].surname_key &&
          !contradicts(entries_[i], c))
        return i;
    }
    return kNobody;
  }
  static std::string without_particle(const std::string& surname) {
    const std::size_t blank = surname.find_first_of(" '");
    return blank == std::string::npos ? std::string() : compact_key(surname.substr(blank + 1));
  }
  bool capital_beside(std::size_t w) const {
    const auto& all = words_.words;
    return (w + 1 < all.size() && all[w + 1].gap == Gap::kSpace) ||
           (all[w].gap == Gap::kSpace && w > 0 && !(all[w - 1].traits & (trait::kStop | trait::kFunction)));
  }

  // Surnames that stand alone where nothing announces them: "Macron a dit", "De Gaulle".
  void find_remaining_surnames() {
    std::unordered_set<std::string> surnames, beginnings;
    for (const Entry& e : entries_) {
      if (e.surname_key.empty()) continue;
      surnames.insert(e.surname_key);
      std::string words = name_key(e.surname);
      for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find_first_of(" -'", at), words.size());
        beginnings.insert(words.substr(at, end - at));
        at = end + 1;
      }
    }
    if (surnames.empty()) return;
    const auto& all = words_.words;
    std::string key;
    for (std::size_t w = 0; w < all.size(); ++w) {
      if (taken_[w]) continue;
      const std::string_view word = words_.key(all[w]);
      key.assign(word.substr(0, word.find_first_of("-'")));
      if (!beginnings.contains(key)) continue;
      for (std::size_t length = 3; length >= 1; --length) {
        if (w + length > all.size() || !free_run(w, length)) continue;
        std::uint32_t begin = all[w].begin;
        const std::uint32_t end = all[w + length - 1].end;
        key = compact_key(text_.substr(begin, end - begin));
        bool found = surnames.contains(key);
        if (!found) {  // "de Gaulle" with its small particle
          const std::uint32_t wide = particle_begin(begin);
          if (wide != begin) {
            key = compact_key(text_.substr(wide, end - wide));
            found = surnames.contains(key);
            if (found) begin = wide;
          }
        }
        if (!found) continue;
        Candidate c;
        c.begin = begin, c.end = end;
        c.first = static_cast<std::uint32_t>(w), c.last = static_cast<std::uint32_t>(w + length - 1);
        c.form = Form::kFull;
        const std::size_t entry = nearest(begin, key, &Entry::surname_key);
        if (entry != kNobody) take_misspelt_given(c, entries_[entry]);
        if (unfit(c)) break;
        if (entry != kNobody) mention(entry, c, sign::kSurnameAlone);
        break;
      }
    }
  }
  // "Laetita Morel" where the text has Laetitia Morel as well.
  void take_misspelt_given(Candidate& c, const Entry& e) const {
    const auto& all = words_.words;
    if (c.first == 0 || all[c.first].gap != Gap::kSpace || taken_[c.first - 1u]) return;
    const Word& given = all[c.first - 1u];
    if (!is_slip(std::string(words_.key(given)), e.given_key)) return;
    --c.first;
    c.begin = given.begin;
  }
  bool free_run(std::size_t w, std::size_t length) const {
    const auto& all = words_.words;
    for (std::size_t i = 0; i < length; ++i) {
      if (taken_[w + i]) return false;
      if (i > 0 && all[w + i].gap != Gap::kSpace && all[w + i].gap != Gap::kParticle) return false;
    }
    return true;
  }
  std::uint32_t particle_begin(std::uint32_t begin) const {
    const Neighbour left = word_before(text_, begin, lexicon_);
    return left.found && left.mark == 0 && !left.capital && (left.traits & trait::kParticle) ? left.begin
                                                                                             : begin;
  }
  // A surname that is a common word or part of a longer name says nothing by itself.
  bool unfit(const Candidate& c) const {
    const auto& all = words_.words;
    const Word& w = all[c.first];
    if (c.first == c.last && w.shape != Shape::kUpper &&
        (w.traits & (trait::kStop | trait::kCommonWord | trait::kFunction | trait::kPlace))) {
      return true;
    }
    if (c.first == c.last && (w.shape == Shape::kLetter || w.key_size < 2)) return true;
    const std::size_t next = c.last + 1u;
    if (next < all.size() && all[next].gap == Gap::kSpace && !taken_[next] &&
        all[next].shape != Shape::kLetter && !(all[next].traits & (trait::kStop | trait::kFunction))) {
      return true;
    }
    if (c.first > 0 && w.gap == Gap::kSpace && !taken_[c.first - 1] && !all[c.first - 1].starts_sentence &&
        !(all[c.first - 1].traits & (trait::kStop | trait::kFunction | trait::kCivility))) {
      return true;
    }
    return judge(text_, words_, {c}, lexicon_)[0].verdict == Verdict::kNamesake;
  }

  std::vector<Person> finish() {
    std::vector<Person> out;
    for (Entry& e : entries_) {
      if (e.mentions.empty() && !e.fixed) continue;
      Person p;
      p.label = e.fixed ? e.label : natural_case(e.given.empty() ? e.surname : e.given + " " + e.surname);
      if (!e.fixed && e.given.empty() && !e.title.empty()) p.label = e.title + ' ' + p.label;
      std::sort(e.mentions.begin(), e.mentions.end(),
                [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
      p.mentions = std::move(e.mentions);
      if (e.masculine != e.feminine)
        p.gender = e.masculine > e.feminine ? Gender::kMasculine : Gender::kFeminine;
      p.signs = e.signs;
      out.push_back(std::move(p));
    }
    std::stable_sort(out.begin(), out.end(), [](const Person& a, const Person& b) {
      const auto first = [](const Person& p) {
        return p.mentions.empty() ? std::numeric_limits<std::uint32_t>::max() : p.mentions[0].begin;
      };
      return first(a) < first(b);
    });
    unite_same_labels(out);
    return out;
  }
  static void unite_same_labels(std::vector<Person>& persons) {
    std::unordered_map<std::string, std::size_t> places;
    std::vector<Person> united;
    for (Person& p : persons) {
      const auto [found, is_new] = places.emplace(p.label, united.size());
      if (is_new) {
        united.push_back(std::move(p));
        continue;
      }
      united[found->second].signs |= p.signs;
      auto& m = united[found->second].mentions;
      m.insert(m.end(), p.mentions.begin(), p.mentions.end());
      std::sort(m.begin(), m.end(), [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
    }
    persons = std::move(united);
  }

  std::string_view text_;
  const WordList& words_;
  const std::vector<Candidate>& candidates_;
  const std::vector<Judgement>& judgements_;
  const Lexicon& lexicon_;
  std::vector<bool> taken_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_surname_,
      by_given_;                                          // may name entries merged since
  std::unordered_map<std::string, std::size_t> by_name_;  // "given|surname"
  std::unordered_set<std::string> full_givens_;
};

}  // namespace

std::vector<Person> resolve(std::string_view text, const WordList& words,
                            const std::vector<Candidate>& candidates,
                            const std::vector<Judgement>& judgements, const std::vector<std::string>& known,
                            const Lexicon& lexicon) {
  return Resolver(text, words, candidates, judgements, lexicon).run(known);
}

}  // namespace fonds::persons
