// The rules that make tokens of atoms. Each looks at the atoms from `i` on, emits tokens and returns how many
// atoms it has used; 0 means that the rule does not apply and has emitted nothing. They are tried in the
// order of this file. Internal to text/; pure but for the tokens they emit.
#pragma once

#include <cstddef>

#include "indexer/text/passage.h"

namespace fonds::text {

// élu·e·s, citoyen.ne.s, habitant(e)s: one token in both forms.
std::size_t inclusive_rule(Passage& passage, std::size_t i);
// aujourd'hui, presqu'île, prud'hommes: one word in spite of its apostrophe.
std::size_t lexical_apostrophe_rule(Passage& passage, std::size_t i);
// l', d', qu' and the like before their word: no token, no position.
std::size_t elision_rule(Passage& passage, std::size_t i);
// S.N.C.F. is SNCF.
std::size_t acronym_rule(Passage& passage, std::size_t i);
// A 7, RN 7: roads, joined.
std::size_t road_rule(Passage& passage, std::size_t i);
// E-mail addresses, host names, #CamelCase, snake_case.
std::size_t address_rule(Passage& passage, std::size_t i);
// Digits, with their units, hours, ordinals and dates. `glued`: bound to the word before (n° 15).
std::size_t number_rule(Passage& passage, std::size_t i, bool glued = false);
// A date written in digits: 30/01/2017, 2017-01-30.
std::size_t numeric_date_rule(Passage& passage, std::size_t i);
// A month in digits with its year: 05/2018.
std::size_t month_and_year_rule(Passage& passage, std::size_t i);
// Ten digits by two: 04 78 87 00 00, 04.78.87.00.00; one word.
std::size_t telephone_rule(Passage& passage, std::size_t i);
// A day with its month: 1er avril, 30 janv.
std::size_t day_and_month_rule(Passage& passage, std::size_t i);
// 15h30, 15 h 30, 20 heures.
std::size_t hour_rule(Passage& passage, std::size_t i, bool glued);
// 1er, 2ème, 7e; XXIe.
std::size_t ordinal_rule(Passage& passage, std::size_t i);
std::size_t roman_ordinal_rule(Passage& passage, std::size_t i);
// la seconde édition is la 2e édition.
std::size_t second_rule(Passage& passage, std::size_t i);
// 4x4, 4 × 100 m: the parts and their joined form.
std::size_t product_rule(Passage& passage, std::size_t i);
// n° 15.
std::size_t numero_rule(Passage& passage, std::size_t i);
// €, %, & and the other signs.
std::size_t symbol_rule(Passage& passage, std::size_t i);
// start-up, chef-d'œuvre, N'Diaye, Charbo+, R&D: parts and joined form. Verb forms such as va-t-elle come
// apart here.
std::size_t compound_rule(Passage& passage, std::size_t i);
// St, av., Dr, janv.: the word with its long form as an alternate.
std::size_t abbreviation_rule(Passage& passage, std::size_t i);
// What atom `i` abbreviates, folded; empty if nothing.
std::string_view long_form(const Passage& passage, std::size_t i);

// What follows a number: emits the tokens of a unit at `i`, if there is one.
std::size_t unit_rule(Passage& passage, std::size_t i);
// The same of letters that touch the number: of the m of 4x100m, which begins at byte `begin`. False if they are no
// unit.
bool is_unit(std::string_view letters);
bool emit_unit(Passage& passage, std::size_t i, std::string_view letters, std::uint32_t begin);

// The month that a folded name or abbreviation stands for, 1 to 12; 0 for none. `abbreviated` is set for the
// latter.
int month_of(std::string_view folded, bool& abbreviated);
// folded: "fevrier"
std::string_view month_name(int month);

// True where atom `i` is an elided word before atom `i + 1`.
bool is_elided(const Passage& passage, std::size_t i);

}  // namespace fonds::text
