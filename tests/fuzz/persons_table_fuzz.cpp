// Any bytes as the persons of a generation: refused, or a table whose ordinals all point somewhere and that
// is the same when it is written and read again. What is fuzzed stands between the magic and the checksum,
// which are put around it.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/index/durable_file.h"
#include "indexer/index/persons_table.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::index;
  static const std::string kMagic = [] {
    const std::string empty = encode(PersonsTable());
    return empty.substr(0, empty.find('\n') + 1);
  }();
  std::string bytes = kMagic + std::string(reinterpret_cast<const char*>(data), size);
  const std::uint32_t sum = crc32(bytes);
  for (unsigned shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<char>(sum >> shift & 0xFF));
  const auto table = decode_persons(bytes);
  if (!table) return 0;
  const auto is_person = [&](Ordinal person) { return person == kNobody || person < table->persons.size(); };
  if (table->person_of.size() != table->names.size()) std::abort();
  for (const Ordinal person : table->person_of) {
    if (!is_person(person)) std::abort();
  }
  for (const PersonException& exception : table->exceptions) {
    if (exception.name >= table->names.size() || !is_person(exception.person)) std::abort();
  }
  for (const FormerValue& former : table->former_values) {
    if (former.person >= table->persons.size()) std::abort();
  }
  const auto again = decode_persons(encode(*table));
  if (!again || !(*again == *table)) std::abort();
  return 0;
}
