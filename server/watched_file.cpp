#include "server/watched_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

#include <sys/stat.h>

namespace fonds {

void WatchedFile::fail(const std::string& why) const {
  throw WatchedFileError("cannot read " + what_ + " " + path_.string() + ": " + why);
}

WatchedFile::Stamp WatchedFile::stamp() const {
  struct stat status {};
  if (::stat(path_.c_str(), &status) != 0) fail(std::strerror(errno));
  if (!S_ISREG(status.st_mode)) fail("it is no regular file");
  if (static_cast<std::uint64_t>(status.st_size) > limit_)
    fail("it is larger than " + std::to_string(limit_ >> 20) + " MB");
  return {status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_size, status.st_ino};
}

std::optional<std::string> WatchedFile::read_if_changed() {
  const Stamp now = stamp();
  if (contents_ && now == last_) return std::nullopt;
  std::ifstream in(path_, std::ios::binary);
  if (!in) fail(std::strerror(errno));
  std::string contents(static_cast<std::size_t>(now.size), '\0');
  in.read(contents.data(), static_cast<std::streamsize>(contents.size()));
  if (in.bad()) fail(std::strerror(EIO));
  contents.resize(static_cast<std::size_t>(in.gcount()));
  last_ = now;  // taken before reading: what is written meanwhile is seen the next time
  if (contents_ == contents) return std::nullopt;
  contents_ = std::move(contents);
  return contents_;
}

std::optional<std::string> WatchedText::read() {
  std::error_code error;
  if (required_ || std::filesystem::exists(file_.path(), error)) {
    std::optional<std::string> text = file_.read_if_changed();
    was_read_ = was_read_ || text.has_value();
    return text;
  }
  const bool changed = !was_read_ || !text_.empty();
  was_read_ = true;
  // One that comes back is read from the beginning.
  if (changed) file_ = file_.unread();
  return changed ? std::optional<std::string>("") : std::nullopt;
}

}  // namespace fonds
