#include "server/key_file.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "indexer/text/printable.h"

namespace fonds {

namespace {

constexpr std::size_t kMaxKeyBytes = std::size_t{4} << 20;  // some ten thousand keys

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw std::system_error(errno, std::generic_category(), file.string());
}

// Adds a line in one write: a server that reads the file meanwhile sees all of it or nothing.
void append(const std::filesystem::path& file, const std::string& line) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) fail(file);
  const auto written = ::write(descriptor, line.data(), line.size());
  const bool whole = written == static_cast<ssize_t>(line.size()) && ::fsync(descriptor) == 0;
  if (::close(descriptor) != 0 || !whole) fail(file);
}

}  // namespace

KeyFile::KeyFile(std::filesystem::path path) : file_(std::move(path), "the keys", kMaxKeyBytes) {}

std::optional<api::ParsedKeys> KeyFile::read_if_changed() {
  const std::optional<std::string> contents = file_.read_if_changed();
  if (!contents) return std::nullopt;
  return api::parse_keys(*contents, file_.path().string());
}

std::string add_key(const std::filesystem::path& file, api::Key key) {
  std::string text;
  if (std::filesystem::exists(file)) {
    std::ifstream stream(file);
    if (!stream.is_open()) throw std::runtime_error(file.string() + " cannot be read");
    text.assign(std::istreambuf_iterator<char>(stream), {});
  }
  const std::string token = api::make_key();
  key.hash = api::hash_of_key(token);
  std::string line = api::to_line(key) + "\n";
  if (!text.empty() && !text.ends_with('\n')) line.insert(0, "\n");
  // What cannot be read again is not written.
  const auto before = api::parse_keys(text, file.string());
  const auto after = api::parse_keys(text + line, file.string());
  if (after.errors.size() > before.errors.size()) throw std::runtime_error(after.errors.back());
  // White space would not come back, and a line end would make two of one.
  if (after.keys.size() != before.keys.size() + 1 || after.keys.back() != key) {
    throw std::runtime_error("'" + text::printable(key.name) +
                             "' is no name for a key: letters, digits, '-', '_' and '.', 64 at most");
  }
  append(file, line);
  return token;
}

}  // namespace fonds
