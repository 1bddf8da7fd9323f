#include "indexer/persons/evidence.h"

#include <string>
#include <unordered_set>

#include "indexer/persons/letters.h"

namespace fonds::persons {
namespace {

using namespace trait;

// How many words back a street or a school may stand: "groupe scolaire public du docteur Jean Dupont".
constexpr int kSiteReach = 5;
// What speaks for a person and against, in tenths of a proof; kProof makes a person of a name that has only
// its form. First what stands around it, then its form.
constexpr int kProof = 10;
struct Weight {
  Signs sign;
  int tenths;
};
constexpr Weight kWeights[] = {
    {sign::kFunctionBefore, 20}, {sign::kFunctionAfter, 15}, {sign::kAge, 30},
    {sign::kSayingBefore, 10},   {sign::kSayingAfter, 15},   {sign::kVerbAfter, 10},
    {sign::kPreposition, 10},    {sign::kOfBefore, 5},       {sign::kParty, 10},
    {sign::kComma, 4},           {sign::kAmongPersons, 8},   {sign::kArticleBefore, -20},
    {sign::kPlaceBefore, -20},
};
constexpr int kCapitalSurname = 10, kAloneOnLine = 10, kStartsSentence = -5, kThingEnding = -15,
              kPluralEnding = -8, kLikeAcronym = -6, kCapitalsUnusual = -4, kWeakGivenName = 10,
              kReversedUnknown = 5;

// A word in capitals that is no longer than this is as often an acronym.
constexpr std::size_t kAcronymLetters = 4;
// So many surnames in capitals beside known given names show that the text writes surnames so.
constexpr int kHouseStyle = 2;

// How far from a name, in bytes, a line is looked at for small letters.
constexpr std::size_t kLineReach = 200;

bool is_quote(char32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || c == 0x201C || c == 0x201D;
}

class Judge {
 public:
  Judge(std::string_view text, const WordList& words, const Lexicon& lexicon)
      : text_(text), words_(words), lexicon_(lexicon) {}

  // How the text writes surnames, and which pairs of words it has that are perhaps no person's name.
  void learn(const std::vector<Candidate>& candidates) {
    for (const Candidate& c : candidates) {
      capital_surnames_ += c.form == Form::kFull && c.capital_surname;
      if (c.form == Form::kUnknownFull && c.last == c.first + 1) pairs_.insert(pair_at(c.first));
    }
  }

  struct Opinion {
    Verdict verdict = Verdict::kNothing;
    Signs signs = 0;
    bool many = false;  // "rues", "écoles": more namesakes may follow
  };

  Opinion operator()(const Candidate& c, const Candidate* before, Opinion last) const {
    const Neighbour left = word_before(text_, c.begin, lexicon_);
    const Neighbour right = word_after(text_, c.end, lexicon_);
    if (has_lifetime(c)) return {Verdict::kPerson, sign::kLifetime};
    if (const Bearer bearer = bears_name(c); bearer != Bearer::kNone) {
      return {Verdict::kNamesake, 0, bearer == Bearer::kMany};
    }
    if (before != nullptr && c.in_list && last.verdict == Verdict::kNamesake && !c.civility &&
        (last.many || (before->form == Form::kGivenOnly && words_.words[c.first].gap == Gap::kAnd))) {
      return last;
    }
    if (in_quotes(c) && !c.civility && left.found && !(left.traits & kFunction)) return {Verdict::kNamesake};
    if (is_tail(c) || beside_organisation(c, left, right) || behind_saint(left)) return {Verdict::kNamesake};
    Signs signs = surroundings(c, left, right);
    if (c.in_list && last.verdict == Verdict::kPerson) signs |= sign::kAmongPersons;
    return {verdict_by_form(c, signs), signs};
  }

