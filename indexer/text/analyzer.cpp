// Analysis in two steps: the Scanner makes atoms of the text, the rules (rules.h) make tokens of the atoms.
// Most words meet no rule: they are told by their length and the gap behind them, and copied.
#include "indexer/text/analyzer.h"

#include <unicode/uvernum.h>

#include "indexer/text/fnv.h"
#include "indexer/text/passage.h"
#include "indexer/text/rules.h"
#include "indexer/text/scanner.h"
#include "indexer/text/text_arena.h"

namespace fonds::text {
namespace {

// Raise with every change of what tokens a text gives: indexes made before must be rebuilt.
constexpr int kAnalysisVersion = 1;

// Words longer than this are neither elided, nor abbreviations, nor Roman numerals; sixty per cent of a text
// is not.
constexpr std::size_t kLongestSpecialWord = 7;

// The rules for atoms that begin with a letter.
std::size_t apply_word_rules(Passage& passage, std::size_t i) {
  const Gap next = passage.gap(i + 1);
  const std::size_t size = passage.folded(i).size();
  const bool bound = (next != Gap::space && next != Gap::other) || passage.gap(i) == Gap::none;
  std::size_t used = 0;
  if (size <= kLongestSpecialWord) {
    if ((used = lexical_apostrophe_rule(passage, i)) > 0) return used;
    if ((used = elision_rule(passage, i)) > 0) return used;
  }
  if (bound) {
    if ((used = inclusive_rule(passage, i)) > 0) return used;
    if ((used = acronym_rule(passage, i)) > 0) return used;
    if ((used = address_rule(passage, i)) > 0) return used;
  }
  if (size == 1 && !bound && (used = acronym_rule(passage, i)) > 0) return used;
  if (size <= 3 && (used = numero_rule(passage, i)) > 0) return used;
  if (size <= 2 && (used = road_rule(passage, i)) > 0) return used;
  if (bound || passage.is_sign(i + 1, "&")) {
    if ((used = compound_rule(passage, i)) > 0) return used;
  }
  if (size <= kLongestSpecialWord) {
    if ((used = roman_ordinal_rule(passage, i)) > 0) return used;
    if ((used = second_rule(passage, i)) > 0) return used;
    if ((used = abbreviation_rule(passage, i)) > 0) return used;
  }
  return 0;
}

std::size_t apply_rules(Passage& passage, std::size_t i) {
  switch (passage.kind(i)) {
    case AtomKind::symbol:
      return symbol_rule(passage, i);
    case AtomKind::word:
      return apply_word_rules(passage, i);
    default: {
      if (passage.gap(i + 1) == Gap::dot || passage.is_sign(i + 1, "@")) {
        if (const std::size_t used = address_rule(passage, i); used > 0) return used;
      }
      if (passage.gap(i + 1) == Gap::hyphen && passage.kind(i + 1) == AtomKind::word) {
        if (const std::size_t used = compound_rule(passage, i); used > 0) return used;
      }
      return number_rule(passage, i);
    }
  }
}

}  // namespace

struct Analysis::Arena : TextArena {};

Analysis::Analysis() : arena_(std::make_unique<Arena>()) {}
Analysis::~Analysis() = default;
Analysis::Analysis(Analysis&&) noexcept = default;
Analysis& Analysis::operator=(Analysis&&) noexcept = default;

struct Analyzer::Impl {
  Scanner scanner;
  std::vector<Atom> atoms;
};

Analyzer::Analyzer() : impl_(std::make_unique<Impl>()) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::analyze(std::string_view utf8, Analysis& out) {
  if (!out.arena_) out.arena_ = std::make_unique<Analysis::Arena>();
  out.arena_->clear();
  impl_->scanner.scan(utf8, *out.arena_, impl_->atoms);
  TokenBuilder builder(*out.arena_, out.tokens_);
  Passage passage{utf8, impl_->atoms, builder};
  const std::vector<Atom>& atoms = impl_->atoms;
  for (std::size_t i = 0; i < atoms.size();) {
    const Atom& atom = atoms[i];
    const Gap next = passage.gap(i + 1);
    const bool plain = atom.kind == AtomKind::word && atom.folded.size() > kLongestSpecialWord &&
                       (next == Gap::space || next == Gap::other) && atom.gap != Gap::none &&
                       passage.kind(i + 1) != AtomKind::symbol;
    const std::uint32_t position = builder.position();
    const std::size_t used = plain ? 0 : apply_rules(passage, i);
    // L'école begins the sentence, not the elided article.
    if (used == 1 && builder.position() == position && atom.sentence_start && i + 1 < atoms.size())
      impl_->atoms[i + 1].sentence_start = true;
    if (used == 0) {
      builder.word(atom, false);
      ++i;
    } else {
      i += used;
    }
  }
  out.positions_ = builder.position();
}

namespace {

// A text that meets every rule. What comes out of it stands for the rules and their tables: a change of
// either that shows here changes the fingerprint, though nobody thought of raising the version.
constexpr std::string_view kProbe =
    "L'école d’Écully, aujourd'hui presqu’île, N'Diaye et D'Ornano. Start-up, chef-d'œuvre, va-t-elle, "
    "Charbo+, R & D.\n"
    "élu·e·s habitant(e)s citoyen.ne.s instituteur·rice·s sportif·ve·s. S.N.C.F., RN 7, l'A 6, n° 15, 12bis, "
    "4x4.\n"
    "3 500 € 1,8 M€ 42 k€ 2 Mds € 40 % 500m2 20 km 3 kg 12 ha 30 min 10 mètres carrés. 15h30, 20 h, 20 "
    "heures, 8:05.\n"
    "1er 1ère 2nd 7ème XXIe siècle. 30/01/2017, 2017-01-30, 1er avril, janv. 2017. St Ste av. bd rte pl. ch. "
    "Dr Mme Me\n"
    "inaugu-\nration ﬁn CO₂ m² 1ᵉʳ e\u0301te\u0301 commu\u00ADnication a@exemple.fr www.exemple.fr "
    "#DigitalSummit 東京都. Un nouveau-né au 2° étage, sa seconde édition, 4 × 100 m, 4x100m, contre-allée.";

std::string probe_digest() {
  Analyzer analyzer;
  Analysis analysis;
  analyzer.analyze(kProbe, analysis);
  Fnv digest;
  for (const Token& token : analysis.tokens()) {
    digest.add(token.folded);
    digest.add(token.written);
    digest.add(std::to_string(token.position) + '/' + std::to_string(token.span) + (token.glued ? "g" : "") +
               std::to_string(static_cast<int>(token.kind)) + ' ');
  }
  return hex(digest.value());
}

}  // namespace

std::string Analyzer::fingerprint() {
  static const std::string made =
      "fonds-analysis-" + std::to_string(kAnalysisVersion) + " icu-" U_ICU_VERSION " " + probe_digest();
  return made;
}

}  // namespace fonds::text
