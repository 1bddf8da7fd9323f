// The register of delisted articles while an index is written: the editor's file where one is given, else what
// the index keeps of the one before.
//
// Thread safety: one thread. Errors: IndexError damaged where no file is given and what the index keeps cannot be
// read; Xapian::Error.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "indexer/archive/article.h"
#include "indexer/archive/delisting.h"
#include "indexer/index/delisted_register.h"

namespace fonds::index {

class RegisterInForce {
 public:
  // `file`: what the editor's file says, where one is given.
  RegisterInForce(const std::filesystem::path& index, const std::optional<std::string>& file);

  bool takes_out(const archive::Article& article) { return register_.takes_out(article.id, article.url); }
  // The articles of the database that a line of the file names, each by its id and the place of the line.
  std::vector<std::pair<std::string, std::size_t>> named_in(const Xapian::Database& database) const;
  void took_out(std::size_t line, const std::string& id) { register_.took_out(line, id); }

  // It is another one than the index keeps, or has had more effect.
  bool changed() const;
  // It names what was not delisted before: traces of it may be anywhere in the index.
  bool names_more() const { return names_more_; }
  // What the editor should know: lines without an article, with the closest id of the database; lines of more
  // than one; lines that are no more. Line 0 is the whole file.
  std::vector<archive::Delisting::Error> notes(const Xapian::Database& database) const;
  void write(const std::filesystem::path& generation) const { write_register(generation, register_); }

 private:
  std::optional<archive::Delisting> file_;
  // absent: it could not be read
  std::optional<DelistedRegister> before_;
  DelistedRegister register_;
  bool names_more_ = false;
};

}  // namespace fonds::index
