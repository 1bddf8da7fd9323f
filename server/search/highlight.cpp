#include "server/search/highlight.h"

#include <algorithm>
#include <bitset>

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

constexpr std::size_t kLeaves = 64;  // leaves told apart in scoring a passage

// A run of matches that fits into an excerpt.
struct Window {
  std::size_t first = 0, last = 0;  // matches, inclusive
  std::bitset<kLeaves> leaves;
  std::size_t score = 0;
};

// Distinct words first, then how many matches, then the earliest.
Window best_window(const std::vector<TextMatch>& matches, std::size_t bytes,
                   const std::bitset<kLeaves>& wanted) {
  Window best;
  for (std::size_t first = 0; first < matches.size(); ++first) {
    Window window{first, first, {}, 0};
    for (std::size_t i = first; i < matches.size() && matches[i].end - matches[first].begin <= bytes; ++i) {
      window.last = i;
      window.leaves.set(matches[i].leaf % kLeaves);
    }
    const std::size_t in_window = std::min<std::size_t>(window.last - window.first + 1, 8);
    window.score = (window.leaves & wanted).count() * 100 + in_window;
    // A match longer than a word is a phrase, found as a whole.
    if (window.score > best.score) best = window;
  }
  return best;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}
bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Moves a cut outwards-in to the border of a word, so that no word or letter is cut.
std::size_t word_border_after(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_space(text[at])) ++at;
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}
std::size_t word_border_before(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  while (at > 0 && !is_space(text[at])) --at;
  while (at > 0 && is_space(text[at - 1])) --at;
  return at;
}

struct Fragment {
  std::uint32_t begin = 0, end = 0;
  bool cut_before = false, cut_after = false;
};

// Grows [begin, end) to whole sentences as long as they fit, else to words around it.
Fragment grow(std::string_view text, const std::vector<text::Span>& sentences, std::uint32_t begin,
              std::uint32_t end, std::size_t bytes) {
  const auto after = std::partition_point(sentences.begin(), sentences.end(),
                                          [&](const text::Span& s) { return s.end <= begin; });
  auto first = after;
  auto last = after;
  while (last != sentences.end() && last->end < end) ++last;
  if (first != sentences.end() && last != sentences.end() && last->end - first->begin <= bytes) {
    // Following sentences first: a reader reads on.
    bool grown = true;
    while (grown) {
      grown = false;
      if (last + 1 != sentences.end() && (last + 1)->end - first->begin <= bytes) {
        ++last;
        grown = true;
      } else if (first != sentences.begin() && last->end - (first - 1)->begin <= bytes) {
        --first;
        grown = true;
      }
    }
    return {first->begin, last->end, false, false};
  }
  // A sentence too long: some words before the match, the rest after it, within its sentences.
  const std::size_t low = first != sentences.end() ? std::min<std::size_t>(first->begin, begin) : begin;
  const std::size_t high = last != sentences.end() ? std::max<std::size_t>(last->end, end) : text.size();
  const std::size_t room = bytes > end - begin ? bytes - (end - begin) : 0;
  std::size_t from = begin - std::min<std::size_t>(begin - low, room / 3);
  std::size_t to = std::min<std::size_t>(high, end + (room - (begin - from)));
  if (to == high) from = begin - std::min<std::size_t>(begin - low, room - (to - end));
  while (from > 0 && from < text.size() && is_continuation(text[from])) --from;
  if (from > low) from = std::min<std::size_t>(word_border_after(text, from), begin);
  if (to < high) to = std::max<std::size_t>(word_border_before(text, to), end);
  return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), from > low, to < high};
}

std::string render(std::string_view text, const Fragment& fragment, const std::vector<TextMatch>& matches) {
  std::vector<TextMatch> inside;
  for (const TextMatch& match : matches) {
    if (match.begin < fragment.begin || match.end > fragment.end) continue;
    inside.push_back({match.begin - fragment.begin, match.end - fragment.begin, match.leaf});
  }
  std::string html;
  if (fragment.cut_before) html += "… ";
  html += mark(text.substr(fragment.begin, fragment.end - fragment.begin), inside);
  if (fragment.cut_after) html += " …";
  return html;
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
    const PlanNode& leaf = *leaves[number];
    switch (leaf.kind) {
      case Kind::slot:
        for (const std::uint32_t p : matcher.positions(leaf.slots.front(), rank))
          add_match(fields, p, 1, number);
        if (leaf.slots.front().written_only && leaf.slots.front().exact != Lexicon::kNone) {
          Slot folded = leaf.slots.front();
          folded.words = {folded.exact};
          for (const std::uint32_t p : matcher.positions(folded, rank)) {
            if (text::lower(word_at(fields, p)) == folded.written) add_match(fields, p, 1, number);
          }
        }
        break;
      case Kind::sequence: {
        const auto length = static_cast<std::uint32_t>(leaf.slots.size());
        for (const std::uint32_t p : matcher.sequence_positions(leaf.slots, rank))
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

std::string excerpt(const index::StoredArticle& article, const FieldMatches& matches) {
  const std::bitset<kLeaves> all = std::bitset<kLeaves>().set();
  const Window in_lead = best_window(matches.lead, kExcerptBytes, all);
  const Window in_body = best_window(matches.body, kExcerptBytes, all);
  if (in_lead.score == 0 && in_body.score == 0) {
    const std::string_view text = article.lead.empty() ? article.body : article.lead;
    const Fragment beginning =
        grow(text, text::sentences(text.substr(0, 4 * kExcerptBytes)), 0, 0, kExcerptBytes);
    return render(text, beginning, {});
  }
  const bool lead = in_lead.score >= in_body.score;
  const std::string_view text = lead ? article.lead : article.body;
  const std::vector<TextMatch>& found = lead ? matches.lead : matches.body;
  const Window& window = lead ? in_lead : in_body;
  const std::vector<text::Span> sentences = text::sentences(text);

  // Words that the best passage lacks may stand in another one.
  Window second;
  std::vector<TextMatch> elsewhere;
  for (const TextMatch& match : matches.body) {
    const bool covered =
        !lead && match.begin >= found[window.first].begin && match.end <= found[window.last].end;
    if (!covered && !window.leaves.test(match.leaf % kLeaves)) elsewhere.push_back(match);
  }
  if (!elsewhere.empty()) second = best_window(elsewhere, kExcerptBytes / 2, ~window.leaves);

  const std::size_t room = second.score == 0 ? kExcerptBytes : kExcerptBytes / 2;
  Fragment first = grow(text, sentences, found[window.first].begin, found[window.last].end, room);
  if (second.score == 0) return render(text, first, found);

  const std::vector<text::Span> body_sentences = lead ? text::sentences(article.body) : sentences;
  Fragment other =
      grow(article.body, body_sentences, elsewhere[second.first].begin, elsewhere[second.last].end, room);
  if (!lead && other.begin < first.end && first.begin < other.end) {
    first = {std::min(first.begin, other.begin), std::max(first.end, other.end), first.cut_before,
             other.cut_after};
    return render(text, first, found);
  }
  const bool other_first = !lead && other.begin < first.begin;
  // The join stands for what is left out between the two.
  (other_first ? other : first).cut_after = false;
  (other_first ? first : other).cut_before = false;
  const std::string a = render(text, first, found);
  const std::string b = render(article.body, other, matches.body);
  return other_first ? b + " […] " + a : a + " […] " + b;
}

}  // namespace fonds::search
