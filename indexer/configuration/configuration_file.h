// The TOML file that both programs read: an installation has one, and each program takes its part of it.
//
// The file is checked as a whole when it is read: a key that neither program knows was misspelt, and is an
// error that names its line. So every key stands in known_keys.h; asking for another one is a mistake of the
// program (std::logic_error).
//
// Thread safety: immutable after construction. Errors: ConfigurationFileError, whose text begins with
// FILE:LINE where a line is at fault.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::configuration {

class ConfigurationFileError : public std::runtime_error {
 public:
  ConfigurationFileError(const std::string& message, bool unreadable)
      : std::runtime_error(message), unreadable_(unreadable) {}
  // The file itself is not there or cannot be read; otherwise it is what stands in it.
  bool unreadable() const { return unreadable_; }

 private:
  bool unreadable_;
};

class ConfigurationFile {
 public:
  explicit ConfigurationFile(const std::string& path);
  ~ConfigurationFile();
  ConfigurationFile(ConfigurationFile&&) noexcept;
  ConfigurationFile& operator=(ConfigurationFile&&) noexcept;

  // `key` with the table it is in: "index", "site.title". nullopt where the file does not have it; a value of
  // another kind, or out of its range, is an error.
  std::optional<std::string> text(std::string_view key) const;
  std::optional<bool> flag(std::string_view key) const;
  std::optional<std::int64_t> number(std::string_view key, std::int64_t low, std::int64_t high) const;
  std::optional<std::vector<std::string>> texts(std::string_view key) const;
  // A table whose keys are the user's own, with texts as values.
  std::map<std::string, std::string> texts_by_name(std::string_view table) const;

  // The tables of an array, [[sources]], each read like a file that has nothing but it: text("sources.address"). They are
  // parts of this, which must live as long.
  std::vector<ConfigurationFile> each(std::string_view array) const;

  // Reports the value of `key` as wrong: FILE:LINE: 'KEY' WHAT. Where it is not there, the line is that of its table.
  [[noreturn]] void reject(std::string_view key, const std::string& what) const;

 private:
  struct Impl;
  explicit ConfigurationFile(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace fonds::configuration
