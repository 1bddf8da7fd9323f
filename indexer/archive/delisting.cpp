#include "indexer/archive/delisting.h"

#include <utility>

#include "indexer/archive/admission.h"

namespace fonds::archive {

namespace {

constexpr std::string_view kSpace = " \t\r";

std::string_view without_remark(std::string_view line) {
  for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at == 0 || kSpace.find(line[at - 1]) != std::string_view::npos) return line.substr(0, at);
  }
  return line;
}

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace

Delisting parse_delisting(std::string_view utf8) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (utf8.starts_with(kByteOrderMark)) utf8.remove_prefix(kByteOrderMark.size());
  Delisting delisting;
  for (std::uint64_t number = 1; !utf8.empty(); ++number) {
    const std::size_t end = utf8.find('\n');
    const std::string_view id = trimmed(without_remark(utf8.substr(0, end)));
    utf8.remove_prefix(end == std::string_view::npos ? utf8.size() : end + 1);
    if (id.empty()) continue;
    if (std::string fault = id_fault(id); !fault.empty()) {
      delisting.errors.push_back({number, std::move(fault)});
    } else {
      delisting.ids.emplace(id);
    }
  }
  return delisting;
}

}  // namespace fonds::archive
