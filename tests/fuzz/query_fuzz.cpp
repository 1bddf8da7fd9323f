// Any text is a query; what was understood of it, printed, is a query that means the same and fits the
// limits.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/text/folding.h"
#include "server/query/parser.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  constexpr text::Day kToday = 17332;  // 2017-06-15
  for (const query::Limits& limits : {query::Limits{}, query::Limits{80, 6, 2, 3}}) {
    const query::Query first = query::parse(text, kToday, limits);
    const std::string printed = query::to_string(first.root.get());
    require(printed.size() <= limits.bytes);
    require(text::is_valid_utf8(printed));
    for (const query::Note& note : first.notes) {
      require(note.begin <= note.end && note.end <= size);
      require(!note.text.empty() && text::is_valid_utf8(note.text));
    }
    const query::Query second = query::parse(printed, kToday, limits);
    require(query::equal(first.root.get(), second.root.get()));
    for (const query::Note& note : second.notes) require(note.kind == query::NoteKind::unknown_field);
  }
  return 0;
}
