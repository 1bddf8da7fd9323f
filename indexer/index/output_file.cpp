#include "indexer/index/output_file.h"

namespace fonds::index {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;  // bytes gathered before they are written

}  // namespace

OutputFile::OutputFile(const std::filesystem::path& path) : file_(path, File::Mode::create) {
  pending_.reserve(kPiece);
}

void OutputFile::write(const void* bytes, std::size_t size) {
  const std::string_view piece(static_cast<const char*>(bytes), size);
  at_ += size;
  if (pending_.size() + size <= kPiece) {
    pending_.append(piece);
    return;
  }
  flush();
  if (size < kPiece) {
    pending_.append(piece);
  } else {
    file_.write(piece);
  }
}

void OutputFile::pad(std::size_t alignment) {
  static constexpr char kZeros[8] = {};
  write(kZeros, (at_ + alignment - 1) / alignment * alignment - at_);
}

void OutputFile::flush() {
  file_.write(pending_);
  pending_.clear();
}

void OutputFile::rewrite_front(std::string_view bytes) {
  flush();
  file_.rewind();
  file_.write(bytes);
}

}  // namespace fonds::index
