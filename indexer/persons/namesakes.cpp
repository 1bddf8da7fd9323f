#include "indexer/persons/namesakes.h"

#include "indexer/persons/letters.h"

namespace fonds::persons {
namespace {

using namespace trait;

// How many words back a street or a school may stand: "groupe scolaire public du docteur Jean Dupont".
constexpr int kSiteReach = 5;
// Named after painters and résistants as well as after doctors and generals.
bool bears_anybody(std::string_view key) {
  for (const std::string_view site :
       {"rue", "avenue", "boulevard", "place", "square", "impasse", "allee", "quai", "pont", "ecole",
        "college", "lycee", "prix", "rond-point", "stade"}) {
    if (key == site) return true;
  }
  return false;
}

bool is_demonym(const Neighbour& word) {
  if (word.capital || (word.traits & (kFunction | kPreposition | kPlacePreposition | kArticle))) return false;
  for (const std::string_view ending : {"ien", "ienne", "ois", "oise", "ais", "aise"}) {
    if (word.key.size() > ending.size() + 3 && word.key.ends_with(ending)) return true;
  }
  return false;
}

bool is_firm(std::string_view key) {
  return key == "sarl" || key == "sas" || key == "sa" || key == "snc" || key == "sci" || key == "eurl" ||
         key == "ets" || key == "ste" || key == "scop" || key == "gaec" || key == "earl";
}

}  // namespace

bool is_quote(char32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || c == 0x201C || c == 0x201D;
}

Bearer Namesakes::bears_name(const Candidate& c) const {
  std::size_t at = c.begin;
  bool mere_function = false, demonym = false;
  bool linked = false;  // "du", "de l'", "des" passed: only titles and adjectives may have stood between
  if (c.initials) at = before_shared_initial(at);
  for (int step = 0; step < kSiteReach; ++step) {
    const Neighbour left = word_before(text_, at, lexicon_);
    if (!left.found || (left.mark != 0 && !is_quote(left.mark))) return Bearer::kNone;
    if (demonym && step == 1 && !bears_behind_demonym(left)) return Bearer::kNone;
    if ((left.traits & kSite) && !(left.traits & kOffice)) {
      if (left.key == "affaire" && step > 0) return Bearer::kNone;
      if (mere_function && !bears_anybody(left.key))
        return Bearer::kNone;  // la maison du peintre Jean Dupont
      if (is_trade(left)) return Bearer::kNone;
      return left.key.size() > 3 && left.key.back() == 's' ? Bearer::kMany : Bearer::kOne;
    }
    if (left.traits & (kOffice | kFunction | kCivility | kKin | kSiteAdjective)) {
      linked = false;
      mere_function = !(left.traits & (kOffice | kCivility | kKin | kSiteAdjective));
    } else if (step == 0 && is_demonym(left)) {
      demonym = true;
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

std::size_t Namesakes::before_shared_initial(std::size_t at) const {
  const Neighbour link = word_before(text_, at, lexicon_);
  if (!link.found || link.mark != 0 || link.key != "et") return at;
  const Neighbour initial = word_before(text_, link.begin, lexicon_);
  return initial.found && initial.capital && initial.key.size() == 1 && initial.mark == '.' ? initial.begin
                                                                                            : at;
}

bool Namesakes::is_trade(const Neighbour& site) const {
  const Neighbour link = word_before(text_, site.begin, lexicon_);
  if (!link.found || link.mark != 0 || (link.key != "de" && link.key != "d")) return false;
  const Neighbour function = word_before(text_, link.begin, lexicon_);
  return function.found && function.mark == 0 && (function.traits & kFunction);
}

bool Namesakes::bears_behind_demonym(const Neighbour& site) const {
  return (site.traits & kSite) && !(site.traits & kOrganisation) && site.key != "club" &&
         !(function_behind_link(text_, site.begin, lexicon_).traits & kFunction);
}

bool Namesakes::is_work(const Candidate& c, Neighbour word) const {
  const bool bare = c.form == Form::kBare && c.civility;
  if (c.form != Form::kUnknownFull && !bare) return false;
  bool linked = false;
  for (int step = 0, others = 0; step < 5 && word.found && word.mark == 0; ++step) {
    if (!word.capital && (word.traits & kWork)) return true;
    if (linked && !word.capital && (word.traits & kSite) && !(word.traits & (kOffice | kFunction)))
      return true;
    if (word.key == "de" || word.key == "d") {
      if (bare || step == 0) return false;  // what is somebody's own
      linked = true;
    } else if (bare && (word.traits & kCivility)) {
      // Madame
    } else if (!(word.traits & kNation) || word.capital) {
      if (bare || word.capital || linked || word.traits != 0 || ++others > 1) return false;
    }
    word = word_before(text_, word.begin, lexicon_);
  }
  return false;
}

bool Namesakes::is_publisher(const Neighbour& left, const Neighbour& right) {
  constexpr std::string_view kEarliest = "1950", kLatest = "2099";
  const bool year = right.key.size() == kEarliest.size() && right.key >= kEarliest && right.key <= kLatest;
  return left.found && left.mark == '(' && right.found && right.mark == ',' && year;
}

bool Namesakes::ends_route(const Candidate& c, const Neighbour& left, const Neighbour& right) const {
  if (!c.initials || !left.found || left.mark != 0 || (left.key != "de" && left.key != "d")) return false;
  if (!right.found || right.mark != 0 || right.key != "a") return false;
  const Neighbour other = word_after(text_, right.end, lexicon_);
  return other.found && other.mark == 0 && other.capital;
}

bool Namesakes::inside_organisation(const Candidate& c, const Neighbour& left) const {
  if (c.form != Form::kUnknownFull || !left.found || left.mark != 0 || (left.key != "de" && left.key != "d"))
    return false;
  const Neighbour noun = word_before(text_, left.begin, lexicon_);
  return noun.found && noun.mark == 0 && noun.capital && (noun.traits & (kSite | kOrganisation)) &&
         !(noun.traits & kOffice);
}

bool Namesakes::beside_organisation(const Candidate& c, const Neighbour& left, const Neighbour& right) {
  if (c.form == Form::kGivenOnly || c.civility) return false;
  if (right.found && right.mark == 0 && right.capital && (right.traits & kOrganisation) &&
      !(right.traits & kPlace)) {
    return true;
  }
  return left.found && left.mark == 0 && left.capital && (left.traits & kOrganisation) &&
         left.key.size() <= 4 && c.form == Form::kFull && is_firm(left.key);
}

bool Namesakes::behind_saint(const Neighbour& left) {
  if (!left.found || left.mark != 0) return false;
  return left.key == "st" || left.key == "ste" ||
         (left.capital && (left.key == "saint" || left.key == "sainte"));
}

}  // namespace fonds::persons
