#include "server/query/vocabulary.h"

#include <algorithm>
#include <array>

#include "indexer/text/ascii.h"

namespace fonds::query {
namespace {

struct KnownOperator {
  std::string_view name;
  Operator op;
};
constexpr std::array<KnownOperator, 6> kOperators{{{"OU", Operator::either},
                                                   {"OR", Operator::either},
                                                   {"ET", Operator::both},
                                                   {"AND", Operator::both},
                                                   {"SAUF", Operator::except},
                                                   {"NOT", Operator::except}}};

// French first: those are the names that to_string() prints and that notes propose.
constexpr std::array<KnownField, 8> kFields{{{"titre", Field::title},
                                             {"auteur", Field::author},
                                             {"dossier", Field::dossier},
                                             {"personne", Field::person},
                                             {"date", Field::any, true},
                                             {"title", Field::title},
                                             {"author", Field::author},
                                             {"person", Field::person}}};

bool is_slip_of(std::string_view typed, std::string_view name) {
  while (!typed.empty() && !name.empty() && typed.front() == name.front()) {
    typed.remove_prefix(1);
    name.remove_prefix(1);
  }
  while (!typed.empty() && !name.empty() && typed.back() == name.back()) {
    typed.remove_suffix(1);
    name.remove_suffix(1);
  }
  if (typed.size() <= 1 && name.size() <= 1) return true;
  return typed.size() == 2 && name.size() == 2 && typed[0] == name[1] && typed[1] == name[0];
}

template <typename Condition>
const KnownField* first_field(Condition condition) {
  const auto* found = std::find_if(kFields.begin(), kFields.end(), condition);
  return found == kFields.end() ? nullptr : found;
}

}  // namespace

std::optional<Operator> operator_named(std::string_view word) {
  for (const KnownOperator& known : kOperators) {
    if (known.name == word) return known.op;
  }
  return std::nullopt;
}

const KnownField* field_named(std::string_view name) {
  return first_field([lower = text::ascii_lower(name)](const KnownField& f) { return f.name == lower; });
}

const KnownField* field_like(std::string_view name) {
  return first_field(
      [lower = text::ascii_lower(name)](const KnownField& f) { return is_slip_of(lower, f.name); });
}

std::string_view name_of(Field field) {
  const KnownField* found = first_field([field](const KnownField& f) { return f.field == field && !f.date; });
  return found == nullptr ? std::string_view() : found->name;
}

}  // namespace fonds::query
