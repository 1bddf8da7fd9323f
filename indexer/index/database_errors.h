// Where Xapian's exceptions become IndexErrors.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>

#include <xapian.h>

#include "indexer/index/generation.h"
#include "indexer/index/generation_folders.h"

namespace fonds::index {

inline IndexError database_error(const Xapian::Error& error, const std::filesystem::path& index) {
  std::string what = error.get_msg();
  if (const char* reason = error.get_error_string()) what += std::string(": ") + reason;
  const std::string type = error.get_type();
  // Without a reason of the system's it is what was read: Xapian finds damage by what does not fit together.
  const bool of_contents = error.get_error_string() == nullptr && type != "DatabaseModifiedError" &&
                           type != "DatabaseLockError" && type != "DatabaseClosedError";
  if (type == "DatabaseCorruptError" || of_contents) return damaged_index(index, what);
  return {IndexError::Kind::io, "the index in " + index.string() + " cannot be read or written: " + what};
}

// Runs `step` and turns what Xapian throws in it into an IndexError that names the index.
template <typename Step>
auto with_index_errors(const std::filesystem::path& index, Step&& step) {
  try {
    return std::forward<Step>(step)();
  } catch (const Xapian::Error& error) {
    throw database_error(error, index);
  } catch (const std::length_error&) {
    // Xapian believes a length that stands in a table.
    throw damaged_index(index, "a length in it is impossible");
  } catch (const std::filesystem::filesystem_error& error) {
    throw IndexError(IndexError::Kind::io, error.what());
  }
}

}  // namespace fonds::index
