// Reusable blocks of a WordPress site: written once, and shown in every post that refers to them.
//
// Thread safety: one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace fonds::archive {

class ReusableBlocks {
 public:
  void add(std::string number, std::string content);
  // Whether the content refers to a block that is not there, or not yet.
  bool lacks_one(std::string_view content) const;
  // The content with each reference replaced by what it refers to, blocks in blocks included; one to a block
  // that is not there remains, which shows as nothing.
  std::string expanded(std::string_view content) const;

 private:
  void expand(std::string_view content, int depth, std::string& out) const;
  // by number
  std::map<std::string, std::string, std::less<>> contents_;
};

}  // namespace fonds::archive
