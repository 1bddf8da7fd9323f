#include "server/search/excerpt.h"

#include <algorithm>
#include <bitset>
#include <string_view>
#include <vector>

#include "indexer/text/ascii.h"
#include "indexer/text/utf8.h"
#include "server/search/opening.h"

namespace fonds::search {

namespace {

constexpr std::size_t kLeaves = 64;  // leaves told apart in scoring a passage

// What speaks for a passage. One more word of the query outweighs all else.
constexpr std::size_t kWordWorth = 100;
constexpr std::size_t kSideBySideWorth = 25;  // two words of the query, next to each other
constexpr std::size_t kWholeWorth = 20;       // its sentences fit into an excerpt
constexpr std::size_t kMatchWorth = 4;        // each match, of the first few
constexpr std::size_t kCountedMatches = 4;
constexpr std::size_t kSideBySideBytes = 8;  // between two words: " de la ", " d’une "

// A text that excerpts are taken from.
struct Source {
  std::string_view text;
  const std::vector<TextMatch>& matches;
  const std::vector<text::Span>& sentences;
};

// A run of matches that fits into an excerpt.
struct Passage {
  std::uint32_t begin = 0, end = 0;  // from its first match to the end of its last
  std::bitset<kLeaves> leaves;
  std::size_t score = 0;
};

// The best run among those of `matches` (of `source`, not necessarily all) that fit into `bytes`; the
// earliest of equal ones. Only the `wanted` leaves count.
Passage best_passage(const Source& source, const std::vector<TextMatch>& matches, std::size_t bytes,
                     const std::bitset<kLeaves>& wanted) {
  Passage best;
  auto opening = source.sentences.begin();  // the sentence of the first match
  for (std::size_t first = 0; first < matches.size(); ++first) {
    while (opening != source.sentences.end() && opening->end <= matches[first].begin) ++opening;
    auto closing = opening;
    Passage passage{matches[first].begin, matches[first].end, {}, 0};
    bool side_by_side = false;
    for (std::size_t i = first; i < matches.size() && matches[i].end - passage.begin <= bytes; ++i) {
      passage.end = matches[i].end;
      passage.leaves.set(matches[i].leaf % kLeaves);
      side_by_side = side_by_side || (i > first && matches[i].leaf != matches[i - 1].leaf &&
                                      matches[i].begin - matches[i - 1].end <= kSideBySideBytes);
      while (closing != source.sentences.end() && closing->end < passage.end) ++closing;
      const bool whole = closing != source.sentences.end() && closing->end - opening->begin <= bytes;
      passage.score = (passage.leaves & wanted).count() * kWordWorth +
                      std::min(i - first + 1, kCountedMatches) * kMatchWorth +
                      (side_by_side ? kSideBySideWorth : 0) + (whole ? kWholeWorth : 0);
      if (passage.score > best.score) best = passage;
    }
  }
  return best;
}

// Moves a cut outwards-in to the border of a word, so that no word or letter is cut.
std::size_t word_border_after(std::string_view text, std::size_t at) {
  while (at < text.size() && !text::is_ascii_space(text[at])) ++at;
  while (at < text.size() && text::is_ascii_space(text[at])) ++at;
  return at;
}
std::size_t word_border_before(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  while (at > 0 && !text::is_ascii_space(text[at])) --at;
  while (at > 0 && text::is_ascii_space(text[at - 1])) --at;
  return at;
}

// Ends as a sentence does; a heading has no sign at its end.
bool is_closed(std::string_view sentence) {
  for (const std::string_view sign : {".", "!", "?", "…", "»", "\"", "”", ")", ";"}) {
    if (sentence.ends_with(sign)) return true;
  }
  return false;
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
    const auto needed = last;
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
    // The heading of what comes next says nothing here.
    while (last != needed && !is_closed(text.substr(last->begin, last->end - last->begin))) --last;
    return {first->begin, last->end, false, false};
  }
  // A sentence too long: some words before the match, the rest after it, within its sentences.
  const std::size_t low = first != sentences.end() ? std::min<std::size_t>(first->begin, begin) : begin;
  const std::size_t high = last != sentences.end() ? std::max<std::size_t>(last->end, end) : text.size();
  const std::size_t room = bytes > end - begin ? bytes - (end - begin) : 0;
  std::size_t from = begin - std::min<std::size_t>(begin - low, room / 3);
  std::size_t to = std::min<std::size_t>(high, end + (room - (begin - from)));
  if (to == high) from = begin - std::min<std::size_t>(begin - low, room - (to - end));
  from = text::character_begin(text, from);
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

std::string excerpt(const index::StoredArticle& article, const FieldMatches& matches) {
  const Source lead{article.lead, matches.lead, article.lead_sentences};
  const Source body{article.body, matches.body, article.body_sentences};
  const std::bitset<kLeaves> all = std::bitset<kLeaves>().set();
  const Passage in_lead = best_passage(lead, lead.matches, kExcerptBytes, all);
  const Passage in_body = best_passage(body, body.matches, kExcerptBytes, all);
  if (in_lead.score == 0 && in_body.score == 0) {
    return mark(opening(article, kExcerptBytes), {});
  }
  const bool from_lead = in_lead.score >= in_body.score;
  const Source& source = from_lead ? lead : body;
  const Passage& best = from_lead ? in_lead : in_body;

  // Words that the best passage lacks may stand in another one.
  std::vector<TextMatch> elsewhere;
  for (const TextMatch& match : body.matches) {
    const bool covered = !from_lead && match.begin >= best.begin && match.end <= best.end;
    if (!covered && !best.leaves.test(match.leaf % kLeaves)) elsewhere.push_back(match);
  }
  const Passage second = best_passage(body, elsewhere, kExcerptBytes / 2, ~best.leaves);
  if (second.score == 0) {
    return render(source.text, grow(source.text, source.sentences, best.begin, best.end, kExcerptBytes),
                  source.matches);
  }

  const bool long_first = best.end - best.begin > kExcerptBytes / 2;
  Fragment first = grow(source.text, source.sentences, best.begin, best.end,
                        long_first ? kExcerptBytes : kExcerptBytes / 2);
  Fragment other = grow(body.text, body.sentences, second.begin, second.end, kExcerptBytes / 2);
  if (!from_lead && other.begin < first.end && first.begin < other.end) {
    const bool other_first = other.begin < first.begin;
    first = {std::min(first.begin, other.begin), std::max(first.end, other.end),
             other_first ? other.cut_before : first.cut_before,
             other.end > first.end ? other.cut_after : first.cut_after};
    return render(source.text, first, source.matches);
  }
  const bool other_first = !from_lead && other.begin < first.begin;
  // The join stands for what is left out between the two.
  (other_first ? other : first).cut_after = false;
  (other_first ? first : other).cut_before = false;
  const std::string a = render(source.text, first, source.matches);
  const std::string b = render(body.text, other, body.matches);
  return other_first ? b + " […] " + a : a + " […] " + b;
}

}  // namespace fonds::search
