#include "server/search/highlight.h"

#include <algorithm>

#include "indexer/text/folding.h"

namespace fonds::search {

namespace {

using Kind = PlanNode::Kind;

struct Field {
  const std::vector<index::TokenOffset>* tokens;
  std::uint32_t base;
  std::string_view text;
  std::vector<TextMatch>* out;
};

// The text of a field that the word at a position covers; empty where no field has that position.
std::string_view word_at(const std::vector<Field>& fields, std::uint32_t position) {
  for (const Field& field : fields) {
    if (position < field.base || position - field.base >= field.tokens->size()) continue;
    const index::TokenOffset& token = (*field.tokens)[position - field.base];
    return token.begin < token.end ? field.text.substr(token.begin, token.end - token.begin)
                                   : std::string_view();
  }
  return {};
}

// Adds the match that covers positions [first, first + count), where these are of one field.
void add_match(const std::vector<Field>& fields, std::uint32_t first, std::uint32_t count,
               std::uint32_t leaf) {
  for (const Field& field : fields) {
    if (first < field.base || first - field.base + count > field.tokens->size()) continue;
    const index::TokenOffset& from = (*field.tokens)[first - field.base];
    const index::TokenOffset& to = (*field.tokens)[first - field.base + count - 1];
    if (from.begin < to.end) field.out->push_back({from.begin, to.end, leaf});
    return;
  }
}

// What holds the parts of a compound together.
bool is_joint(std::string_view between) {
  for (const std::string_view sign : {"-", "\u2010", "\u2011", "'", "’"}) {
    if (between == sign) return true;
  }
  return false;
}

// Also the parts of a compound that matched as one word: sous-traitant for soustraitant.
void sort_and_merge(std::vector<TextMatch>& matches, std::string_view text) {
  std::sort(matches.begin(), matches.end(), [](const TextMatch& a, const TextMatch& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    return a.end != b.end ? a.end > b.end : a.leaf < b.leaf;
  });
  std::vector<TextMatch> merged;
  for (const TextMatch& match : matches) {
    const auto joined = [&] {
      const TextMatch& last = merged.back();
      return match.begin < last.end ||
             (match.leaf == last.leaf && is_joint(text.substr(last.end, match.begin - last.end)));
    };
    if (!merged.empty() && joined()) {
      merged.back().end = std::max(merged.back().end, match.end);
    } else {
      merged.push_back(match);
    }
  }
  matches = std::move(merged);
}

}  // namespace

FieldMatches find_matches(const std::vector<const PlanNode*>& leaves, const index::StoredArticle& article,
                          Rank rank, Matcher& matcher) {
  FieldMatches matches;
  const std::vector<Field> fields = {
      {&article.title_tokens, article.title_base(), article.title, &matches.title},
      {&article.lead_tokens, article.lead_base(), article.lead, &matches.lead},
      {&article.body_tokens, article.body_base(), article.body, &matches.body}};
  for (std::uint32_t number = 0; number < leaves.size(); ++number) {
    matcher.check_deadline();
    const PlanNode& leaf = *leaves[number];
    switch (leaf.kind) {
      case Kind::slot:
        for (const std::uint32_t p : matcher.positions(leaf.slots.front(), rank))
          add_match(fields, p, 1, number);
        if (leaf.slots.front().exact_form && leaf.slots.front().exact != Lexicon::kNone) {
          Slot folded = leaf.slots.front();
          folded.words = {folded.exact};
          for (const std::uint32_t p : matcher.positions(folded, rank)) {
            if (text::lower(word_at(fields, p)) == folded.written) add_match(fields, p, 1, number);
          }
        }
        break;
      case Kind::sequence: {
        const auto length = static_cast<std::uint32_t>(leaf.slots.size());
        for (const std::uint32_t p : matcher.sequence_positions(leaf, rank))
          add_match(fields, p, length, number);
        for (const Slot& compound : leaf.compounds) {
          for (const std::uint32_t p : matcher.positions(compound, rank)) add_match(fields, p, 1, number);
        }
        break;
      }
      case Kind::prefix:
        for (const std::uint32_t p : matcher.prefix_positions(leaf, rank)) add_match(fields, p, 1, number);
        break;
      default:
        break;
    }
  }
  sort_and_merge(matches.title, article.title);
  sort_and_merge(matches.lead, article.lead);
  sort_and_merge(matches.body, article.body);
  return matches;
}

std::string mark(std::string_view text, const std::vector<TextMatch>& matches) {
  std::string html;
  html.reserve(text.size() + 16 * matches.size());
  std::size_t at = 0;
  for (const TextMatch& match : matches) {
    archive::escape_html(text.substr(at, match.begin - at), html);
    html += "<mark>";
    archive::escape_html(text.substr(match.begin, match.end - match.begin), html);
    html += "</mark>";
    at = match.end;
  }
  archive::escape_html(text.substr(at), html);
  return html;
}

std::vector<archive::Mark> to_marks(const std::vector<TextMatch>& matches) {
  std::vector<archive::Mark> marks;
  marks.reserve(matches.size());
  for (const TextMatch& match : matches) marks.push_back({match.begin, match.end});
  return marks;
}

}  // namespace fonds::search
