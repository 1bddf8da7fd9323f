// The words of the query language: operators and field names, in French and English.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/query/ast.h"

namespace fonds::query {

enum class Operator : std::uint8_t { either, both, except };

// The operator that a run of characters spells: OU OR, ET AND, SAUF NOT, in capitals only.
std::optional<Operator> operator_named(std::string_view word);

struct KnownField {
  std::string_view name;
  // meaningless for a date
  Field field = Field::any;
  bool date = false;
};

// The field of that name in any case; nullptr where there is none.
const KnownField* field_named(std::string_view name);
// The field whose name was likely meant: one letter too many, too few, different, or two exchanged.
const KnownField* field_like(std::string_view name);

// The name that to_string() prints.
std::string_view name_of(Field field);

}  // namespace fonds::query
