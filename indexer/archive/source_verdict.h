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
  // read to its end
  whole,
  // ends too early: a transfer that broke, a full disk
  cut_off,
  // a file of it cannot be opened or read
  unreadable,
  // no format that is known: an error page in its place, a picture
  unknown_kind,
  // a site that does not answer, or only that it cannot now
  unreachable,
  // nothing in it: an empty file, a folder whose disk is not mounted
  without_article,
};

// In English, for who runs the import: "cut off".
const char* describe(Ending ending);

struct SourceVerdict {
  // as the user named it
  std::string source;
  // the first that was not whole
  Ending ending = Ending::whole;
  // where it broke; empty where it is whole
  std::string file;
  // the same; 0 = no line, for a folder
  std::uint64_t line = 0;
  // that it holds, those that another source has too included
  std::uint64_t articles = 0;
  // records that were rejected without a readable id
  std::uint64_t unidentified = 0;
};

struct Reading {
  // by name
  std::vector<SourceVerdict> sources;
  // how many by kind: "wp:post_type attachment", ".jpg"
  std::map<std::string, std::uint64_t> left_out;
  // records that their sources mark as not public, by why: "draft"
  std::map<std::string, std::uint64_t> withdrawn;
  // given, less those that were withdrawn later on
  std::uint64_t articles = 0;
};

}  // namespace fonds::archive
