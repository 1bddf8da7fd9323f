#include "tests/api/json_schema.h"

#include <algorithm>

namespace fonds::test {

namespace {

using nlohmann::json;

bool is_a(const json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  return type == "null" && value.is_null();
}

bool has_type(const json& value, const json& type) {
  if (type.is_string()) return is_a(value, type.get<std::string>());
  return std::any_of(type.begin(), type.end(),
                     [&](const json& one) { return is_a(value, one.get<std::string>()); });
}

}  // namespace

const json& JsonSchemas::resolve(const json& node) const {
  if (!node.is_object() || !node.contains("$ref")) return node;
  return document_.at(json::json_pointer(node["$ref"].get<std::string>().substr(1)));  // "#/components/…"
}

std::vector<std::string> JsonSchemas::faults(const json& schema, const json& value) const {
  std::vector<std::string> faults;
  check(schema, value, "", faults);
  return faults;
}

void JsonSchemas::check(const json& unresolved, const json& value, const std::string& where,
                        std::vector<std::string>& faults) const {
  const json& schema = resolve(unresolved);
  if (schema.contains("type") && !has_type(value, schema["type"])) {
    faults.push_back(where + " is no " + schema["type"].dump() + ": " + value.dump());
    return;
  }
  if (schema.contains("enum") &&
      std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end()) {
    faults.push_back(where + " is none of " + schema["enum"].dump() + ": " + value.dump());
  }
  if (schema.contains("minimum") && value.is_number() && value < schema["minimum"]) {
    faults.push_back(where + " is too small: " + value.dump());
  }
  if (value.is_object() && schema.contains("properties")) {
    for (const json& name : schema.value("required", json::array())) {
      if (!value.contains(name.get<std::string>())) faults.push_back(where + " lacks " + name.dump());
    }
    for (const auto& [name, member] : value.items()) {
      if (!schema["properties"].contains(name)) {
        faults.push_back(where + "/" + name + " is not in the document");
      } else {
        check(schema["properties"][name], member, where + "/" + name, faults);
      }
    }
  }
  if (value.is_array() && schema.contains("items")) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      check(schema["items"], value[i], where + "/" + std::to_string(i), faults);
    }
  }
}

}  // namespace fonds::test
