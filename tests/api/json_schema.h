// A structural validator for the part of JSON Schema that the OpenAPI document uses: $ref, type, properties,
// required, items, enum, minimum. Stricter than the standard in one point: an object with `properties` has no
// others, so that what the service says and what the document names are the same.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace fonds::test {

class JsonSchemas {
 public:
  explicit JsonSchemas(nlohmann::json document) : document_(std::move(document)) {}
  const nlohmann::json& document() const { return document_; }
  // A line for each thing that does not fit; empty = valid.
  std::vector<std::string> faults(const nlohmann::json& schema, const nlohmann::json& value) const;
  // Follows {"$ref": …}; anything else is itself.
  const nlohmann::json& resolve(const nlohmann::json& node) const;

 private:
  void check(const nlohmann::json& schema, const nlohmann::json& value, const std::string& where,
             std::vector<std::string>& faults) const;
  nlohmann::json document_;
};

}  // namespace fonds::test
