#include "indexer/persons/candidates.h"

#include <algorithm>

#include "indexer/persons/letters.h"
#include "indexer/persons/name_grammar.h"
#include "indexer/text/utf8.h"

namespace fonds::persons {
namespace {

constexpr std::size_t kMaxListLength = 100;

using namespace trait;

// Walks over the words from left to right: where a civility, an office or a list says that a name begins, and
// where only its form does.
class Finder {
 public:
  Finder(std::string_view text, const WordList& list, const Lexicon& lexicon)
      : text_(text), list_(list), words_(list.words), lexicon_(lexicon), grammar_(text, list, lexicon) {}

  std::vector<Candidate> run() {
    std::size_t i = 0;
    while (i < words_.size()) {
      const std::size_t next = step(i);
      i = std::max(next, i + 1);
    }
    return std::move(out_);
  }

 private:
  std::size_t add(Candidate c, bool civility) {
    c.civility |= civility;
    if (!out_.empty() && out_.back().last + 1 == c.first) {
      const Gap gap = words_[c.first].gap;
      c.in_list = gap == Gap::kComma || gap == Gap::kAnd;
    }
    // "GUILBAUD épouse CHEVALIER Brigitte", "Jeanne Martin née Dupont": one person, under the name she bears.
    const std::size_t next = c.last + 1u;
    if (next < words_.size() && words_[next].gap == Gap::kBirth) {
      if (auto other = grammar_.read_name(next, true)) {
        if (c.given.empty() && !other->given.empty()) {
          other->begin = c.begin;
          other->first = c.first;
          other->civility = c.civility;
          other->gender = c.gender;
          out_.push_back(std::move(*other));
          return out_.back().last + 1u;
        }
        c.last = other->last;
      }
    }
    out_.push_back(std::move(c));
    return out_.back().last + 1u;
  }

  std::size_t step(std::size_t i) {
    if (grammar_.is_civility(i)) return step_civility(i);
    if (grammar_.has(i, kStop) && !grammar_.is_given(i) && !grammar_.is_initials(i) &&
        !grammar_.capital_particle(i))
      return i + 1;
    return step_name(i);
  }

  std::size_t step_civility(std::size_t i) {
    const std::size_t next = i + 1;
    if (next >= words_.size() || grammar_.is_civility(next)) return next;  // "M. et Mme", "M. MME"
    const Gap gap = words_[next].gap;
    const bool particle_to_name = gap == Gap::kParticle &&
                                  !grammar_.has(next, kFunction | kOrganisation | kStop) &&
                                  !is_plural_function(list_.key(words_[next]));
    if (gap != Gap::kSpace && gap != Gap::kLineEnd && !particle_to_name) return next;
    if (grammar_.has(next, kForm) && grammar_.title(next))
      return next;  // Monsieur Maire; what follows is read behind the office
    auto c = grammar_.read_name(next, true);
    if (!c) return next;
    // "M. et Mme Alain Gautier": the civility at the name is not that of its bearer.
    const bool couple =
        i > 0 && (words_[i].gap == Gap::kAnd || words_[i].gap == Gap::kSpace) && grammar_.is_civility(i - 1);
    if (c->form == Form::kBare && grammar_.has(i, kByGivenName)) {
      c->title = text_.substr(words_[i].begin, words_[i].end - words_[i].begin);  // Lady
    }
    return add_list(std::move(*c), grammar_.has(i, kPluralCivility),
                    couple ? Gender::kUnknown : gender_of(i));
  }

  Gender gender_of(std::size_t civility) const {
    const std::string_view key = list_.key(words_[civility]);
    if (key == "m" || key == "mr" || key == "mm" || key == "monsieur" || key == "messieurs")
      return Gender::kMasculine;
    if (key.starts_with("mm") || key.starts_with("mad") || key.starts_with("mesd") || key.starts_with("ml") ||
        key == "melle") {
      return Gender::kFeminine;
    }
    return Gender::kUnknown;
  }

