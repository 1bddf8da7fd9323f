// How the reading of a source ended. Only a source that was read to its end, and held an article, can say
// what it no longer holds.
//
// Thread safety: plain values.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace fonds::archive {

enum class Ending : std::uint8_t {
  whole,            // read to its end
  cut_off,          // ends too early: a transfer that broke, a full disk
  unreadable,       // a file of it cannot be opened or read
  unknown_kind,     // no format that is known: an error page in its place, a picture
  unreachable,      // a site that does not answer, or only that it cannot now
  without_article,  // nothing in it: an empty file, a folder whose disk is not mounted
};

// In English, for who runs the import: "cut off".
const char* describe(Ending ending);

struct SourceVerdict {
  std::string source;              // as the user named it
  Ending ending = Ending::whole;   // the first that was not whole
  std::string file;                // where it broke; empty where it is whole
  std::uint64_t line = 0;          // the same; 0 = no line, for a folder
  std::uint64_t articles = 0;      // that it holds, those that another source has too included
  std::uint64_t unidentified = 0;  // records that were rejected without a readable id
};

struct Reading {
  std::vector<SourceVerdict> sources;             // by name
  std::map<std::string, std::uint64_t> left_out;  // how many by kind: "wp:post_type attachment", ".jpg"
  std::uint64_t withdrawn = 0;                    // records that their sources mark as not public
  std::uint64_t articles = 0;                     // given, less those that were withdrawn later on
};

}  // namespace fonds::archive
