// The inflected forms of a Hunspell dictionary, by lemma: what stemming is measured against. Reads the
// long-flag format of Debian's hunspell-fr-classical; elision prefixes (l', qu') are left out.
#pragma once

#include <string>
#include <vector>

namespace fonds::text {

struct Lemma {
  std::string word;
  bool verb = false;
  // or adjective
  bool noun = false;
  // a given name or a place
  bool name = false;
  bool surname = false;
  // as written, distinct, the lemma itself included where it is a form
  std::vector<std::string> forms;
};

// Throws std::runtime_error where a file cannot be read.
std::vector<Lemma> read_hunspell(const std::string& dictionary, const std::string& affixes);

}  // namespace fonds::text
