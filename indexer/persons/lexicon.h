// What is known of a word by itself: that it is a given name, a civility, a function, the head of a street's
// name…
//
// The lists are short and general: given names, the closed classes of French that surround names, and the
// commonest places and institutions. They hold no surname and nobody's full name. Thread safety: immutable
// after construction.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::persons {

// Traits of a word; a word may have several.
using Traits = std::uint32_t;
namespace trait {
// a given name
inline constexpr Traits kGiven = 1u << 0;
// a given name that is as often a common word or a place
inline constexpr Traits kWeakGiven = 1u << 1;
// M., Mme, Maître, Dr…: a name follows
inline constexpr Traits kCivility = 1u << 2;
// MM., Mmes: a list of names follows
inline constexpr Traits kPluralCivility = 1u << 3;
// maire, adjointe, juge, entraîneur…: a name may follow
inline constexpr Traits kFunction = 1u << 4;
// a word of the language that no name contains when capitalised
inline constexpr Traits kStop = 1u << 5;
// a country, a region, a big city
inline constexpr Traits kPlace = 1u << 6;
// rue, école, prix, loi, tempête…: bears the name of someone
inline constexpr Traits kSite = 1u << 7;
// société, SARL, conseil, FC…: what it names is no person
inline constexpr Traits kOrganisation = 1u << 8;
// de, du, la, van, ben…: inside a surname
inline constexpr Traits kParticle = 1u << 9;
// Français, Belge…: an adjective or a people
inline constexpr Traits kNation = 1u << 10;
// déclare, explique…: has a person as its subject
inline constexpr Traits kSaying = 1u << 11;
// frères, époux, famille…: names that share a surname follow
inline constexpr Traits kKin = 1u << 12;
// le, la, du, ce, son…: names of things follow, seldom of persons
inline constexpr Traits kArticle = 1u << 13;
// par, avec, selon…: names of persons follow readily
inline constexpr Traits kPreposition = 1u << 14;
// à, en, vers…: names of places follow readily
inline constexpr Traits kPlacePreposition = 1u << 15;
// XIV
inline constexpr Traits kRoman = 1u << 16;
// née, épouse, veuve: another surname of the same person follows
inline constexpr Traits kBirth = 1u << 17;
// président, juge, général…: a bare surname may follow
inline constexpr Traits kOffice = 1u << 18;
// petit, janvier, travaux…: a surname only behind a given name
inline constexpr Traits kCommonWord = 1u << 19;
// maternelle, municipal…: between a site's noun and its name
inline constexpr Traits kSiteAdjective = 1u << 20;
// Monsieur le président: no name follows the civility
inline constexpr Traits kForm = 1u << 21;
// Hebdo, Motors, FC: what it ends is no person
inline constexpr Traits kBrand = 1u << 22;
// sourit, confie…: only persons do so
inline constexpr Traits kHumanVerb = 1u << 23;
// pape, reine, sœur: whose holders go by their given names
inline constexpr Traits kByGivenName = 1u << 25;
// père, abbé…: of these, those that may precede a surname too
inline constexpr Traits kClergy = 1u << 26;
// Jr, fils, père behind a name: not the namesake
inline constexpr Traits kGeneration = 1u << 27;
// mon, sa, leurs
inline constexpr Traits kPossessive = 1u << 28;
// magazine, film, site…: what it names has a title or brand
inline constexpr Traits kWork = 1u << 29;
// gouvernement, parquet…: has a spokesman and no name of its own
inline constexpr Traits kBody = 1u << 30;
// fille, veuve…: "de" and a person follow
inline constexpr Traits kKinNoun = 1u << 24;
}  // namespace trait

class Lexicon {
 public:
  Lexicon();
  static const Lexicon& instance();

  // REQUIRES: a name_key()
  Traits of(std::string_view key) const;
  // Given names joined by hyphens ("jean-christophe", "marie-jo") are given names too.
  Traits of_word(std::string_view key) const;
  // "ex-femme", "demi-frère" and "belle-fille" are what their second half is, "astrophysicienne" what an
  // "astrophysicien" is.
  Traits of_small_word(std::string_view key) const;

 private:
  struct Slot {
    std::uint64_t hash = 0;
    Traits traits = 0;
  };
  void add(std::string_view words, Traits traits);
  std::vector<Slot> slots_;
};

// The endings of French words that given names lack: Consultation, Développement, Numérique…
bool has_thing_ending(std::string_view key);

}  // namespace fonds::persons
