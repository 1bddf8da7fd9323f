#include "indexer/persons/evidence.h"

#include "indexer/persons/letters.h"

namespace fonds::persons {
namespace {

using namespace trait;

// How many words back a street or a school may stand: "groupe scolaire public du docteur Jean Dupont".
constexpr int kSiteReach = 5;
// The evidence that makes a person of a name whose given name is unknown.
constexpr int kEnough = 2;

bool is_quote(char32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || c == 0x201C || c == 0x201D;
}

class Judge {
 public:
  Judge(std::string_view text, const WordList& words, const Lexicon& lexicon)
      : text_(text), words_(words), lexicon_(lexicon) {}

  Verdict operator()(const Candidate& c, const Candidate* before, Verdict verdict_before) const {
    const Neighbour left = word_before(text_, c.begin, lexicon_);
    const Neighbour right = word_after(text_, c.end, lexicon_);
    const bool listed = before != nullptr && c.in_list;
    if (bears_name(c)) return Verdict::kNamesake;
    if (listed && verdict_before == Verdict::kNamesake && !c.civility) return Verdict::kNamesake;
    if (in_quotes(c) && !c.civility && left.found && !(left.traits & kFunction)) return Verdict::kNamesake;
    if (beside_organisation(c, left, right)) return Verdict::kNamesake;
    if (c.form == Form::kGivenOnly) return c.surname.empty() ? Verdict::kUnsure : Verdict::kPerson;
    if (c.form == Form::kBare) return Verdict::kPerson;
    if (c.civility) return Verdict::kPerson;
    if (c.all_capitals && line_in_capitals(c)) return Verdict::kUnsure;
    int score = 0;
    if (c.form == Form::kFull && !c.weak_given) return Verdict::kPerson;
    if (c.form == Form::kFull) score += 1;
    score += surroundings(c, left, right);
    if (listed && verdict_before == Verdict::kPerson) score += 2;
    if (c.capital_surname && words_.words[c.reversed ? c.first : c.last].key_size >= 4) score += 1;
    if (c.reversed && alone_on_line(c)) score += 1;
    return score >= kEnough ? Verdict::kPerson : Verdict::kUnsure;
  }

 private:
  // Signs around a name that persons have and things lack.
  int surroundings(const Candidate& c, const Neighbour& left, const Neighbour& right) const {
    int score = 0;
    if (left.found && left.mark == 0) {
      if (left.traits & kFunction) score += 2;
      if (left.traits & kSaying && !left.capital) score += 1;
      if (left.traits & kArticle) score -= 2;
      if (left.traits & kNation) score += function_before(left) ? 2 : 0;
      if (left.traits & kPreposition && !left.capital) score += 1;
      if (left.traits & kPlacePreposition) score -= 2;
    }
    if (right.found) {
      if (right.mark == 0 && (right.traits & kSaying)) score += 2;
      if (right.mark == ',' && (right.traits & kFunction)) score += 2;
      if (right.mark == ',' && !right.key.empty() && is_digit(static_cast<unsigned char>(right.key[0]))) {
        const Neighbour unit = word_after(text_, right.end, lexicon_);
        if (unit.key == "ans") score += 3;
      }
      if (right.mark == '(' && (right.traits & kOrganisation)) score += 1;
    }
    if (words_.words[c.first].starts_sentence && c.form == Form::kUnknownFull) score -= 1;
    return score;
  }

  bool function_before(const Neighbour& adjective) const {
    const Neighbour left = word_before(text_, adjective.begin, lexicon_);
    return left.found && left.mark == 0 && (left.traits & kFunction);
  }

  // A street, school, prize, law, ship or storm that stands before the name and bears it.
  bool bears_name(const Candidate& c) const {
    std::size_t at = c.begin;
    bool linked = false;  // "du", "de l'" passed: only titles and adjectives may have stood between
    for (int step = 0; step < kSiteReach; ++step) {
      const Neighbour left = word_before(text_, at, lexicon_);
      if (!left.found || (left.mark != 0 && !is_quote(left.mark))) return false;
      const bool elision = left.end < at && is_apostrophe(decode(text_, left.end).value);
      if ((left.traits & kSite) && !(left.traits & kOffice)) {
        if (step == 0) return !(left.capital && (left.traits & kPlace));
        return linked || step > 0;
      }
      if (left.traits & (kOffice | kFunction | kCivility | kKin | kSiteAdjective)) {
        at = left.begin;
        linked = false;
        continue;
      }
      if (step > 0 && (left.key == "du" || left.key == "des" || left.key == "l" || left.key == "la" ||
                       (left.key == "de" && linked))) {
        if (left.key == "l" && !elision) return false;
        at = left.begin;
        linked = true;
        continue;
      }
      return false;
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

  std::string_view line_of(const Candidate& c) const {
    const std::size_t before = text_.rfind('\n', c.begin);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    return text_.substr(begin, std::min(text_.find('\n', c.end), text_.size()) - begin);
  }
  bool line_in_capitals(const Candidate& c) const {
    const std::string_view line = line_of(c);
    for (std::size_t at = 0; at < line.size();) {
      const CodePoint letter = decode(line, at);
      if (is_letter(letter.value) && !is_upper(letter.value)) return false;
      at += letter.bytes;
    }
    return true;
  }
  bool alone_on_line(const Candidate& c) const {
    std::string_view line = line_of(c);
    std::size_t blanks = 0;
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
    while (blanks < line.size() && line[blanks] == ' ') ++blanks;
    return line.size() - blanks == c.end - c.begin;
  }

  std::string_view text_;
  const WordList& words_;
  const Lexicon& lexicon_;
};

}  // namespace

std::vector<Verdict> judge(std::string_view text, const WordList& words,
                           const std::vector<Candidate>& candidates, const Lexicon& lexicon) {
  const Judge one(text, words, lexicon);
  std::vector<Verdict> verdicts;
  verdicts.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    verdicts.push_back(one(candidates[i], i == 0 ? nullptr : &candidates[i - 1],
                           i == 0 ? Verdict::kNothing : verdicts[i - 1]));
  }
  return verdicts;
}

}  // namespace fonds::persons