  // "le ministre de l'Intérieur Brusk": a surname alone behind the ministry, and not the rest of its name.
  std::optional<Candidate> read_minister(std::size_t i) const {
    const std::size_t s = i + 1;
    if (s >= words_.size() || words_[s].gap != Gap::kSpace || !grammar_.title(i) || !grammar_.title(s) ||
        grammar_.is_given(i) || grammar_.is_given(s) || !grammar_.is_plain_surname(s) ||
        grammar_.joined(s + 1)) {
      return std::nullopt;
    }
    const std::string_view key = list_.key(words_[s]);
    if (has_thing_ending(key) || key.back() == 's' || !behind_ministry(text_, words_[i].begin, lexicon_)) {
      return std::nullopt;
    }
    return grammar_.read_bare(s, false);
  }

  std::size_t step_name(std::size_t i) {
    if (auto minister = read_minister(i)) return add(std::move(*minister), true);
    auto c = grammar_.read_name(i, false);
    // Behind a given name that is known, an office only matters for the list that it may introduce.
    const bool settled = c && c->form == Form::kFull && !c->weak_given;
    const bool listed = c && c->last + 1u < words_.size() &&
                        (words_[c->last + 1u].gap == Gap::kAnd || words_[c->last + 1u].gap == Gap::kComma);
    const bool office_matters = !words_[i].starts_sentence && (!settled || listed);
    const Office office = office_matters ? office_before(i) : Office::kNone;
    // "le pape François" is called by a given name, "son fils Nicolas" is not known by it.
    if (office != Office::kNone && (!c || (c->form == Form::kGivenOnly && office != Office::kRole))) {
      const bool plain = grammar_.is_plain_surname(i) || grammar_.capital_particle(i);
      const Neighbour word = word_before(text_, grammar_.surname_begin(i), lexicon_);
      if (plain && grammar_.title(i) && !is_kin(word)) {
        if (auto bare = grammar_.read_bare(i, false)) {
          bare->title = title_before(word);
          return add_list(std::move(*bare), office == Office::kMany);
        }
      }
    }
    if (!c) return i + 1;
    share_surname(*c);
    if (c->form == Form::kGivenOnly) return add(std::move(*c), false);
    if (office == Office::kMany) return add_list(std::move(*c), true);
    return add(std::move(*c), office != Office::kNone);
  }

  // A name and, behind MM., Mmes or "les juges", those that follow it in a list.
  std::size_t add_list(Candidate c, bool many, Gender gender = Gender::kUnknown) {
    c.gender = gender;
    const std::string title = c.title;
    std::size_t at = add(std::move(c), true);
    for (std::size_t listed = 0; many && listed < kMaxListLength && at < words_.size(); ++listed) {
      if ((words_[at].gap != Gap::kComma && words_[at].gap != Gap::kAnd) || grammar_.is_civility(at)) break;
      auto item = grammar_.read_name(at, true);
      if (!item || (item->form == Form::kBare && grammar_.has(at, kPlace | kOrganisation))) break;
      item->gender = gender;
      if (item->form == Form::kBare) item->title = title;
      at = add(std::move(*item), true);
    }
    return at;
  }

  // "frère Jean" is a monk, "son frère Jean" and "le petit frère Jean" are kin.
  bool is_kin(const Neighbour& office) const {
    if (!(office.traits & kByGivenName) || !(office.traits & kKinNoun) || office.capital) return false;
    const Neighbour left = word_before(text_, office.begin, lexicon_);
    return left.found && left.mark == 0 && (!(left.traits & kArticle) || (left.traits & kPossessive));
  }
  // "pape", "prince", "sœur" right before a name.
  std::string title_before(const Neighbour& office) const {
    std::string title;
    const bool plural = !(office.traits & kByGivenName) && is_plural(office);
    const Traits traits = plural ? lexicon_.of(office.key.substr(0, office.key.size() - 1)) : office.traits;
    if (office.mark != 0 || !(traits & kByGivenName) || (plural && (traits & kKinNoun))) return title;
    const std::size_t end = plural ? office.end - 1u : office.end;  // "les princes William et Harry"
    for (std::size_t at = office.begin; at < end; at += decode(text_, at).bytes) {
      text::append_utf8(title, to_lower(decode(text_, at).value));
    }
    return title;
  }

