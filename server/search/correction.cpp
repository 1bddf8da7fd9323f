#include "server/search/correction.h"

#include "indexer/text/stemmer.h"
#include "server/search/spelling.h"

namespace fonds::search {

namespace {

class Corrector {
 public:
  Corrector(const Snapshot& snapshot, text::Analyzer& analyzer) : snapshot_(snapshot), analyzer_(analyzer) {}

  bool visit(query::Node& node) {
    return std::visit([this](auto& value) { return visit_value(value); }, node.value);
  }

 private:
  bool visit_value(query::Word& word) {
    if (word.field != query::Field::any && word.field != query::Field::title) return false;
    return correct(word.text);
  }
  bool visit_value(query::Bag& bag) { return visit_all(bag.children); }
  bool visit_value(query::And& all) { return visit_all(all.children); }
  bool visit_value(query::Or& any) { return visit_all(any.children); }
  // What is excluded is not looked for: leave it. Phrases are wanted as written.
  template <typename Other>
  bool visit_value(Other&) {
    return false;
  }
  bool visit_all(std::vector<query::NodePtr>& children) {
    bool changed = false;
    for (query::NodePtr& child : children) changed = visit(*child) || changed;
    return changed;
  }

  bool correct(std::string& text) {
    analyzer_.analyze(text, analysis_);
    const Lexicon& lexicon = snapshot_.lexicon();
    bool changed = false;
    const std::vector<text::Token>& tokens = analysis_.tokens();
    // From the back, so that offsets stay true.
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
      if (token->kind != text::TokenKind::word || token->span != 1) continue;
      const std::string folded(token->folded);
      if (text::is_stop_word(folded) || !lexicon.inflexions(folded).empty()) continue;
      const std::vector<WordId> close = close_words(folded, lexicon, 1);
      if (close.empty()) continue;
      text.replace(token->begin, token->end - token->begin, lexicon.display(close.front()));
      changed = true;
    }
    return changed;
  }

  const Snapshot& snapshot_;
  text::Analyzer& analyzer_;
  text::Analysis analysis_;
};

}  // namespace

bool correct_words(query::Node* root, const Snapshot& snapshot, text::Analyzer& analyzer) {
  return root != nullptr && Corrector(snapshot, analyzer).visit(*root);
}

}  // namespace fonds::search
