#include "server/delisted_file.h"

#include <algorithm>
#include <utility>

namespace fonds {

namespace {

std::set<std::string> names_of(const archive::Delisting& delisting) {
  std::set<std::string> names;
  for (const archive::Delisting::Line& line : delisting.lines)
    names.insert(line.names.begin(), line.names.end());
  return names;
}

}  // namespace

DelistedFile::DelistedFile(std::filesystem::path path)
    : file_(std::move(path), "the register of delisted articles", archive::kMaxDelistingBytes) {}

std::shared_ptr<const archive::Delisting> DelistedFile::read_if_changed() {
  std::optional<std::string> text;
  try {
    text = file_.read_if_changed();
  } catch (const WatchedFileError&) {
    fewer_.reset();
    throw;
  }
  if (!text) return fewer_ ? give(*std::exchange(fewer_, std::nullopt)) : nullptr;
  if (text->find('\0') != std::string::npos && !archive::is_utf16(*text)) {
    throw WatchedFileError("the register of delisted articles " + file_.path().string() + " is no text");
  }
  archive::Delisting delisting = archive::parse_delisting(*text);
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
