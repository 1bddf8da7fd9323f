// Who is named in a text, and under which one name.
//
// Thread safety: a Recogniser is immutable once built; recognise() may run on many threads at once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/persons/signs.h"

namespace fonds::persons {

struct Mention {
  // bytes of the text
  std::uint32_t begin = 0, end = 0;
};

// What the civilities of a text say: M. or Mme.
enum class Gender : std::uint8_t { kUnknown, kMasculine, kFeminine };

struct Person {
  // the best natural form: "François Turcas" for TURCAS
  std::string label;
  std::vector<Mention> mentions;
  Gender gender = Gender::kUnknown;
  // of all mentions
  Signs signs = 0;
};

class Recogniser {
 public:
  // Changes whenever the same text may yield other persons: an index made under another version is out of
  // date.
  static constexpr int kVersion = 6;

  Recogniser();
  ~Recogniser();
  Recogniser(Recogniser&&) noexcept;
  Recogniser& operator=(Recogniser&&) noexcept;

  // The persons of one text, by first mention; each has a distinct label. `known` are labels named by the
  // editor for this article: they are kept as they are and help to resolve shorter mentions.
  std::vector<Person> recognise(std::string_view utf8, const std::vector<std::string>& known = {}) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace fonds::persons
