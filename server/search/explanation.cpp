#include "server/search/explanation.h"

#include <algorithm>

#include "indexer/text/folding.h"
#include "server/search/ranking.h"

namespace fonds::search {

namespace {

using Kind = PlanNode::Kind;

// An apostrophe right before a word: the article there is elided.
bool is_elided(std::string_view text, std::size_t begin) {
  for (const std::string_view sign : {"'", "’", "ʼ", "‘", "´", "`"}) {
    if (begin > sign.size() && text.substr(begin - sign.size(), sign.size()) == sign) return true;
  }
  return false;
}

// Of a form in lower case.
bool has_letter(std::string_view form) {
  const std::string folded = text::fold(form);
  return std::any_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

Rule rule_of(const PlanNode& leaf, const std::string& form, bool elided) {
  switch (leaf.origin) {
    case Origin::synonym:
      return Rule::synonym;
    case Origin::close:
      return Rule::close;
    case Origin::split:
      return Rule::compound;
    case Origin::typed:
      break;
  }
  if (leaf.kind == Kind::prefix) return Rule::prefix;
  if (leaf.kind == Kind::sequence) {
    return form.find_first_of(" -'") == std::string::npos ? Rule::compound : Rule::phrase;
  }
  const Slot& slot = leaf.slots.front();
  if (form != slot.written && !has_letter(form)) return Rule::sign;
  if (form == slot.written) return elided ? Rule::elision : Rule::as_written;
  const std::string folded = text::fold(form);
  if (folded == slot.folded) return Rule::accents;
  // sous-traitant for soustraitant.
  if (folded.find_first_of("-' ") != std::string::npos) return Rule::compound;
  return Rule::inflexion;
}

}  // namespace

Explainer::Explainer(const Understanding& understanding, const std::string& q, const std::vector<Rank>& hits,
                     bool scored, const Snapshot& snapshot, Matcher& matcher, const RankingWeights& weights)
    : leaves_(positive_leaves(understanding.plan)), relaxed_(understanding.relaxed) {
  if (understanding.corrected) typed_ = text::fold(q);
  if (!scored) return;
  for (const PlanNode* leaf : leaves_) {
    matcher.check_deadline();
    weights_.push_back(leaf_scores(*leaf, hits, snapshot, matcher, weights));
  }
}

Explanation Explainer::explain(std::size_t place, double score, const index::StoredArticle& article,
                               const FieldMatches& matches) const {
  Explanation explanation;
  explanation.place = weights_.empty() ? 0 : score;
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    WordReason reason;
    reason.word = words_of(*leaves_[leaf]);
    const auto collect = [&](std::string_view text, const std::vector<TextMatch>& found,
                             std::uint32_t MatchedForm::*times) {
      for (const TextMatch& match : found) {
        if (match.leaf != leaf) continue;
        const std::string form = text::lower(text.substr(match.begin, match.end - match.begin));
        Rule rule = rule_of(*leaves_[leaf], form, is_elided(text, match.begin));
        const bool typed = typed_.empty() || typed_.find(text::fold(reason.word)) != std::string::npos;
        if (!typed && leaves_[leaf]->origin == Origin::typed) rule = Rule::correction;
        auto known = std::find_if(reason.forms.begin(), reason.forms.end(), [&](const MatchedForm& other) {
          return other.text == form && other.rule == rule;
        });
        if (known == reason.forms.end()) {
          known = reason.forms.insert(known, MatchedForm{form, rule, 0, 0, 0});
        }
        ++((*known).*times);
      }
    };
    collect(article.title, matches.title, &MatchedForm::title);
    collect(article.lead, matches.lead, &MatchedForm::lead);
    collect(article.body, matches.body, &MatchedForm::body);
    if (!weights_.empty()) {
      reason.weight = weights_[leaf][place];
      explanation.place -= reason.weight;
    }
    // Among partial matches it is said what is missing.
    const bool told = relaxed_ && leaves_[leaf]->origin == Origin::typed;
    if (!reason.forms.empty() || reason.weight > 0 || told) explanation.words.push_back(std::move(reason));
  }
  return explanation;
}

}  // namespace fonds::search
