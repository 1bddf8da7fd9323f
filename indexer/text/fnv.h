// FNV-1a with 64 bits (draft-eastlake-fnv): tells contents apart, protects nothing.
//
// Thread safety: values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/text/hex.h"

namespace fonds::text {

class Fnv {
 public:
  Fnv& add(std::string_view bytes) {
    for (const char c : bytes) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return *this;
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325U;
};

// As sixteen hexadecimal digits.
inline std::string digest(std::string_view bytes) {
  return hex(Fnv().add(bytes).value());
}

}  // namespace fonds::text
