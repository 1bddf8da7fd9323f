#include "server/delisted_file.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace fonds {

namespace {

std::set<std::string> names_of(const archive::Delisting& delisting) {
  std::set<std::string> names;
  for (const archive::Delisting::Line& line : delisting.lines)
    names.insert(line.names.begin(), line.names.end());
  return names;
}

WatchedFile watched_register(std::filesystem::path path) {
  return {std::move(path), "the register of delisted articles", archive::kMaxDelistingBytes};
}

}  // namespace

void DelistedFile::require(std::filesystem::path path) {
  sources_.emplace_back(watched_register(std::move(path)), true);
}

void DelistedFile::add(std::filesystem::path path) {
  sources_.emplace_back(watched_register(std::move(path)), false);
}

std::shared_ptr<const archive::Delisting> DelistedFile::read_if_changed() {
  try {
    for (WatchedText& source : sources_) {
      const bool other = source.read_again([&](const std::string& text) {
        if (text.find('\0') == std::string::npos || archive::is_utf16(text)) return;
        throw WatchedFileError("the register of delisted articles " + source.path().string() + " is no text");
      });
      changed_ = other || changed_;
    }
  } catch (const WatchedFileError&) {
    fewer_.reset();
    throw;
  }
  if (!std::exchange(changed_, false)) return fewer_ ? give(*std::exchange(fewer_, std::nullopt)) : nullptr;
  archive::Delisting delisting;
  for (const WatchedText& source : sources_) {
    archive::Delisting part = archive::parse_delisting(source.text());
    std::move(part.lines.begin(), part.lines.end(), std::back_inserter(delisting.lines));
    std::move(part.errors.begin(), part.errors.end(), std::back_inserter(delisting.errors));
  }
  if (given_ && !names_all_of_last(delisting)) {
    fewer_ = std::move(delisting);
    return nullptr;
  }
  return give(std::move(delisting));
}

bool DelistedFile::names_all_of_last(const archive::Delisting& delisting) const {
  const std::set<std::string> names = names_of(delisting);
  return std::includes(names.begin(), names.end(), last_.begin(), last_.end());
}

std::shared_ptr<const archive::Delisting> DelistedFile::give(archive::Delisting delisting) {
  fewer_.reset();
  given_ = true;
  last_ = names_of(delisting);
  return std::make_shared<const archive::Delisting>(std::move(delisting));
}

}  // namespace fonds
