// The schema of a Fonds index, whole: what is stored where, and under which names.
//
// An index is a folder:
//
//   CURRENT            one line: the name of the published generation (replaced by an atomic rename)
//   LOCK               held (flock) by the one writer
//   generations/NAME/  an immutable generation:
//     xapian/          a Xapian (glass) database, as compact as it gets after a build
//     articles         the articles themselves: their words in order, and what is shown of them
//                      (article_store.h)
//     persons          whose each name of the archive is (persons_table.h)
//     delisted         digests of what the register of delisted articles names (delisted_register.h)
//     MANIFEST.json    schema version, analysis fingerprint, number of articles, time of publication, the
//                      generation before, the size when last compacted, and the size and CRC-32 of each
//                      file; written last
//
// Modes: 0640 and 0750 where the folder lets its group in, else the owner's alone (access.h). A generation
// that is not yet published is its writer's alone.
//
// A generation never changes once published. `update` copies the current one, changes the copy and publishes
// it; so a reader keeps a snapshot for as long as it likes, a cache keyed by generation cannot lie, and a
// killed writer leaves nothing but an unpublished folder, which the next writer removes. The generation
// before the current one is kept for readers that were just opening it, and for going back (rollback.h).
//
// In the database, an article is a document:
//
//   terms        w            folded word of title, lead or body (one space)
//   (prefix)     W + written  the word as written (lower case, accents kept), where that differs from w
//                C + folded   the word written with a capital where no sentence starts, or all in capitals
//                S + folded   word of the title
//                A + folded   word of the author's name
//                Q + id       the article's id, unique
//                U + digest   its address, and its id where that has a form that is more usual
//                             (name_terms.h)
//   values       kDay         day + 2^31 in 4 bytes, big endian, so that they sort; absent = undated
//                kDossiers    ordinals of its dossiers, varints, ascending
//                kPersons     ordinals of the names of persons it has, varints, ascending; persons_table.h
//                             says whose they are
//                kOrder       newest first, then id: 4 bytes of inverted day (undated last), then the id;
//                             breaks ties the same way whatever the order of the sources was
//                kContentHash 16 bytes that change when anything of the article changes, for `update`
//                kTitle       the title, for lists and suggestions that must not read the article
//                kRecord      number of its record in `articles`, varint
//                kAuthor      its author, as written; absent = none. By authors and by sources readers filter
//                kSource      its source, the same
//                kKind        "p": a page of the paper itself, which no reader's search finds; absent = an article
//                kModified    instant of its last change that the source tells, else of its publication, else the
//                             beginning of its day: seconds + 2^63 in 8 bytes, big endian; absent = undated
//   data         none
//
// Terms are folded words, not stems: a query word is expanded to the archive's words with the same stem (the
// lexicon, read from the term list when a snapshot opens), so an index does not depend on stemming rules.
//
// No term has positions: where a word stands is read from the article's words in order, which are numbered by
// position. The title starts at 1; the lead starts kFieldGap after the end of the title, the body kFieldGap
// after the end of the lead, so that no phrase crosses a field. A compound stands at each of the positions it
// covers.
//
// Metadata: "dossier" + ordinal (varint) -> slug NUL label. Ordinals are given from 0 on and never reused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fonds::index {

inline constexpr int kSchemaVersion = 8;
// Xapian's limit
inline constexpr std::size_t kMaxTermBytes = 245;

inline constexpr std::string_view kWrittenPrefix = "W";
inline constexpr std::string_view kCapitalPrefix = "C";
inline constexpr std::string_view kTitlePrefix = "S";
inline constexpr std::string_view kAuthorPrefix = "A";
inline constexpr std::string_view kIdPrefix = "Q";
inline constexpr std::string_view kNamePrefix = "U";

// Folded words start with a lower-case letter, a digit or another character that is not A to Z, so an
// unprefixed term is never mistaken for a prefixed one.

enum ValueSlot : std::uint32_t {
  kDay = 0,
  kDossiers = 1,
  kPersons = 2,
  kOrder = 3,
  kContentHash = 4,
  kTitle = 5,
  kRecord = 6,
  kAuthor = 7,
  kSource = 8,
  kKind = 9,
  kModified = 16
};

// The value of kKind for a page of the paper itself.
inline constexpr std::string_view kPageKind = "p";

// What kOrder begins with where an article is undated.
inline constexpr std::string_view kUndatedOrder = "\xFF\xFF\xFF\xFF";

// positions; larger than the longest phrase of a query
inline constexpr std::uint32_t kFieldGap = 100;

enum class FacetKind : std::uint8_t { dossier, person, author, source };
using Ordinal = std::uint32_t;

}  // namespace fonds::index
