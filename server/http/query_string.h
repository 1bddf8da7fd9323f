// The parameters of a URL's query, in the order they were written: names may repeat.
// Thread safety: a value; const members may be called from several threads.
// Invariant: encode() of parse(raw) names the same parameters with the same values in the same order.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::http {

struct Parameter {
  std::string name;
  std::string value;
  // false: holds a "%" that starts no escape (kept as typed)
  bool well_formed = true;

  friend bool operator==(const Parameter&, const Parameter&) = default;
};

class QueryString {
 public:
  QueryString() = default;
  // Never fails. A piece without "=" is a name with an empty value; empty pieces ("a=1&&b=2") are dropped.
  static QueryString parse(std::string_view raw);

  const std::vector<Parameter>& parameters() const { return parameters_; }
  bool empty() const { return parameters_.empty(); }
  bool has(std::string_view name) const { return find(name) != nullptr; }
  // The first of that name; null where there is none. Valid until the next change.
  const Parameter* find(std::string_view name) const;
  std::optional<std::string_view> get(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;

  void add(std::string name, std::string value);
  // Replaces the first of that name where it stands and removes the others; adds it at the end where there is
  // none.
  void set(std::string_view name, std::string value);
  void remove(std::string_view name);
  void remove(std::string_view name, std::string_view value);

  // without the "?"
  std::string encode() const;

 private:
  std::vector<Parameter> parameters_;
};

}  // namespace fonds::http
