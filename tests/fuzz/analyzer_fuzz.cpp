// Analysis, folding, sentences and dates on any bytes: no crash, and the invariants that the headers promise.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/text/analyzer.h"
#include "indexer/text/calendar.h"
#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::text;
  static Analyzer analyzer;
  static Analysis analysis;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  analyzer.analyze(text, analysis);
  std::uint32_t position = 0;
  for (const Token& token : analysis.tokens()) {
    const bool sound = token.begin < token.end && token.end <= size && token.position >= position &&
                       token.position + token.span <= analysis.positions() && !token.folded.empty() &&
                       token.folded.size() <= kMaxTermBytes && is_valid_utf8(token.folded) &&
                       is_valid_utf8(token.written);
    if (!sound) std::abort();
    position = token.position;
    if (stem(token.folded).empty()) std::abort();
  }
  std::uint32_t end = 0;
  for (const Span& sentence : sentences(text)) {
    if (sentence.begin < end || sentence.begin >= sentence.end || sentence.end > size) std::abort();
    end = sentence.end;
  }
  if (fold(fold(text)) != fold(text) || slugify(text).empty()) std::abort();
  lower(text);
  sort_key(text);
  parse_iso(text);
  parse_iso_instant(text);
  return 0;
}
