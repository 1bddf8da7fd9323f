#include "indexer/index/register_in_force.h"

#include <algorithm>
#include <set>

#include "indexer/archive/article_names.h"
#include "indexer/index/closest_id.h"
#include "indexer/index/document_builder.h"
#include "indexer/index/name_terms.h"

namespace fonds::index {

namespace {

constexpr std::size_t kNamedIds = 5;  // of a line that takes out several articles

std::string number_of(std::size_t number, const char* one, const char* many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

std::string list(const std::set<std::string>& ids) {
  std::string text;
  std::size_t told = 0;
  for (const std::string& id : ids) {
    if (told == kNamedIds) return text + ", …";
    text += (told++ == 0 ? "" : ", ") + id;
  }
  return text;
}

}  // namespace

RegisterInForce::RegisterInForce(const std::filesystem::path& index, const std::optional<std::string>& file) {
  if (!file) {
    before_ = kept_register(index);
    register_ = *before_;
    return;
  }
  try {
    before_ = kept_register(index);
  } catch (const IndexError&) {
    // What was kept is lost: the file takes its place.
  }
  file_ = archive::parse_delisting(*file);
  register_ = DelistedRegister(*file_, before_.value_or(DelistedRegister()));
  names_more_ = !before_ || register_.names_more_than(*before_);
}

std::vector<std::pair<std::string, std::size_t>> RegisterInForce::named_in(
    const Xapian::Database& database) const {
  std::set<std::pair<std::string, std::size_t>> found;
  for (std::size_t line = 0; file_ && line < file_->lines.size(); ++line) {
    for (const std::string& name : file_->lines[line].names) {
      for (const std::string& term : terms_of_name(name)) {
        for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
          found.emplace(id_of(database.get_document(*it, Xapian::DOC_ASSUME_VALID)), line);
        }
      }
    }
  }
  return {found.begin(), found.end()};
}

bool RegisterInForce::changed() const {
  return !before_ || register_.encode() != before_->encode();
}

std::vector<archive::Delisting::Error> RegisterInForce::notes(const Xapian::Database& database) const {
  std::vector<archive::Delisting::Error> notes;
  if (!file_) return notes;
  if (const std::size_t gone = before_ ? register_.no_longer_named(*before_) : 0; gone > 0) {
    notes.push_back({0, "it no longer names " + number_of(gone, "article that was", "articles that were") +
                            " delisted: what the sources still hold of them is public again"});
  }
  std::vector<const DelistedRegister::Entry*> unmet;
  std::vector<std::vector<std::string>> written;
  for (std::size_t i = 0; i < file_->lines.size(); ++i) {
    const DelistedRegister::Entry& entry = register_.entries()[i];
    if (!entry.effective) {
      unmet.push_back(&entry);
      written.push_back(archive::ids_meant(file_->lines[i].names));
    } else if (const auto& ids = register_.taken_by(i); ids.size() > 1) {
      notes.push_back(
          {entry.line, "this takes out " + std::to_string(ids.size()) + " articles: " + list(ids)});
    }
  }
  const auto closest = closest_ids(database, written);
  for (std::size_t i = 0; i < unmet.size(); ++i) {
    std::string note = "no article has this id or address";
    if (closest[i]) note += "; the closest id is " + *closest[i];
    notes.push_back({unmet[i]->line, std::move(note)});
  }
  std::stable_sort(notes.begin(), notes.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  return notes;
}

}  // namespace fonds::index
