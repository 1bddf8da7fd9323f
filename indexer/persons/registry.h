// The persons of a whole archive, each under one name: what recognition found in every article, gathered.
//
// Spellings, accents, order, hyphens and typing slips merge; homonyms with different given names stay apart;
// a bare surname goes to the one person it can be, else stays. The editor's file has the last word. The
// result depends on the sightings as a set, never on their order; with the values of an earlier build, no
// value ever changes.
//
// Thread safety: a pure function over plain values.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/persons/editor_file.h"
#include "indexer/persons/recogniser.h"

namespace fonds::persons {

// Changes whenever the same sightings may make other persons: an index registered by another version is
// registered anew at its next update.
inline constexpr std::uint32_t kRegistryVersion = 7;

// One label in one article.
struct Sighting {
  // ordinal, into the ids given beside
  std::uint32_t article = 0;
  // ordinal, into the labels given beside
  std::uint32_t label = 0;
  // of the civility in this article
  Gender gender = Gender::kUnknown;
  // named in the article's metadata
  bool by_editor = false;
  Certainty certainty = Certainty::kNamed;
};

inline constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

// Why a label belongs to its person.
enum class Tie : std::uint8_t {
  // the same name, accents, case, hyphens, apostrophes and order aside
  kSame,
  // a typing slip or another spelling of the given name
  kSlip,
  // a part of a double surname, or without the second given name
  kPart,
  // initials for the given name
  kInitials,
  // the surname alone
  kSurname,
  // the editor says so
  kEditor,
};

struct RegisteredForm {
  std::string label;
  Tie tie = Tie::kSame;
  std::uint32_t articles = 0;
};

struct RegisteredPerson {
  // the best-evidenced natural form
  std::string label;
  // its slug, stable
  std::string value;
  std::uint32_t articles = 0;
  // most frequent first
  std::vector<RegisteredForm> forms;
  // from the editor's file
  std::vector<EditorFile::Function> functions;
};

// Two persons that may be one, or a surname that may be one of several: for the editor to decide.
struct Doubt {
  std::uint32_t person = 0, other = 0;
  // what would tie them
  Tie tie = Tie::kSlip;
  // of the rarer one
  std::uint32_t articles = 0;
};

// A name that no article shows to be a person's: a firm, a paper, a film. It is filed under nobody, unless
// the editor protects it.
struct Refusal {
  std::string label;
  std::uint32_t articles = 0;
};

// A name and the value it was given when it was first seen; kept for ever, so that a merge taken back
// restores both, but see RegistryInput::forget_unseen.
struct KnownValue {
  // opaque
  std::string key;
  std::string value;
  bool operator==(const KnownValue&) const = default;
};

struct Registry {
  // most articles first, then by value
  std::vector<RegisteredPerson> persons;
  // by sighting: into persons, or kNobody where it was rejected
  std::vector<std::uint32_t> person_of;
  // most frequent first
  std::vector<Doubt> doubts;
  // most frequent first
  std::vector<Refusal> refusals;
  // to be stored with the index and passed to the next build
  std::vector<KnownValue> values;
  // Values given before to names that are another person's now: value, and that person.
  std::vector<std::pair<std::string, std::uint32_t>> former_values;
  // lines of the editor's file that name nobody, by line
  std::vector<EditorFile::Error> warnings;
};

struct RegistryInput {
  std::span<const std::string> labels;
  // only read where the editor's file names articles
  std::span<const std::string> article_ids;
  std::span<const Sighting> sightings;
  const EditorFile* editor = nullptr;
  std::span<const KnownValue> known_values;
  // Known values of names that nobody is seen under are let go: an article was taken out that had them.
  bool forget_unseen = false;
};

Registry build_registry(const RegistryInput& input);

}  // namespace fonds::persons
