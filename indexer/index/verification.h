// Are the files of a generation, at rest, still what was written?
//
// Reads every byte of it: about a second for each gigabyte that is in memory, or the time that the disk
// takes. The server does it on a thread of its own and waits a little in each step, so that no reader
// notices.
//
// Thread safety: any thread; nothing is written, and nothing locked. Errors: IndexError damaged, io.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/index/generation.h"

namespace fonds::index {

struct Verification {
  // a line each, with the file's name; empty = whole
  std::vector<std::string> faults;
  // read
  std::uint64_t bytes = 0;
  // False where `step` ended it, or where a later writer has removed the generation meanwhile: then faults
  // are those found so far.
  bool complete = true;
};

// Called after each piece, of a megabyte at most, with the bytes read so far; false ends the verification.
using VerificationStep = std::function<bool(std::uint64_t bytes)>;

// Compares names, sizes and checksums of the generation's files with its manifest.
Verification verify(const Generation& generation, const VerificationStep& step = {});
Verification verify(const std::filesystem::path& index, const std::string& generation,
                    const VerificationStep& step = {});

// Throws damaged where the database is not what was written, before Xapian opens it: Xapian 1.4 believes what its tables
// say, and reads beyond its memory where that is not so. A database of more than `most` bytes is not looked at: reading it
// takes a second for each gigabyte.
void require_sound_database(const Generation& generation, std::uint64_t most);

// What the file system says of the files in the generation's folder: sizes, times of change and inodes, as one text.
// Another text means that somebody has written to them. Costs a stat for each file, and throws nothing: what cannot be
// asked is a part of the text.
std::string file_stamps(const Generation& generation);

// Copies the database of a generation to a folder that is not there yet, for changing the copy, and throws
// damaged where it, or another file of the generation, is not what was written: no damage gets a fresh
// checksum.
void copy_database(const Generation& generation, const std::filesystem::path& target);

// Of the current generation, even one that open_current() refuses: the faults, empty = whole.
std::vector<std::string> verify_files(const std::filesystem::path& index);

}  // namespace fonds::index
