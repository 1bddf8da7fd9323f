#include "server/search/opening.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"

namespace fonds::search {

namespace {

// What a roll call begins with, folded.
constexpr auto kRollCalls = std::to_array<std::string_view>(
    {"present", "etaient present", "sont present", "membres present", "absent", "etaient absent", "excuse",
     "ont donne pouvoir", "pouvoir", "procuration", "secretaire de seance", "ont vote", "ordre du jour"});
// Of all words, those with a capital in a list of names. Prose has one in six, a title page more.
constexpr std::size_t kCapitalsOf = 2;
constexpr std::size_t kWordsOfList =
    6;  // shorter sentences may be full of names: « Claire Vasseur élue maire. »

bool is_upper(char first, char second) {
  const auto a = static_cast<unsigned char>(first);
  const auto b = static_cast<unsigned char>(second);
  // U+00C0 to U+00DE are two bytes: C3 80 to C3 9E.
  return (a >= 'A' && a <= 'Z') || (a == 0xC3 && b >= 0x80 && b <= 0x9E);
}

// Ends as a sentence does; a heading has no sign at its end.
bool is_closed(std::string_view sentence) {
  for (const std::string_view sign : {".", "!", "?", "…", "»", "\"", "”", ")", ";", ":"}) {
    if (sentence.ends_with(sign)) return true;
  }
  return false;
}

// What is said of a picture is no part of the story.
bool is_of_picture(const text::Span& span, const std::vector<archive::Block>& blocks) {
  const auto block = std::partition_point(
      blocks.begin(), blocks.end(), [&](const archive::Block& other) { return other.end <= span.begin; });
  return block != blocks.end() && block->begin < span.end &&
         (block->kind == archive::BlockKind::caption || block->kind == archive::BlockKind::alternative);
}

std::string cut(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  const auto end = text.find_last_of(" \n", bytes);
  return end == std::string_view::npos ? std::string()
                                       : std::string(text::trimmed(text.substr(0, end))) + " …";
}

}  // namespace

bool is_roll_call(std::string_view sentence) {
  sentence = text::trimmed(sentence);
  const std::string folded = text::fold(sentence.substr(0, 60));
  const bool listed =
      sentence.find(':') != std::string_view::npos || sentence.find(';') != std::string_view::npos;
  for (const std::string_view begin : kRollCalls) {
    if (listed && folded.starts_with(begin)) return true;
  }
  std::size_t words = 0, capitals = 0;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (text::is_ascii_space(sentence[i]) || (i > 0 && !text::is_ascii_space(sentence[i - 1]))) continue;
    ++words;
    if (is_upper(sentence[i], i + 1 < sentence.size() ? sentence[i + 1] : ' ')) ++capitals;
  }
  return words >= kWordsOfList && capitals * kCapitalsOf > words &&
         sentence.find(',') != std::string_view::npos;
}

std::string opening(const index::StoredArticle& article, std::size_t bytes) {
  const bool from_lead = !text::trimmed(article.lead).empty();
  const std::string_view text = from_lead ? article.lead : article.body;
  const std::vector<text::Span>& sentences = from_lead ? article.lead_sentences : article.body_sentences;
  const auto sentence = [&](const text::Span& span) {
    return text::trimmed(text.substr(span.begin, span.end - span.begin));
  };
  std::string out;
  for (const text::Span& span : sentences) {
    if (!from_lead && is_of_picture(span, article.blocks)) continue;
    const std::string_view next = sentence(span);
    const bool says_something = is_closed(next) && !is_roll_call(next);
    if (!says_something && out.empty()) continue;
    if (!says_something || out.size() + 1 + next.size() > bytes) {
      if (out.empty()) return cut(next, bytes);
      break;
    }
    if (!out.empty()) out += ' ';
    out += next;
  }
  return out.empty() ? cut(text::trimmed(text), bytes) : out;
}

}  // namespace fonds::search
