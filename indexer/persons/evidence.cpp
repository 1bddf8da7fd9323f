#include "indexer/persons/evidence.h"

#include <string>
#include <unordered_set>

#include "indexer/persons/letters.h"
#include "indexer/persons/namesakes.h"

namespace fonds::persons {
namespace {

using namespace trait;

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
    {sign::kPlaceBefore, -20},   {sign::kQuotation, 8},      {sign::kKinOf, 5},
};
constexpr int kCapitalSurname = 10, kAloneOnLine = 10, kStartsSentence = -5, kThingEnding = -15,
              kPluralEnding = -8, kLikeAcronym = -6, kCapitalsUnusual = -4, kWeakGivenName = 10,
              kReversedUnknown = 5, kMiddleInitial = 10;

// A word in capitals that is no longer than this is as often an acronym.
constexpr std::size_t kAcronymLetters = 4;
// So many surnames in capitals beside known given names show that the text writes surnames so.
constexpr int kHouseStyle = 2;

// How far from a name, in bytes, a line is looked at for small letters.
constexpr std::size_t kLineReach = 200;

class Judge {
 public:
  Judge(std::string_view text, const WordList& words, const Lexicon& lexicon)
      : text_(text), words_(words), lexicon_(lexicon), namesakes_(text, lexicon) {}

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
    if (const Bearer bearer = namesakes_.bears_name(c); bearer != Bearer::kNone) {
      return {Verdict::kNamesake, 0, bearer == Bearer::kMany};
    }
    if (namesakes_.ends_route(c, left, right)) return {Verdict::kNamesake, 0, true};
    if (before != nullptr && c.initials && last.verdict == Verdict::kNamesake && last.many &&
        left.mark == 0 && left.key == "a" && before->last + 1 == c.first) {
      return {Verdict::kNamesake, 0, true};
    }
    if (before != nullptr && c.in_list && last.verdict == Verdict::kNamesake && !c.civility &&
        (last.many || (before->form == Form::kGivenOnly && words_.words[c.first].gap == Gap::kAnd))) {
      return last;
    }
    if (in_quotes(c) && !c.civility && left.found && !(left.traits & kFunction)) return {Verdict::kNamesake};
    if (is_tail(c) || Namesakes::beside_organisation(c, left, right) || Namesakes::behind_saint(left))
      return {Verdict::kNamesake};
    if (!c.civility && Namesakes::is_publisher(left, right)) return {Verdict::kNamesake};
    if (namesakes_.is_work(c, left) || namesakes_.inside_organisation(c, left)) return {Verdict::kNamesake};
    Signs signs = surroundings(c, left, right);
    if (c.in_list && last.verdict == Verdict::kPerson) signs |= sign::kAmongPersons;
    return {verdict_by_form(c, signs), signs};
  }