 private:
  Verdict verdict_by_form(const Candidate& c, Signs signs) const {
    if (c.form == Form::kGivenOnly) return c.surname.empty() ? Verdict::kUnsure : Verdict::kPerson;
    if (c.form == Form::kBare || c.civility) return Verdict::kPerson;
    if (c.all_capitals && line_in_capitals(c)) return Verdict::kUnsure;
    if (c.initials && words_.words[c.first].starts_line && words_.words[c.first].key_size == 1) {
      return Verdict::kUnsure;  // "I. Introduction", "A. Travaux"
    }
    if (c.form == Form::kFull && !c.weak_given) return Verdict::kPerson;
    int score = 0;
    for (const Weight& weight : kWeights) score += signs & weight.sign ? weight.tenths : 0;
    if (c.form == Form::kFull) score += kWeakGivenName;
    const Word& surname = words_.words[c.reversed ? c.first : c.last];
    if (c.capital_surname && capital_surnames_ < kHouseStyle) {
      if (surname.key_size <= kAcronymLetters) score += kLikeAcronym;
      if (c.form == Form::kUnknownFull) score += kCapitalsUnusual;
    }
    if (c.capital_surname)
      score += c.reversed && c.form == Form::kUnknownFull ? kReversedUnknown : kCapitalSurname;
    if (c.capital_surname && alone_on_line(c)) score += kAloneOnLine;
    if (c.form == Form::kUnknownFull) {
      const std::string_view given = words_.key(words_.words[c.reversed ? c.last : c.first]);
      if (has_thing_ending(given)) score += kThingEnding;
      if (given.back() == 's' || given.back() == 'x') score += kPluralEnding;
      if (words_.words[c.first].starts_sentence && !c.capital_surname && !c.reversed)
        score += kStartsSentence;
    }
    return score >= kProof ? Verdict::kPerson : Verdict::kUnsure;
  }

  enum class Bearer { kNone, kOne, kMany };

  // Signs around a name that persons have and things lack, and the other way round.
  Signs surroundings(const Candidate& c, const Neighbour& left, const Neighbour& right) const {
    Signs signs = c.civility ? sign::kCivility : 0;
    if (c.form == Form::kFull) signs |= c.initials ? sign::kInitials : sign::kGivenName;
    if (left.found && left.mark == 0) {
      const bool elided = left.end < c.begin && is_apostrophe(decode(text_, left.end).value);
      if (((left.traits & kFunction) && !(left.traits & kCivility)) ||
          ((left.traits & kNation) && !left.capital && function_before(left))) {
        signs |= sign::kFunctionBefore;
      }
      // "s'appelle Campus Ouest" may be anything.
      if ((left.traits & kSaying) && !left.capital && left.key != "appelle") signs |= sign::kSayingBefore;
      if ((left.traits & kHumanVerb) && !left.capital) signs |= sign::kHumanVerb;
      if (left.key == "de" || (left.key == "d" && elided)) {
        signs |= sign::kOfBefore;
        const Neighbour noun = word_before(text_, left.begin, lexicon_);
        if (noun.found && noun.mark == 0 && !noun.capital && (noun.traits & kKinNoun)) signs |= sign::kKinOf;
      } else if (left.traits & kArticle) {
        signs |= sign::kArticleBefore;
      } else if (left.traits & kPreposition) {
        signs |= sign::kPreposition;
      } else if (left.traits & kPlacePreposition) {
        signs |= sign::kPlaceBefore;
      }
    }
    if (c.first > 0 && words_.words[c.first].gap == Gap::kSpace &&
        !(words_.words[c.first - 1].traits & ~(kCommonWord | kPlace | kOrganisation | kBrand | kGiven))) {
      signs |= sign::kCapitalBefore;
    }
    if (is_model_number(c)) signs |= sign::kModelAfter;
    if (!right.found) return signs;
    if (right.mark == 0 && (right.traits & kHumanVerb)) signs |= sign::kHumanVerb;
    if (right.mark == 0 && (right.traits & kSaying)) {
      signs |= sign::kSayingAfter;
    } else if (right.mark == 0 && is_auxiliary(right.key)) {
      signs |= sign::kVerbAfter;
    }
    if (right.mark == ',' || right.mark == '(') {
      if ((right.traits & kFunction) || (right.mark == ',' && right.key == "prix")) {  // prix Nobel
        signs |= sign::kFunctionAfter;
      } else if (right.mark == '(' && (right.traits & kOrganisation)) {
        signs |= sign::kParty;
      } else if (right.mark == ',') {
        signs |= sign::kComma;
      }
      if (has_age(right)) signs |= sign::kAge;
    }
    return signs;
  }

