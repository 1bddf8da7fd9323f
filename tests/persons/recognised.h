// What the tests of recognition ask: the labels found in a text, and the texts of their mentions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/persons/recogniser.h"

namespace fonds::persons {

inline const Recogniser& recogniser() {
  static const Recogniser one;
  return one;
}

inline std::vector<std::string> labels(std::string_view text, const std::vector<std::string>& known = {}) {
  std::vector<std::string> out;
  for (const Person& person : recogniser().recognise(text, known)) out.push_back(person.label);
  return out;
}

// All mentions of all persons, in the order of the text.
inline std::vector<std::string> mentions(const std::string& text) {
  std::vector<Mention> all;
  for (const Person& person : recogniser().recognise(text)) {
    all.insert(all.end(), person.mentions.begin(), person.mentions.end());
  }
  std::sort(all.begin(), all.end(), [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
  std::vector<std::string> out;
  for (const Mention& m : all) out.push_back(text.substr(m.begin, m.end - m.begin));
  return out;
}

struct LabelCase {
  const char* text;
  std::vector<std::string> labels;
};

inline void PrintTo(const LabelCase& c, std::ostream* out) {
  *out << c.text;
}

class LabelTest : public testing::TestWithParam<LabelCase> {};

}  // namespace fonds::persons
