// What is seen of a name: its form, and what stands around it. It says why a name was taken for a person's,
// and what an archive remembers of it. Plain values.
#pragma once

#include <cstdint>

namespace fonds::persons {

using Signs = std::uint32_t;
namespace sign {
// M. Dupont, le juge Dupont
inline constexpr Signs kCivility = 1u << 0;
// le maire Jean Dupont
inline constexpr Signs kFunctionBefore = 1u << 1;
// Jean Dupont, maire
inline constexpr Signs kFunctionAfter = 1u << 2;
// Jean Dupont, 38 ans
inline constexpr Signs kAge = 1u << 3;
// Jean Dupont (1884-1957)
inline constexpr Signs kLifetime = 1u << 4;
// explique Jean Dupont
inline constexpr Signs kSayingBefore = 1u << 5;
// Jean Dupont explique
inline constexpr Signs kSayingAfter = 1u << 6;
// Jean Dupont a, est, se
inline constexpr Signs kVerbAfter = 1u << 7;
// par, avec, selon Jean Dupont
inline constexpr Signs kPreposition = 1u << 8;
// de Jean Dupont
inline constexpr Signs kOfBefore = 1u << 9;
// Jean Dupont (PS)
inline constexpr Signs kParty = 1u << 10;
// Jean Dupont,
inline constexpr Signs kComma = 1u << 11;
// in a list, behind a person
inline constexpr Signs kAmongPersons = 1u << 12;
// l'Aston Martin, un James Bond
inline constexpr Signs kArticleBefore = 1u << 13;
// à, en, vers Jean Dupont
inline constexpr Signs kPlaceBefore = 1u << 14;
// Aston Martin DB11
inline constexpr Signs kModelAfter = 1u << 15;
// Martin Lagonda in "Aston Martin Lagonda"
inline constexpr Signs kCapitalBefore = 1u << 16;
// a known given name in front
inline constexpr Signs kGivenName = 1u << 17;
// J.-P. Dupont
inline constexpr Signs kInitials = 1u << 18;
// named in full, and by the surname alone
inline constexpr Signs kSurnameAlone = 1u << 19;
// named in full, and by the given name alone
inline constexpr Signs kGivenAlone = 1u << 20;
// Jean Dupont sourit; confie Jean Dupont
inline constexpr Signs kHumanVerb = 1u << 21;
// la fille de Jean Dupont
inline constexpr Signs kKinOf = 1u << 22;
// « … », sourit Jean Dupont
inline constexpr Signs kQuotation = 1u << 23;
// What firms, papers and films do not have.
inline constexpr Signs kOfPersons = kCivility | kFunctionBefore | kFunctionAfter | kAge | kLifetime | kParty |
                                    kSurnameAlone | kGivenAlone | kHumanVerb | kKinOf;
// What persons hardly ever have.
inline constexpr Signs kOfThings = kArticleBefore | kModelAfter;
}  // namespace sign

// What one article says of a name, in a word: enough to weigh the name over a whole archive.
enum class Certainty : std::uint8_t {
  // a known given name or initials in front, and nothing else that tells
  kNamed,
  // words in the form of a name, and nothing that only a person has
  kGuessed,
  // something that only a person has
  kProved,
  // something that only a thing has
  kThing,
};

constexpr Certainty certainty_of(Signs signs) {
  if (signs & sign::kOfPersons) return Certainty::kProved;
  if (signs & sign::kOfThings) return Certainty::kThing;
  return signs & (sign::kGivenName | sign::kInitials) ? Certainty::kNamed : Certainty::kGuessed;
}

}  // namespace fonds::persons
