// Years, months and days in plain queries: what an article of that date and text is, and is not, found by.
#pragma once

#include <string_view>

namespace fonds::test {

struct PeriodRow {
  std::string_view query, date, text;
  bool matches;
};

inline constexpr PeriodRow kPeriodRows[] = {
    // years
    {"kermesse 2013", "2013-06-22", "La kermesse des écoles a fait le plein.", true},
    {"kermesse 2013", "2014-06-22", "La kermesse des écoles a fait le plein.", false},
    {"kermesse 2013", "2014-06-22", "La kermesse sera plus grande que celle de 2013.", true},
    {"kermesse 2013", "2013-06-22", "Le marché a fait le plein.", false},
    {"vote du budget 2017", "2017-03-30", "Le vote du budget a eu lieu hier soir.", true},
    {"vote du budget 2017", "2016-03-30", "Le vote du budget a eu lieu hier soir.", false},
    {"vote du budget 2017", "2016-12-15", "Le vote du budget 2017 a eu lieu hier soir.", true},
    {"2015 inondation", "2015-11-02", "Une inondation de plus dans les caves.", true},
    {"2015 inondation", "2018-11-02", "Une inondation de plus dans les caves.", false},
    {"tournoi 2012 judo", "2012-05-05", "Le tournoi de judo a réuni deux cents enfants.", true},
    {"tournoi 2012 judo", "2011-05-05", "Le tournoi de judo a réuni deux cents enfants.", false},
    {"fanfare 2016", "", "La fanfare défile sans date.", false},
    {"fanfare 2016", "", "La fanfare de 2016 défile.", true},
    {"\"fanfare 2016\"", "2016-05-05", "La fanfare défile.", false},
    {"titre:2016", "2016-05-05", "La fanfare défile.", false},
    {"fanfare -2016", "2016-05-05", "La fanfare défile.", true},
    {"fanfare -2016", "2017-05-05", "La fanfare de 2016 défile.", false},
    {"fanfare SAUF 2016", "2016-05-05", "La fanfare défile.", true},
    {"fanfare ET 2016", "2016-05-05", "La fanfare défile.", true},
    {"fanfare (2016 OU 2017)", "2017-05-05", "La fanfare défile.", true},
    {"fanfare (2016 OU 2017)", "2018-05-05", "La fanfare défile.", false},
    {"2014", "2014-01-09", "Les vœux du maire.", true},
    {"2014", "2015-01-09", "Les vœux du maire.", false},
    {"2014", "2015-01-09", "Les vœux du maire, comme en 2014.", true},
    {"lot 2014 bis", "2013-01-09", "Le lot 2014 bis est à vendre.", true},
    {"3000 spectateurs", "2013-01-09", "Quelque 3000 spectateurs sont venus.", true},
    {"3000 spectateurs", "2013-01-09", "Quelque spectateurs sont venus.", false},
    {"1500 coureurs", "2013-01-09", "Des coureurs par centaines.", false},
    {"1500 coureurs", "2013-01-09", "Près de 1500 coureurs au départ.", true},
    // months with a year
    {"crue juin 2018", "2018-06-11", "La crue a surpris les riverains.", true},
    {"crue juin 2018", "2018-07-11", "La crue a surpris les riverains.", false},
    {"crue juin 2018", "2018-07-11", "La crue de juin a surpris les riverains.", true},
    {"crue juin 2018", "2019-07-11", "La crue de juin a surpris les riverains.", false},
    {"crue juin 2018", "2019-07-11", "La crue de juin 2018 a surpris les riverains.", true},
    {"crue juin 2018", "2017-06-11", "La crue a surpris les riverains.", false},
    {"élection mars 2014", "2014-03-24", "L’élection du maire aura lieu samedi.", true},
    {"élection mars 2014", "2014-04-24", "L’élection du maire aura lieu samedi.", false},
    {"élection de mars 2014", "2014-03-24", "L’élection du maire aura lieu samedi.", true},
    {"déc. 2015 illuminations", "2015-12-08", "Les illuminations attirent la foule.", true},
    {"déc. 2015 illuminations", "2015-11-08", "Les illuminations attirent la foule.", false},
    {"août 2016 orage", "2016-08-31", "Un orage de grêle.", true},
    {"aout 2016 orage", "2016-08-01", "Un orage de grêle.", true},
    {"AOÛT 2016 orage", "2016-09-01", "Un orage de grêle.", false},
    {"février 2012", "2012-02-29", "Il gèle à pierre fendre.", true},
    {"février 2012", "2012-03-01", "Il gèle à pierre fendre.", false},
    {"février 2012", "2013-03-01", "Il gelait moins en février 2012.", true},
    {"05/2018 brocante", "2018-05-20", "La brocante a lieu dimanche.", true},
    {"05/2018 brocante", "2018-06-20", "La brocante a lieu dimanche.", false},
    // days
    {"accident 14 juillet 2016", "2016-07-14", "Un accident à la sortie du bal.", true},
    {"accident 14 juillet 2016", "2016-07-15", "Un accident à la sortie du bal.", false},
    {"accident 14 juillet 2016", "2016-07-15", "Un accident le 14 juillet, à la sortie du bal.", true},
    {"accident 14 juillet 2016", "2017-07-15", "Un accident le 14 juillet, à la sortie du bal.", false},
    {"accident 14/07/2016", "2016-07-14", "Un accident à la sortie du bal.", true},
    {"accident 14/07/2016", "2016-07-13", "Un accident à la sortie du bal.", false},
    {"1er mai 2015 muguet", "2015-05-01", "Le muguet se vend bien.", true},
    {"1er mai 2015 muguet", "2015-05-02", "Le muguet se vend bien.", false},
    {"1er mai 2015 muguet", "2015-05-02", "Le muguet du 1er mai s’est bien vendu.", true},
    {"31 février 2015 muguet", "2015-02-28", "Le muguet se vend bien.", false},
    // without a year: every year
    {"bal 14 juillet", "2013-07-14", "Le bal des pompiers sera gratuit.", true},
    {"bal 14 juillet", "2017-07-14", "Le bal des pompiers sera gratuit.", true},
    {"bal 14 juillet", "2017-07-13", "Le bal des pompiers sera gratuit.", false},
    {"bal 14 juillet", "2017-06-13", "Le bal du 14 juillet sera gratuit.", true},
    {"carnaval mars", "2011-03-12", "Le carnaval des enfants est reporté.", true},
    {"carnaval mars", "2019-03-12", "Le carnaval des enfants est reporté.", true},
    {"carnaval mars", "2019-04-12", "Le carnaval des enfants est reporté.", false},
    {"carnaval mars", "2019-04-12", "Le carnaval de mars est reporté.", true},
    {"mars", "2012-03-12", "Le printemps approche.", true},
    {"mars", "2012-04-12", "Le printemps est là.", false},
    {"mars", "2012-04-12", "La planète Mars est visible.", true},
    {"14 concerts", "2012-04-14", "Des concerts toute la semaine.", false},
    {"14 concerts", "2012-04-14", "En tout, 14 concerts dans la semaine.", true},
    {"janvier vœux", "2017-01-06", "La cérémonie des vœux est annulée.", true},
    {"janvier vœux", "2017-02-06", "La cérémonie des vœux est annulée.", false},
    {"lundi 14 concerts", "2012-04-14", "Des concerts toute la semaine.", false},
};

}  // namespace fonds::test
