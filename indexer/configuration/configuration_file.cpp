#include "indexer/configuration/configuration_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include <toml++/toml.h>

#include "indexer/configuration/known_keys.h"

namespace fonds::configuration {
namespace {

bool is_known(std::string_view key) {
  return std::find(kKnownKeys.begin(), kKnownKeys.end(), key) != kKnownKeys.end();
}

bool is_array(std::string_view name) {
  return std::find(kArraysOfTables.begin(), kArraysOfTables.end(), name) != kArraysOfTables.end();
}

bool is_known_table(std::string_view name) {
  return std::any_of(kKnownKeys.begin(), kKnownKeys.end(), [&](std::string_view known) {
    return known.size() > name.size() && known.starts_with(name) && known[name.size()] == '.';
  });
}

std::string read_whole(const std::string& path) {
  const ConfigurationFileError unreadable("cannot read the configuration file " + path, true);
  std::ifstream stream(path, std::ios::binary);
  if (!stream.is_open()) throw unreadable;
  try {
    return {std::istreambuf_iterator<char>(stream), {}};
  } catch (const std::ios_base::failure&) {  // a folder can be opened, but not read
    throw unreadable;
  }
}

}  // namespace

struct ConfigurationFile::Impl {
  explicit Impl(const std::string& file) : path(file) {
    try {
      root = toml::parse(read_whole(path), path);
    } catch (const toml::parse_error& error) {
      throw ConfigurationFileError(
          path + ":" + std::to_string(error.source().begin.line) + ": " + std::string(error.description()),
          false);
    }
    check();
  }

  void check() const {
    for (const auto& [name, node] : root) {
      if (!is_known_table(name.str())) {
        if (!is_known(name.str())) fail(node, name.str(), "is not a key of the configuration");
        continue;
      }
      const std::string table(name.str());
      if (is_array(table)) {
        if (!node.is_array_of_tables()) fail(node, table, "is a list of tables: [[" + table + "]]");
        for (const toml::node& element : *node.as_array()) check_table(table, *element.as_table());
        continue;
      }
      if (!node.is_table()) fail(node, table, "is a table: [" + table + "]");
      check_table(table, *node.as_table());
    }
  }

  void check_table(const std::string& name, const toml::table& table) const {
    if (is_known(name + ".*")) return;
    for (const auto& [key, value] : table) {
      const std::string full = name + "." + std::string(key.str());
      if (is_known(full)) continue;
      if (!is_known(full + ".*")) fail(value, full, "is not a key of the configuration");
      if (!value.is_table()) fail(value, full, "is a table: [" + full + "]");
    }
  }

  const toml::node* find(std::string_view key) const {
    if (!is_known(key)) throw std::logic_error("not in known_keys.h: " + std::string(key));
    return at(key);
  }

  const toml::node* at(std::string_view key) const {
    const auto dot = key.find('.');
    const std::string_view name = key.substr(0, dot);
    if (table != nullptr) return name == array && name != key ? table->get(key.substr(dot + 1)) : nullptr;
    if (name == key) return root.get(key);
    const toml::node* found = root.get(name);
    return found == nullptr ? nullptr : found->as_table()->get(key.substr(dot + 1));
  }

  [[noreturn]] void fail(const toml::node& node, std::string_view key, const std::string& what) const {
    throw ConfigurationFileError(
        path + ":" + std::to_string(node.source().begin.line) + ": '" + std::string(key) + "' " + what,
        false);
  }

  // One table of an array, as a file of its own. Not a copy, which would not know its lines any more.
  Impl(const Impl& file, std::string_view name, const toml::table& element)
      : path(file.path), array(name), table(&element) {}

  std::string path;
  toml::table root;
  // of one table of an array; else "" and null
  std::string array;
  const toml::table* table = nullptr;
};

ConfigurationFile::ConfigurationFile(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}

ConfigurationFile::ConfigurationFile(const std::string& path) : impl_(std::make_unique<const Impl>(path)) {}
ConfigurationFile::~ConfigurationFile() = default;
ConfigurationFile::ConfigurationFile(ConfigurationFile&&) noexcept = default;
ConfigurationFile& ConfigurationFile::operator=(ConfigurationFile&&) noexcept = default;

std::optional<std::string> ConfigurationFile::text(std::string_view key) const {
  const toml::node* node = impl_->find(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_string()) impl_->fail(*node, key, "is a text in quotes");
  return **node->as_string();
}

std::optional<bool> ConfigurationFile::flag(std::string_view key) const {
  const toml::node* node = impl_->find(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_boolean()) impl_->fail(*node, key, "is true or false");
  return **node->as_boolean();
}

std::optional<std::int64_t> ConfigurationFile::number(std::string_view key, std::int64_t low,
                                                      std::int64_t high) const {
  const toml::node* node = impl_->find(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_integer();
  if (value == nullptr || **value < low || **value > high) {
    impl_->fail(*node, key, "is a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  }
  return **value;
}

std::optional<std::vector<std::string>> ConfigurationFile::texts(std::string_view key) const {
  const toml::node* node = impl_->find(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_array()) impl_->fail(*node, key, "is a list of texts: [\"…\", \"…\"]");
  std::vector<std::string> result;
  for (const toml::node& element : *node->as_array()) {
    if (!element.is_string()) impl_->fail(element, key, "is a list of texts: [\"…\", \"…\"]");
    result.push_back(**element.as_string());
  }
  return result;
}

std::map<std::string, std::string> ConfigurationFile::texts_by_name(std::string_view table) const {
  std::map<std::string, std::string> result;
  if (!is_known(std::string(table) + ".*"))
    throw std::logic_error("not in known_keys.h: " + std::string(table));
  const toml::node* node = impl_->at(table);
  if (node == nullptr) return result;
  for (const auto& [name, value] : *node->as_table()) {
    const std::string full = std::string(table) + "." + std::string(name.str());
    if (!value.is_string()) impl_->fail(value, full, "is a text in quotes");
    result.emplace(name.str(), **value.as_string());
  }
  return result;
}

std::vector<ConfigurationFile> ConfigurationFile::each(std::string_view array) const {
  std::vector<ConfigurationFile> tables;
  if (!is_array(array)) throw std::logic_error("not in known_keys.h: " + std::string(array));
  const toml::node* node = impl_->root.get(array);
  if (node == nullptr) return tables;
  for (const toml::node& element : *node->as_array()) {
    tables.push_back(ConfigurationFile(std::make_unique<const Impl>(*impl_, array, *element.as_table())));
  }
  return tables;
}

void ConfigurationFile::reject(std::string_view key, const std::string& what) const {
  const toml::node* node = impl_->find(key);
  // What is missing is missing from where it should stand.
  const toml::node& place = impl_->table != nullptr ? *impl_->table : impl_->root;
  impl_->fail(node == nullptr ? place : *node, key, what);
}

}  // namespace fonds::configuration
