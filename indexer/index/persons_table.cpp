#include "indexer/index/persons_table.h"

#include <algorithm>
#include <limits>

#include "indexer/index/durable_file.h"
#include "indexer/index/generation_folders.h"
#include "indexer/index/stored_article.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPersonsFile = "persons";
// First bytes of the file; the last one is its format.
constexpr std::string_view kPersonsMagic = "fonds persons 2\n";
// Years are kept as distances from here, so that they are not negative.
constexpr int kYearZero = -10'000;

void append_year(std::optional<int> year, std::string& out) {
  append_varint(year ? static_cast<std::uint64_t>(*year - kYearZero) : 0, out);
}

// Takes the fields one by one. After the first fault ok() is false and every field comes out empty.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : bytes_(bytes) {}

  bool at_end() const { return ok_ && bytes_.empty(); }

  std::uint64_t number(std::uint64_t limit = std::numeric_limits<std::uint64_t>::max()) {
    const auto value = take_varint(bytes_);
    if (value && *value <= limit) return *value;
    fail();
    return 0;
  }
  std::string text() {
    const std::uint64_t size = number(bytes_.size());
    if (size > bytes_.size()) return fail(), std::string();
    std::string result(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return result;
  }
  std::optional<int> year() {
    const auto value = static_cast<int>(number(20'000));
    return value == 0 ? std::nullopt : std::optional(value + kYearZero);
  }
  Ordinal ordinal(std::size_t size) {
    const std::uint64_t value = number(size);
    if (value == size) fail();
    return static_cast<Ordinal>(value);
  }
  Ordinal person(std::size_t size) {
    const std::uint64_t value = number(size);
    return value == 0 ? kNobody : static_cast<Ordinal>(value - 1);
  }
  // Elements that follow; each takes a byte or more, so no damaged number asks for more memory than the file
  // has bytes.
  template <typename Element, typename Take>
  void list(std::vector<Element>& out, Take take) {
    const std::uint64_t count = number(bytes_.size());
    for (std::uint64_t i = 0; i < count && ok_; ++i) out.push_back(take());
  }

 private:
  void fail() {
    ok_ = false;
    bytes_ = {};
  }
  std::string_view bytes_;
  bool ok_ = true;
};

std::uint64_t person_field(Ordinal person) {
  return person == kNobody ? 0 : std::uint64_t{person} + 1;
}

// What a name has beside its label, as one number.
constexpr std::uint64_t kGenders = 3, kKinds = 4 * kGenders * 2;

std::uint64_t kind_field(const SightedName& name) {
  const auto certainty = static_cast<std::uint64_t>(name.certainty),
             gender = static_cast<std::uint64_t>(name.gender);
  return (certainty * kGenders + gender) << 1 | (name.by_editor ? 1 : 0);
}

void take_kind(std::uint64_t kind, SightedName& name) {
  name.by_editor = (kind & 1) != 0;
  name.gender = static_cast<persons::Gender>((kind >> 1) % kGenders);
  name.certainty = static_cast<persons::Certainty>((kind >> 1) / kGenders);
}

fs::path persons_file(const Generation& generation) {
  return generation.database.parent_path() / kPersonsFile;
}

}  // namespace

std::string encode(const PersonsTable& table) {
  std::string out(kPersonsMagic);
  append_varint(table.rules, out);
  append_text(table.decisions, out);
  append_varint(table.known_values.size(), out);
  for (const persons::KnownValue& known : table.known_values) {
    append_text(known.key, out);
    append_text(known.value, out);
  }
  append_varint(table.persons.size(), out);
  for (const PersonEntry& person : table.persons) {
    append_text(person.value, out);
    append_text(person.label, out);
    append_varint(person.functions.size(), out);
    for (const PersonFunction& function : person.functions) {
      append_text(function.title, out);
      append_year(function.from, out);
      append_year(function.to, out);
    }
  }
  append_varint(table.names.size(), out);
  for (std::size_t i = 0; i < table.names.size(); ++i) {
    append_text(table.names[i].label, out);
    append_varint(kind_field(table.names[i]), out);
    append_varint(person_field(table.person_of[i]), out);
  }
  append_varint(table.exceptions.size(), out);
  for (const PersonException& exception : table.exceptions) {
    append_text(exception.article, out);
    append_varint(exception.name, out);
    append_varint(person_field(exception.person), out);
  }
  append_varint(table.former_values.size(), out);
  for (const FormerValue& former : table.former_values) {
    append_text(former.value, out);
    append_varint(former.person, out);
  }
  return out + crc32_bytes(out);
}

std::optional<PersonsTable> decode_persons(std::string_view bytes) {
  if (!bytes.starts_with(kPersonsMagic) || bytes.size() < kPersonsMagic.size() + kCrc32Bytes)
    return std::nullopt;
  const std::string_view contents = bytes.substr(0, bytes.size() - kCrc32Bytes);
  if (bytes.substr(contents.size()) != crc32_bytes(contents)) return std::nullopt;
  Fields fields(contents.substr(kPersonsMagic.size()));
  PersonsTable table;
  table.rules = static_cast<std::uint32_t>(fields.number(std::numeric_limits<std::uint32_t>::max()));
  table.decisions = fields.text();
  fields.list(table.known_values, [&] {
    persons::KnownValue known;
    known.key = fields.text();
    known.value = fields.text();
    return known;
  });
  fields.list(table.persons, [&] {
    PersonEntry person;
    person.value = fields.text();
    person.label = fields.text();
    fields.list(person.functions, [&] {
      PersonFunction function;
      function.title = fields.text();
      function.from = fields.year();
      function.to = fields.year();
      return function;
    });
    return person;
  });
  fields.list(table.names, [&] {
    SightedName name;
    name.label = fields.text();
    take_kind(fields.number(kKinds - 1), name);
    table.person_of.push_back(fields.person(table.persons.size()));
    return name;
  });
  fields.list(table.exceptions, [&] {
    PersonException exception;
    exception.article = fields.text();
    exception.name = fields.ordinal(table.names.size());
    exception.person = fields.person(table.persons.size());
    return exception;
  });
  fields.list(table.former_values, [&] {
    FormerValue former;
    former.value = fields.text();
    former.person = fields.ordinal(table.persons.size());
    return former;
  });
  if (!fields.at_end()) return std::nullopt;
  return table;
}

void write_persons(const fs::path& generation, const PersonsTable& table) {
  write_durably(generation / kPersonsFile, encode(table));
}

PersonsTable read_persons(const Generation& generation) {
  const auto bytes = read_whole_file(persons_file(generation));
  auto table = bytes ? decode_persons(*bytes) : std::nullopt;
  if (!table) {
    throw IndexError(IndexError::Kind::damaged, "the persons of generation " + generation.name +
                                                    " are not readable: run fonds-indexer build");
  }
  return *std::move(table);
}

KeptValues values_to_keep(const fs::path& index) {
  std::vector<fs::path> generations;  // the youngest first
  for (const std::string& name : generation_names(index)) {
    const fs::path generation = generation_folder(index, name);
    if (fs::exists(generation / kManifestFile)) generations.insert(generations.begin(), generation);
  }
  try {
    const auto current = current_generation_folder(index);
    std::stable_partition(generations.begin(), generations.end(),
                          [&](const fs::path& generation) { return current && generation == *current; });
  } catch (const IndexError&) {
    // CURRENT is damaged: the youngest was published last.
  }
  KeptValues kept;
  for (const fs::path& generation : generations) {
    try {
      const auto bytes = read_whole_file(generation / kPersonsFile);
      if (auto table = bytes ? decode_persons(*bytes) : std::nullopt) {
        if (!kept.lost.empty()) kept.lost += "; those of " + generation.string() + " were taken";
        kept.values = std::move(table->known_values);
        return kept;
      }
    } catch (const IndexError&) {
      // Said below, like any other damage.
    }
    if (kept.lost.empty()) {
      kept.lost = "the persons of " + generation.string() +
                  " cannot be read: addresses that persons had only there may change";
    }
  }
  return kept;
}

}  // namespace fonds::index