  // "DB11", "V8" or "720S" behind a name.
  bool is_model_number(const Candidate& c) const {
    std::size_t at = c.end;
    if (at >= text_.size() || !is_blank(decode(text_, at).value)) return false;
    at += decode(text_, at).bytes;
    bool digit = false, letter = false;
    for (CodePoint p = decode(text_, at); p.bytes > 0 && (is_letter(p.value) || is_digit(p.value));
         at += p.bytes, p = decode(text_, at)) {
      if (is_letter(p.value) && !is_upper(p.value)) return false;
      (is_digit(p.value) ? digit : letter) = true;
    }
    return digit && letter;
  }

  // ", 38 ans" and ", ophtalmologue de 34 ans".
  bool has_age(Neighbour word) const {
    for (int step = 0; step < 4 && word.found; ++step) {
      const Neighbour next = word_after(text_, word.end, lexicon_);
      if (!word.key.empty() && is_digit(static_cast<unsigned char>(word.key[0]))) return next.key == "ans";
      if (next.mark != 0) return false;
      word = next;
    }
    return false;
  }
  static bool is_auxiliary(std::string_view key) {
    return key == "a" || key == "est" || key == "n" || key == "s" || key == "va" || key == "ne" ||
           key == "se" || key == "avait" || key == "etait" || key == "aura" || key == "sera" ||
           key == "ont" || key == "dont" || key == "qui";
  }

  bool function_before(const Neighbour& adjective) const {
    const Neighbour left = word_before(text_, adjective.begin, lexicon_);
    return left.found && left.mark == 0 && (left.traits & kFunction);
  }

  // A street, school, prize, law, ship or storm that stands before the name and bears it.
  Bearer bears_name(const Candidate& c) const {
    std::size_t at = c.begin;
    bool linked = false;  // "du", "de l'", "des" passed: only titles and adjectives may have stood between
    for (int step = 0; step < kSiteReach; ++step) {
      const Neighbour left = word_before(text_, at, lexicon_);
      if (!left.found || (left.mark != 0 && !is_quote(left.mark))) return Bearer::kNone;
      if ((left.traits & kSite) && !(left.traits & kOffice)) {
        if (left.key == "affaire" && step > 0) return Bearer::kNone;
        return left.key.size() > 3 && left.key.back() == 's' ? Bearer::kMany : Bearer::kOne;
      }
      if (left.traits & (kOffice | kFunction | kCivility | kKin | kSiteAdjective)) {
        linked = false;
      } else if (step > 0 && (left.key == "du" || left.key == "des" || left.key == "l" || left.key == "la" ||
                              (left.key == "de" && linked))) {
        linked = true;
      } else {
        return Bearer::kNone;
      }
      at = left.begin;
    }
    return Bearer::kNone;
  }

  static bool behind_saint(const Neighbour& left) {
    return left.found && left.mark == 0 && left.capital &&
           (left.key == "saint" || left.key == "sainte" || left.key == "st" || left.key == "ste");
  }

  // "(1884-1957)": whoever has a birth and a death is a person, though a street bears the name.
  bool has_lifetime(const Candidate& c) const {
    std::size_t at = c.end;
    while (at < text_.size() && is_blank(decode(text_, at).value)) at += decode(text_, at).bytes;
    if (at >= text_.size() || text_[at] != '(') return false;
    std::size_t digits = 0;
    for (++at; at < text_.size() && digits <= 8; at += decode(text_, at).bytes) {
      const char32_t value = decode(text_, at).value;
      if (is_digit(value))
        ++digits;
      else if (digits == 4 && (is_hyphen(value) || value == 0x2013 || is_blank(value)))
        continue;
      else
        return digits == 8 && value == ')';
    }
    return false;
  }

