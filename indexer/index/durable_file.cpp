#include "indexer/index/durable_file.h"

#include <cerrno>
#include <limits>
#include <utility>
#include <vector>

#include <zlib.h>

#include "indexer/index/file_system.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = std::size_t{1} << 20;  // bytes read or copied at once
// Bytes; CURRENT and MANIFEST.json have some hundreds.
constexpr std::size_t kMaxSmallFile = std::size_t{1} << 20;

// The sum of a file that passes by piece by piece.
class RunningSum {
 public:
  void add(std::string_view piece) {
    crc_ = ::crc32_z(crc_, reinterpret_cast<const Bytef*>(piece.data()), piece.size());
    size_ += piece.size();
  }
  FileSum sum() const { return {size_, static_cast<std::uint32_t>(crc_)}; }

 private:
  uLong crc_ = 0;
  std::uint64_t size_ = 0;
};

// Until the end, or until there are more bytes than `enough`.
std::optional<std::string> read_file(const fs::path& path, std::size_t enough) {
  struct stat status {};
  if (file_system().stat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
    return std::nullopt;
  }
  File file(path, File::Mode::read);
  std::string contents;
  char buffer[16384];
  while (const std::size_t count = file.read(buffer, sizeof buffer)) {
    contents.append(buffer, count);
    if (contents.size() > enough) break;
  }
  return contents;
}

}  // namespace

void write_durably(const fs::path& path, std::string_view contents) {
  File file(path, File::Mode::create);
  file.write(contents);
  file.sync();
}

void replace_file(const fs::path& path, std::string_view contents, const Access& access) {
  fs::path temporary = path;
  temporary += ".new";
  try {
    write_durably(temporary, contents);
    settle_file(temporary, access);
    if (file_system().rename(temporary.c_str(), path.c_str()) != 0) {
      throw system_error(IndexError::Kind::io, "replace", path);
    }
  } catch (const IndexError&) {
    file_system().unlink(temporary.c_str());
    throw;
  }
}

void sync_folder(const fs::path& folder) {
  File(folder, File::Mode::folder).sync();
}

std::optional<std::string> read_small_file(const fs::path& path) {
  return read_file(path, kMaxSmallFile);
}

std::optional<std::string> read_whole_file(const fs::path& path) {
  return read_file(path, std::numeric_limits<std::size_t>::max());
}

std::uint32_t crc32(std::string_view bytes) {
  return static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

FileSum file_sum(const fs::path& path) {
  return file_sum(path, [](std::size_t) { return true; }).value();
}

std::optional<FileSum> file_sum(const fs::path& path, const PieceRead& piece_read) {
  File file(path, File::Mode::read);
  std::vector<char> buffer(kChunk);
  RunningSum sum;
  while (const std::size_t count = file.read(buffer.data(), buffer.size())) {
    sum.add({buffer.data(), count});
    if (!piece_read(count)) return std::nullopt;
  }
  return sum.sum();
}

FileSum copy_contents(const fs::path& from, const fs::path& to) {
  File source(from, File::Mode::read);
  File target(to, File::Mode::create_new);
  std::vector<char> buffer(kChunk);
  RunningSum sum;
  while (const std::size_t count = source.read(buffer.data(), buffer.size())) {
    const std::string_view piece(buffer.data(), count);
    sum.add(piece);
    target.write(piece);
  }
  return sum.sum();
}

std::string crc32_bytes(std::string_view bytes) {
  const std::uint32_t sum = crc32(bytes);
  std::string out;
  for (unsigned shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(sum >> shift & 0xFF));
  return out;
}

}  // namespace fonds::index