  enum class Office { kNone, kTitle, kRole, kMany };
  // "le juge Halphen", "l'attaquant argentin Messi", "les juges Pons et Simeoni": an office at once, or a
  // function behind an article, with at most a nationality between.
  Office office_before(std::size_t i) const {
    const std::size_t at = grammar_.surname_begin(i);
    Neighbour left = word_before(text_, at, lexicon_);
    if (at != words_[i].begin) {
      if (!left.found || left.mark != 0 || !is_rank(left.key)) return Office::kNone;
      const Neighbour article = word_before(text_, left.begin, lexicon_);  // not "directeur général de …"
      return article.found && article.mark == 0 && (article.traits & kArticle) ? Office::kTitle
                                                                               : Office::kNone;
    }
    if (!left.found || left.end == at) return Office::kNone;
    const bool bracketed = left.mark == '(';
    if (left.mark != 0 && !bracketed) return Office::kNone;
    if ((left.traits & kNation) && !left.capital) {
      left = word_before(text_, left.begin, lexicon_);
      if (!left.found || left.mark != 0) return Office::kNone;
    }
    if (left.capital && (left.traits & kOffice)) {  // a "Capitaine Fracasse" is a book
      const Neighbour article = word_before(text_, left.begin, lexicon_);
      if (article.found && article.mark == 0 && (article.key == "un" || article.key == "une"))
        return Office::kNone;
    }
    if ((left.traits & kOffice) && !bracketed) return is_plural(left) ? Office::kMany : Office::kTitle;
    const bool plural = is_plural(left) && is_plural_function(left.key);
    if (bracketed && !plural) return Office::kNone;
    if ((!(left.traits & kFunction) && !plural) || left.capital)
      return Office::kNone;                                    // "Directeur Technique"
    if (left.key.starts_with("membre")) return Office::kNone;  // "un membre Bienfaiteur"
    const Neighbour article = word_before(text_, left.begin, lexicon_);
    if (plural) return Office::kMany;
    return article.found && article.mark == 0 && (article.traits & kArticle) ? Office::kRole : Office::kNone;
  }
  // Only behind these is "de X" a surname: le général de Gaulle, but le maire de Lyon.
  static bool is_rank(std::string_view key) {
    return key == "general" || key == "colonel" || key == "commandant" || key == "lieutenant" ||
           key == "marechal" || key == "amiral" || key == "abbe" || key == "chanoine";
  }
  // "Messieurs les Adjoints", "les juges Pons et Simeoni".
  bool is_plural_function(std::string_view key) const {
    return key.size() > 1 && (lexicon_.of(key.substr(0, key.size() - 1)) & (kFunction | kOffice)) != 0;
  }
  static bool is_plural(const Neighbour& n) {
    return n.key.size() > 3 && (n.key.back() == 's' || n.key.back() == 'x') && n.key != "fils";
  }

  // "Blanche et Théophile Maupas", "LOQUAIS Samuel et Emeline": a given name alone beside a full name.
  void share_surname(Candidate& c) {
    if (c.form == Form::kFull && !c.reversed && !c.initials && !out_.empty() &&
        out_.back().form == Form::kGivenOnly && out_.back().last + 1 == c.first &&
        words_[c.first].gap == Gap::kAnd && !out_.back().in_list) {
      out_.back().surname = c.surname;
    }
    if (c.form == Form::kGivenOnly && !out_.empty() && out_.back().reversed &&
        out_.back().last + 1 == c.first && words_[c.first].gap == Gap::kAnd) {
      c.surname = out_.back().surname;
      c.reversed = true;
    }
  }

  std::string_view text_;
  const WordList& list_;
  const std::vector<Word>& words_;
  const Lexicon& lexicon_;
  NameGrammar grammar_;
  std::vector<Candidate> out_;
};

}  // namespace

std::vector<Candidate> find_candidates(std::string_view text, const WordList& words, const Lexicon& lexicon) {
  return Finder(text, words, lexicon).run();
}

}  // namespace fonds::persons