  bool in_quotes(const Candidate& c) const {
    std::size_t begin = c.begin, end = c.end;
    while (begin > 0 && is_blank(decode_before(text_, begin).value))
      begin -= decode_before(text_, begin).bytes;
    while (end < text_.size() && is_blank(decode(text_, end).value)) end += decode(text_, end).bytes;
    return is_quote(decode_before(text_, begin).value) && is_quote(decode(text_, end).value);
  }

  std::string pair_at(std::size_t first) const {
    return std::string(words_.key(words_.words[first]))
        .append(1, ' ')
        .append(words_.key(words_.words[first + 1]));
  }
  // "Martin Lagonda" in "Aston Martin Lagonda", where the text has "Aston Martin" as well.
  bool is_tail(const Candidate& c) const {
    return c.form == Form::kFull && !c.reversed && !c.civility && c.first > 0 && !pairs_.empty() &&
           words_.words[c.first].gap == Gap::kSpace && pairs_.contains(pair_at(c.first - 1u));
  }

  // "SAS Jean Dupont", "Dupont Frères", "Jean Dupont Consulting".
  bool beside_organisation(const Candidate& c, const Neighbour& left, const Neighbour& right) const {
    if (c.form == Form::kGivenOnly || c.civility) return false;
    if (right.found && right.mark == 0 && right.capital && (right.traits & kOrganisation) &&
        !(right.traits & kPlace)) {
      return true;
    }
    return left.found && left.mark == 0 && left.capital && (left.traits & kOrganisation) &&
           left.key.size() <= 4 && c.form == Form::kFull && is_firm(left.key);
  }
  static bool is_firm(std::string_view key) {
    return key == "sarl" || key == "sas" || key == "sa" || key == "snc" || key == "sci" || key == "eurl" ||
           key == "ets" || key == "ste" || key == "scop" || key == "gaec" || key == "earl";
  }

  // Only capitals on the line, as far as one need look.
  bool line_in_capitals(const Candidate& c) const {
    std::size_t begin = c.begin, end = c.end;
    for (; begin > 0 && c.begin - begin < kLineReach; begin -= decode_before(text_, begin).bytes) {
      const char32_t value = decode_before(text_, begin).value;
      if (value == '\n') break;
      if (is_letter(value) && !is_upper(value)) return false;
    }
    for (; end < text_.size() && end - c.end < kLineReach; end += decode(text_, end).bytes) {
      const char32_t value = decode(text_, end).value;
      if (value == '\n') break;
      if (is_letter(value) && !is_upper(value)) return false;
    }
    return true;
  }
  // Nothing but the name on its line, save marks behind it: a row of a table, a speaker.
  bool alone_on_line(const Candidate& c) const {
    std::size_t begin = c.begin, end = c.end;
    while (begin > 0 && is_blank(decode_before(text_, begin).value))
      begin -= decode_before(text_, begin).bytes;
    if (begin > 0 && text_[begin - 1] != '\n') return false;
    while (end < text_.size() && text_[end] != '\n') {
      const CodePoint mark = decode(text_, end);
      if (is_letter(mark.value) || is_digit(mark.value)) return false;
      end += mark.bytes;
    }
    return true;
  }

  std::string_view text_;
  const WordList& words_;
  const Lexicon& lexicon_;
  int capital_surnames_ = 0;
  std::unordered_set<std::string> pairs_;
};

}  // namespace

std::vector<Judgement> judge(std::string_view text, const WordList& words,
                             const std::vector<Candidate>& candidates, const Lexicon& lexicon) {
  Judge one(text, words, lexicon);
  one.learn(candidates);
  std::vector<Judgement> judgements;
  judgements.reserve(candidates.size());
  Judge::Opinion last;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    last = one(candidates[i], i == 0 ? nullptr : &candidates[i - 1], last);
    judgements.push_back({last.verdict, last.signs});
  }
  return judgements;
}

}  // namespace fonds::persons