  // "Ylane Brusk et Jean Dupont": the form alone left a doubt, but a person follows in the same list.
  bool among_persons(const Candidate& c, Signs signs) const {
    return verdict_by_form(c, signs | sign::kAmongPersons) == Verdict::kPerson;
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
    if (c.middle_initial) score += kMiddleInitial;
    if (c.form == Form::kUnknownFull) {
      const std::string_view given = words_.key(words_.words[c.reversed ? c.last : c.first]);
      if (has_thing_ending(given) && !(signs & sign::kQuotation)) score += kThingEnding;
      if (given.back() == 's' || given.back() == 'x') score += kPluralEnding;
      if (words_.words[c.first].starts_sentence && !c.capital_surname && !c.reversed)
        score += kStartsSentence;
    }
    return score >= kProof ? Verdict::kPerson : Verdict::kUnsure;
  }

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
      if (c.form == Form::kUnknownFull && function_in_body(left)) signs |= sign::kFunctionBefore;
      if (ends_quotation(left)) signs |= sign::kSayingBefore | sign::kQuotation;
      if (c.form == Form::kUnknownFull && told_to(left)) signs |= sign::kSayingBefore;
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
    if (c.form == Form::kUnknownFull && left.mark == ',' && right.mark == ',' && apposed(left)) {
      signs |= sign::kFunctionBefore;
    }
    if (is_model_number(c)) signs |= sign::kModelAfter;
    if (!right.found) return signs;
    if (right.mark == 0 && (right.traits & kHumanVerb)) signs |= sign::kHumanVerb;
    if (right.mark == 0 && (right.traits & kSaying)) {
      signs |= sign::kSayingAfter;
    } else if (right.mark == 0 && (is_auxiliary(right.key) || is_conditional(right.key))) {
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

  static bool is_conditional(std::string_view key) {  // présenterait, agirait, viendrait; no portrait
    return key.ends_with("erait") || key.ends_with("irait") || key.ends_with("drait");
  }

  // The verb between a quotation and who says it, whatever verb it is: "…", renchérit / se désespère / tonne
  // X.
  bool ends_quotation(const Neighbour& verb) const {
    if (verb.capital || verb.key.size() < 4 ||
        std::string_view("etd").find(verb.key.back()) == std::string_view::npos ||
        (verb.traits &
         (kFunction | kPreposition | kPlacePreposition | kArticle | kSite | kOrganisation | kWork))) {
      return false;
    }
    std::size_t at = verb.begin;
    const Neighbour pronoun = word_before(text_, at, lexicon_);
    if (pronoun.found && pronoun.mark == 0 && (pronoun.key == "se" || pronoun.key == "s")) at = pronoun.begin;
    const auto skip_blanks = [&] {
      while (at > 0 && is_blank(decode_before(text_, at).value)) at -= decode_before(text_, at).bytes;
    };
    skip_blanks();
    if (at == 0 || text_[at - 1] != ',') return false;
    --at;
    skip_blanks();
    return is_quote(decode_before(text_, at).value);
  }

  // "le porte-parole du gouvernement X Y", "le ministre serbe des Affaires étrangères X Y".
  bool function_in_body(Neighbour word) const {
    if (word.traits & (kArticle | kParticle)) return false;
    for (int step = 0; step < 2 && word.found && word.mark == 0; ++step) {
      const Neighbour link = word_before(text_, word.begin, lexicon_);
      if (!link.found || link.mark != 0) return false;
      if (link.key == "du" || link.key == "des" || link.key == "la" || link.key == "l") {
        if (word.capital) return behind_ministry(text_, word.begin, lexicon_);
        if (!(word.traits & kBody)) return false;
        return (function_behind_link(text_, word.begin, lexicon_).traits & kFunction) != 0;
      }
      word = link;  // the word was an adjective
    }
    return false;
  }

  // "le porte-parole de cette institution, X Y, a …": between the function and the comma only what it is of.
  bool apposed(Neighbour word) const {
    for (int step = 0; step < 6 && word.found && (step == 0 || word.mark == 0); ++step) {
      const Neighbour before = word_before(text_, word.begin, lexicon_);
      if ((word.traits & kFunction) && !word.capital) {
        return before.found && before.mark == 0 && (before.traits & kArticle);
      }
      const bool link = (word.traits & (kParticle | kArticle)) != 0;
      const bool behind_link = before.found && before.mark == 0 && (before.traits & (kParticle | kArticle));
      if (!link && !word.capital && !behind_link) return false;
      word = before;
    }
    return false;
  }

  // "explique à l'AFP X Y", "a confié au Parisien X Y", where `outlet` is the word before the name.
  bool told_to(const Neighbour& outlet) const {
    if (!outlet.capital) return false;
    Neighbour link = word_before(text_, outlet.begin, lexicon_);
    if (link.found && link.mark == 0 && (link.key == "l" || link.key == "la")) {
      link = word_before(text_, link.begin, lexicon_);
    }
    if (!link.found || link.mark != 0 || (link.key != "a" && link.key != "au")) return false;
    const Neighbour verb = word_before(text_, link.begin, lexicon_);
    return verb.found && verb.mark == 0 && !verb.capital && ((verb.traits & kSaying) || ends_quotation(verb));
  }

  bool function_before(const Neighbour& adjective) const {
    const Neighbour left = word_before(text_, adjective.begin, lexicon_);
    return left.found && left.mark == 0 && (left.traits & kFunction);
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
  Namesakes namesakes_;
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
  const auto person_listed = [&](std::size_t i) {
    return i < candidates.size() && candidates[i].in_list && judgements[i].verdict == Verdict::kPerson;
  };
  for (std::size_t i = candidates.size(); i-- > 1;) {
    Judgement& before = judgements[i - 1];
    if (before.verdict == Verdict::kUnsure && judgements[i].verdict == Verdict::kPerson &&
        candidates[i].in_list && candidates[i].form != Form::kGivenOnly &&
        (words.words[candidates[i].first].gap == Gap::kAnd || person_listed(i + 1)) &&
        candidates[i - 1].form == Form::kUnknownFull && one.among_persons(candidates[i - 1], before.signs)) {
      before = {Verdict::kPerson, before.signs | sign::kAmongPersons};
    }
  }
  return judgements;
}

}  // namespace fonds::persons
