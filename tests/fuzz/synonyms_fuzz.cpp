// Any bytes as the editor's synonyms: each line counts or is an error; and what the forms begin with can be
// looked up.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/analyzer.h"
#include "server/search/synonyms.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds;
  static text::Analyzer analyzer;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const search::ParsedSynonyms parsed = search::parse_synonyms(bytes, "synonymes.txt", analyzer);
  for (const std::string& error : parsed.errors) {
    if (!error.starts_with("synonymes.txt")) std::abort();
  }
  text::Analysis analysis;
  analyzer.analyze(bytes.substr(0, 1000), analysis);
  std::vector<std::string_view> words;
  for (const text::Token& token : analysis.tokens()) words.push_back(token.folded);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const search::Synonyms::Found found = parsed.synonyms.find(std::span(words).subspan(i));
    if (found.words > words.size() - i || (found.words == 0) != found.alternatives.empty()) std::abort();
  }
  return 0;
}
