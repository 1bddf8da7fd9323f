#include "server/http/query_string.h"

#include <algorithm>
#include <utility>

#include "server/http/url.h"

namespace fonds::http {

QueryString QueryString::parse(std::string_view raw) {
  QueryString result;
  while (!raw.empty()) {
    const auto piece = raw.substr(0, raw.find('&'));
    raw.remove_prefix(std::min(piece.size() + 1, raw.size()));
    if (piece.empty()) continue;
    const auto equals = piece.find('=');
    auto name = decode_form(piece.substr(0, equals));
    auto value = equals == std::string_view::npos ? Decoded{} : decode_form(piece.substr(equals + 1));
    result.parameters_.push_back(
        {std::move(name.text), std::move(value.text), name.well_formed && value.well_formed});
  }
  return result;
}

const Parameter* QueryString::find(std::string_view name) const {
  const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                  [&](const Parameter& parameter) { return parameter.name == name; });
  return found == parameters_.end() ? nullptr : &*found;
}

std::optional<std::string_view> QueryString::get(std::string_view name) const {
  const auto* found = find(name);
  return found == nullptr ? std::nullopt : std::optional<std::string_view>(found->value);
}

std::vector<std::string_view> QueryString::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& parameter : parameters_) {
    if (parameter.name == name) values.emplace_back(parameter.value);
  }
  return values;
}

void QueryString::add(std::string name, std::string value) {
  parameters_.push_back({std::move(name), std::move(value), true});
}

void QueryString::set(std::string_view name, std::string value) {
  const auto first = std::find_if(parameters_.begin(), parameters_.end(),
                                  [&](const Parameter& parameter) { return parameter.name == name; });
  if (first == parameters_.end()) return add(std::string(name), std::move(value));
  first->value = std::move(value);
  first->well_formed = true;
  parameters_.erase(std::remove_if(first + 1, parameters_.end(),
                                   [&](const Parameter& parameter) { return parameter.name == name; }),
                    parameters_.end());
}

void QueryString::remove(std::string_view name) {
  std::erase_if(parameters_, [&](const Parameter& parameter) { return parameter.name == name; });
}

void QueryString::remove(std::string_view name, std::string_view value) {
  std::erase_if(parameters_, [&](const Parameter& parameter) {
    return parameter.name == name && parameter.value == value;
  });
}

std::string QueryString::encode() const {
  std::string result;
  for (const auto& parameter : parameters_) {
    if (!result.empty()) result += '&';
    result += encode_form(parameter.name);
    result += '=';
    result += encode_form(parameter.value);
  }
  return result;
}

}  // namespace fonds::http
