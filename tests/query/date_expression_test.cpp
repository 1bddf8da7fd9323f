#include <gtest/gtest.h>

#include "tests/query/tree_dump.h"

namespace fonds::query {
namespace {

struct Case {
  const char* text;
  const char* range;  // nullptr: no date
};

// Today is 15 June 2017, a Thursday.
void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const auto range = parse_date_range(c.text, test_today());
    ASSERT_EQ(range.has_value(), c.range != nullptr) << (range ? dump(*range) : "");
    if (range) {
      EXPECT_EQ(dump(*range), c.range);
    }
  }
}

TEST(DateExpression, Iso) {
  check({
      {"2017", "2017-01-01..2017-12-31"},
      {"2017-04", "2017-04-01..2017-04-30"},
      {"2017-04-05", "2017-04-05..2017-04-05"},
      {"2017-4-5", "2017-04-05..2017-04-05"},
      {"20170405", "2017-04-05..2017-04-05"},
      {"2015..2017", "2015-01-01..2017-12-31"},
      {"2015..", "2015-01-01.."},
      {"..2017", "..2017-12-31"},
      {"..", nullptr},
      {"2017..2015", "2015-01-01..2017-12-31"},
      {"2015…2017", "2015-01-01..2017-12-31"},
      {"2015 .. 2017", "2015-01-01..2017-12-31"},
      {"2017-04..2017-06", "2017-04-01..2017-06-30"},
      {"2016-12-31..2017-01-02", "2016-12-31..2017-01-02"},
      {"2016-2017", "2016-01-01..2017-12-31"},
      {"2016/2017", "2016-01-01..2017-12-31"},
      {"2015 - 2017", "2015-01-01..2017-12-31"},
      {"2015–2017", "2015-01-01..2017-12-31"},
      {"avril 2017", "2017-04-01..2017-04-30"},
      {"AVRIL 2017", "2017-04-01..2017-04-30"},
      {"Avril 2017", "2017-04-01..2017-04-30"},
  });
}

TEST(DateExpression, MonthsAndDays) {
  check({
      {"avril 2017", "2017-04-01..2017-04-30"},
      {"fevrier 2016", "2016-02-01..2016-02-29"},
      {"févr. 2016", "2016-02-01..2016-02-29"},
      {"sept. 2016", "2016-09-01..2016-09-30"},
      {"janv.2017", "2017-01-01..2017-01-31"},
      {"déc 2016", "2016-12-01..2016-12-31"},
      {"aout 2016", "2016-08-01..2016-08-31"},
      {"août 2016", "2016-08-01..2016-08-31"},
      {"decembre 2016", "2016-12-01..2016-12-31"},
      {"5 avril 2017", "2017-04-05..2017-04-05"},
      {"05 avril 2017", "2017-04-05..2017-04-05"},
      {"1er avril 2017", "2017-04-01..2017-04-01"},
      {"1ᵉʳ avril 2017", "2017-04-01..2017-04-01"},
      {"1 avril 2017", "2017-04-01..2017-04-01"},
      {"premier avril 2017", "2017-04-01..2017-04-01"},
      {"2er avril 2017", nullptr},
      {"le 5 avril 2017", "2017-04-05..2017-04-05"},
      {"mercredi 5 avril 2017", "2017-04-05..2017-04-05"},
      {"le mercredi 5 avril 2017", "2017-04-05..2017-04-05"},
      {"5-avril-2017", "2017-04-05..2017-04-05"},
  });
}

TEST(DateExpression, FromDayToDay) {
  check({
      {"du 3 au 5 avril 2017", "2017-04-03..2017-04-05"},
      {"3-5 avril 2017", "2017-04-03..2017-04-05"},
      {"3 au 5 avril 2017", "2017-04-03..2017-04-05"},
      {"du 28 mars au 3 avril 2017", "2017-03-28..2017-04-03"},
      {"du 30 décembre 2016 au 2 janvier 2017", "2016-12-30..2017-01-02"},
      {"du 30 décembre au 2 janvier 2017", "2016-12-30..2017-01-02"},
      {"entre le 30 décembre 2016 et le 2 janvier 2017", "2016-12-30..2017-01-02"},
      {"du 1er au 3 avril 2017", "2017-04-01..2017-04-03"},
  });
}

TEST(DateExpression, OpenPeriods) {
  check({
      {"depuis 2016", "2016-01-01.."},
      {"depuis avril 2016", "2016-04-01.."},
      {"depuis le 5 avril 2016", "2016-04-05.."},
      {"depuis l'été 2016", "2016-06-01.."},
      {"depuis l’été 2016", "2016-06-01.."},
      {"dès 2016", "2016-01-01.."},
      {"à partir de 2016", "2016-01-01.."},
      {"à partir du 5 avril 2016", "2016-04-05.."},
      {"à compter du 1er mars 2014", "2014-03-01.."},
      {"depuis 2014 jusqu'en 2016", "2014-01-01..2016-12-31"},
      {"avant mars 2014", "..2014-02-28"},
      {"avant 2014", "..2013-12-31"},
      {"avant le 5 mai 2014", "..2014-05-04"},
      {"après 2015", "2016-01-01.."},
      {"apres 2015", "2016-01-01.."},
      {"APRÈS 2015", "2016-01-01.."},
      {"après le 31 décembre 2015", "2016-01-01.."},
      {"jusqu'en 2015", "..2015-12-31"},
      {"jusqu’en 2015", "..2015-12-31"},
      {"jusqu'au 5 mai 2015", "..2015-05-05"},
      {"jusqu'à mai 2015", "..2015-05-31"},
      {"jusqu'à 2015", "..2015-12-31"},
  });
}

TEST(DateExpression, BetweenMonthsAndYears) {
  check({
      {"entre 2014 et 2016", "2014-01-01..2016-12-31"},
      {"entre mars et mai 2016", "2016-03-01..2016-05-31"},
      {"entre mars 2015 et mai 2016", "2015-03-01..2016-05-31"},
      {"de mars à mai 2016", "2016-03-01..2016-05-31"},
      {"de novembre à mars 2016", "2015-11-01..2016-03-31"},
      {"d'avril 2016 à mai", "2016-04-01..2016-05-31"},
      {"de 2014 à 2016", "2014-01-01..2016-12-31"},
      {"de l'été 2015 à l'été 2016", "2015-06-01..2016-08-31"},
      {"du mois de mars au mois de mai 2016", "2016-03-01..2016-05-31"},
      {"mars-mai 2016", "2016-03-01..2016-05-31"},
      {"mars - mai 2016", "2016-03-01..2016-05-31"},
      {"2014 à 2016", "2014-01-01..2016-12-31"},
  });
}

TEST(DateExpression, WithSmallWords) {
  check({
      {"en 2017", "2017-01-01..2017-12-31"},
      {"en avril 2017", "2017-04-01..2017-04-30"},
      {"au mois d'avril 2017", "2017-04-01..2017-04-30"},
      {"au printemps 2017", "2017-03-01..2017-05-31"},
      {"à l'été 2017", "2017-06-01..2017-08-31"},
      {"l'année 2016", "2016-01-01..2016-12-31"},
      {"année 2016", "2016-01-01..2016-12-31"},
      {"les années 2010", "2010-01-01..2019-12-31"},
      {"années 90", "1990-01-01..1999-12-31"},
      {"années 80", "1980-01-01..1989-12-31"},
      {"années 2015", nullptr},
  });
}

TEST(DateExpression, NumericDayFirst) {
  check({
      {"3/4/2017", "2017-04-03..2017-04-03"},
      {"03/04/2017", "2017-04-03..2017-04-03"},
      {"03.04.2017", "2017-04-03..2017-04-03"},
      {"03-04-2017", "2017-04-03..2017-04-03"},
      {"3/4/17", "2017-04-03..2017-04-03"},
      {"3/4/98", "1998-04-03..1998-04-03"},
      {"3/4/27", "2027-04-03..2027-04-03"},
      {"3/4/28", "1928-04-03..1928-04-03"},
      {"4/2017", "2017-04-01..2017-04-30"},
      {"04-2017", "2017-04-01..2017-04-30"},
      {"2017/04/05", "2017-04-05..2017-04-05"},
      {"2017/04", "2017-04-01..2017-04-30"},
  });
}

TEST(DateExpression, WithoutYear) {
  check({
      {"3/4", "2017-04-03..2017-04-03"},
      {"mars", "2017-03-01..2017-03-31"},
      {"juin", "2017-06-01..2017-06-30"},
      {"juillet", "2016-07-01..2016-07-31"},
      {"décembre", "2016-12-01..2016-12-31"},
      {"5 avril", "2017-04-05..2017-04-05"},
      {"5 juillet", "2016-07-05..2016-07-05"},
      {"29 février", "2016-02-29..2016-02-29"},
      {"depuis avril", "2017-04-01.."},
      {"avant mars", "..2017-02-28"},
      {"du 3 au 5 avril", "2017-04-03..2017-04-05"},
      {"du 3 au 5 juillet", "2016-07-03..2016-07-05"},
      {"du 28 décembre au 3 janvier", "2016-12-28..2017-01-03"},
      {"de mars à mai", "2017-03-01..2017-05-31"},
  });
}

// What a query takes for that of every year.
TEST(DateExpression, MonthsAndDaysWithoutAYear) {
  const auto each_year = [](const char* text) { return parse_date_range(text, test_today())->each_year; };
  EXPECT_EQ(each_year("mars")->month, 3);
  EXPECT_EQ(each_year("mars")->day, std::nullopt);
  EXPECT_EQ(each_year("14 juillet")->month, 7);
  EXPECT_EQ(each_year("14 juillet")->day, 14);
  for (const char* text : {"mars 2014", "2014", "hier", "depuis mars", "de mars à mai", "cet hiver",
                           "fin mars 2014", "mars dernier", "Noël dernier", "vendredi"})
    EXPECT_FALSE(each_year(text)) << text;
}

// Feasts, seasons and parts of a month, too: they have no month and day that would hold in all years.
TEST(DateExpression, FeastsSeasonsAndPartsWithoutAYear) {
  const struct {
    const char* text;
    const char* latest;
    const char* in_2015;
  } rows[] = {
      {"Noël", "2016-12-24..2016-12-25", "2015-12-24..2015-12-25"},
      {"lundi de Pâques", "2017-04-17..2017-04-17", "2015-04-06..2015-04-06"},
      {"été", "2017-06-01..2017-08-31", "2015-06-01..2015-08-31"},
      {"l'hiver", "2016-12-01..2017-02-28", "2015-12-01..2016-02-29"},
      {"fin mai", "2017-05-21..2017-05-31", "2015-05-21..2015-05-31"},
      {"mi-mai", "2017-05-11..2017-05-20", "2015-05-11..2015-05-20"},
      {"rentrée", "2016-08-25..2016-09-30", "2015-08-25..2015-09-30"},
      {"premier week-end de mars", "2017-03-04..2017-03-05", "2015-03-07..2015-03-08"},
      {"second semestre", "2016-07-01..2016-12-31", "2015-07-01..2015-12-31"},
      {"mars", "2017-03-01..2017-03-31", "2015-03-01..2015-03-31"},
      {"14 juillet", "2016-07-14..2016-07-14", "2015-07-14..2015-07-14"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.text);
    const auto range = parse_date_range(row.text, test_today());
    ASSERT_TRUE(range && range->each_year);
    EXPECT_EQ(dump(*range), row.latest);
    const auto days = days_in_year(*range, 2015);
    ASSERT_TRUE(days);
    EXPECT_EQ(text::iso(days->first) + ".." + text::iso(days->second), row.in_2015);
    EXPECT_FALSE(days_in_year(*range, 0));
    EXPECT_FALSE(days_in_year(*range, 10000));
  }
  EXPECT_FALSE(days_in_year(*parse_date_range("29 février", test_today()), 2015));
  EXPECT_FALSE(days_in_year(*parse_date_range("2016", test_today()), 2015));
}

TEST(DateExpression, DecadesAndCenturies) {
  check({
      {"les années 30", "1930-01-01..1939-12-31"},
      {"années 10", "2010-01-01..2019-12-31"},
      {"années 20", "1920-01-01..1929-12-31"},
      {"dans les années trente", "1930-01-01..1939-12-31"},
      {"début des années 90", "1990-01-01..1992-12-31"},
      {"XXe siècle", "1901-01-01..2000-12-31"},
      {"vingtième siècle", "1901-01-01..2000-12-31"},
      {"dix-neuvième siècle", "1801-01-01..1900-12-31"},
      {"vingt et unième siècle", "2001-01-01..2100-12-31"},
      {"début du XXe siècle", "1901-01-01..1933-12-31"},
      {"milieu du XXe siècle", "1934-01-01..1967-12-31"},
      {"fin du XIXe siècle", "1868-01-01..1900-12-31"},
      {"première moitié du XXe siècle", "1901-01-01..1950-12-31"},
      {"dix et unième siècle", nullptr},
      {"vingt-septième siècle", nullptr},
      {"troisième siècle", nullptr},
      {"fin du siècle", nullptr},
  });
}

TEST(DateExpression, PartsOfYearsAndMonths) {
  check({
      {"premier trimestre 2017", "2017-01-01..2017-03-31"},
      {"1er trimestre 2017", "2017-01-01..2017-03-31"},
      {"2e trimestre de 2016", "2016-04-01..2016-06-30"},
      {"dernier trimestre 2016", "2016-10-01..2016-12-31"},
      {"T4 2016", "2016-10-01..2016-12-31"},
      {"S1 2016", "2016-01-01..2016-06-30"},
      {"2nd semestre 2016", "2016-07-01..2016-12-31"},
      {"seconde quinzaine d'août 2016", "2016-08-16..2016-08-31"},
      {"1re quinzaine de février 2016", "2016-02-01..2016-02-15"},
      {"première moitié de 2016", "2016-01-01..2016-06-30"},
      {"fin de l'été 2016", "2016-08-01..2016-08-31"},
      {"fin de l'année 2016", "2016-09-01..2016-12-31"},
      {"courant 2016", "2016-01-01..2016-12-31"},
      {"courant mars 2016", "2016-03-01..2016-03-31"},
      {"au cours de l'été 2016", "2016-06-01..2016-08-31"},
      {"cinquième trimestre 2017", nullptr},
      {"T5 2017", nullptr},
      {"T1", nullptr},
      {"3e semestre 2017", nullptr},
      {"première quinzaine de 2016", nullptr},
      {"première quinzaine", nullptr},
      {"courant", nullptr},
      {"trimestre 2017", nullptr},
  });
}

TEST(DateExpression, WeeksAndTheirEnds) {
  check({
      {"week-end dernier", "2017-06-10..2017-06-11"},
      {"le weekend dernier", "2017-06-10..2017-06-11"},
      {"week-end du 3 avril 2016", "2016-04-02..2016-04-03"},
      {"week-end du 1er avril 2016", "2016-04-02..2016-04-03"},
      {"premier week-end de mars 2016", "2016-03-05..2016-03-06"},
      {"dernier week-end de mars 2016", "2016-03-26..2016-03-27"},
      {"week-end de Pâques 2017", "2017-04-15..2017-04-17"},
      {"semaine du 5 avril 2017", "2017-04-03..2017-04-09"},
      {"dernière semaine d'août 2016", "2016-08-25..2016-08-31"},
      {"jeudi", "2017-06-15..2017-06-15"},
      {"vendredi", "2017-06-09..2017-06-09"},
      {"vendredi dernier", "2017-06-09..2017-06-09"},
      {"depuis vendredi", "2017-06-09.."},
      {"week-end", nullptr},
      {"week-end de mars 2016", nullptr},
      {"sixième week-end de mars 2016", nullptr},
      {"semaine du 32 mars 2016", nullptr},
      {"vendredi prochain", nullptr},
  });
}

TEST(DateExpression, DaysWithAName) {
  check({
      {"rentrée scolaire 2016", "2016-08-25..2016-09-30"},
      {"rentrée dernière", "2016-08-25..2016-09-30"},
      {"Noël dernier", "2016-12-24..2016-12-25"},
      {"lundi de Pâques 2017", "2017-04-17..2017-04-17"},
      {"lundi de Pentecôte 2018", "2018-05-21..2018-05-21"},
      {"mardi gras 2017", "2017-02-28..2017-02-28"},
      {"jour de l'an 2018", "2018-01-01..2018-01-01"},
      {"nouvel an 2018", "2018-01-01..2018-01-01"},
      {"Saint-Sylvestre 2016", "2016-12-31..2016-12-31"},
      {"vacances de Noël 2017", "2017-12-23..2018-01-07"},
      {"vacances de Noël 2016", "2016-12-17..2017-01-01"},
      {"saison 2016-2017", "2016-09-01..2017-08-31"},
      {"saison 2016/17", "2016-09-01..2017-08-31"},
      {"année scolaire 2015-2016", "2015-09-01..2016-08-31"},
      {"depuis Noël 2016", "2016-12-24.."},
      {"avant Pâques 2017", "..2017-04-15"},
      {"de Noël 2016 à Pâques 2017", "2016-12-24..2017-04-17"},
      {"mars et avril 2016", "2016-03-01..2016-04-30"},
      {"décembre 2015 et janvier 2016", "2015-12-01..2016-01-31"},
      {"3 et 4 avril 2016", "2016-04-03..2016-04-04"},
      {"2015 et 2016", "2015-01-01..2016-12-31"},
      {"mars et mai 2016", nullptr},
      {"3 et 5 avril 2016", nullptr},
      {"saison 2016-17-18", nullptr},
      {"lundi de Noël 2016", nullptr},
      {"Pâques et Noël 2016", nullptr},
      {"vacances 2016", nullptr},
      {"vacances de Noël 9999", nullptr},
  });
}

TEST(DateExpression, RelativeToToday) {
  check({
      {"aujourd'hui", "2017-06-15..2017-06-15"},
      {"aujourd’hui", "2017-06-15..2017-06-15"},
      {"hier", "2017-06-14..2017-06-14"},
      {"avant-hier", "2017-06-13..2017-06-13"},
      {"cette semaine", "2017-06-12..2017-06-18"},
      {"la semaine dernière", "2017-06-05..2017-06-11"},
      {"ce mois-ci", "2017-06-01..2017-06-30"},
      {"ce mois", "2017-06-01..2017-06-30"},
      {"le mois dernier", "2017-05-01..2017-05-31"},
      {"cette année", "2017-01-01..2017-12-31"},
      {"l'année dernière", "2016-01-01..2016-12-31"},
      {"l'an dernier", "2016-01-01..2016-12-31"},
      {"l'an passé", "2016-01-01..2016-12-31"},
      {"depuis hier", "2017-06-14.."},
      {"depuis l'année dernière", "2016-01-01.."},
      {"depuis janvier", "2017-01-01.."},
  });
}

TEST(DateExpression, Seasons) {
  check({
      {"printemps 2017", "2017-03-01..2017-05-31"},
      {"été 2017", "2017-06-01..2017-08-31"},
      {"automne 2016", "2016-09-01..2016-11-30"},
      {"hiver 2016-2017", "2016-12-01..2017-02-28"},
      {"hiver 2016/2017", "2016-12-01..2017-02-28"},
      {"hiver 2017", "2017-12-01..2018-02-28"},
      {"hiver 2015", "2015-12-01..2016-02-29"},
      {"hiver", "2016-12-01..2017-02-28"},
      {"cet hiver", "2016-12-01..2017-02-28"},
      {"cet été", "2017-06-01..2017-08-31"},
  });
}

TEST(DateExpression, NoSuchDay) {
  check({
      {"31 février 2017", nullptr},
      {"29/2/2015", nullptr},
      {"29/2/2016", "2016-02-29..2016-02-29"},
      {"2017-13", nullptr},
      {"2017-00", nullptr},
      {"2017-02-30", nullptr},
      {"0/4/2017", nullptr},
      {"32 janvier 2017", nullptr},
      {"31/4/2017", nullptr},
      {"du 5 au 3 avril 2017", nullptr},
      {"du 5 au 3 avril", nullptr},
      {"du 31 février au 3 mars 2017", nullptr},
  });
}

TEST(DateExpression, NoDate) {
  check({
      {"5", nullptr},
      {"0", nullptr},
      {"17", nullptr},
      {"201", nullptr},
      {"20170", nullptr},
      {"999", nullptr},
      {"3000", "3000-01-01..3000-12-31"},
      {"12345", nullptr},
      {"foo", nullptr},
      {"école", nullptr},
      {"avril 17", nullptr},
      {"2017 avril", nullptr},
      {"avril mai", nullptr},
      {"depuis", nullptr},
      {"avant", nullptr},
      {"entre 2014", nullptr},
      {"de à", nullptr},
      {"2017-04-05T23:30:00Z", "2017-04-06..2017-04-06"},
      {"2017-04-05T23:30:00+02:00", "2017-04-05..2017-04-05"},
      {"(2017)", nullptr},
      {"2017!", nullptr},
      {"5 avril, 2017", "2017-04-05..2017-04-05"},
      {"  2017  ", "2017-01-01..2017-12-31"},
      {"2017年", nullptr},
      {"1/2/3/4", nullptr},
      {"2017-04-05-06", "2017-04-05..2017-04-06"},
      {"--", nullptr},
      {"...", nullptr},
      {"é", nullptr},
      {"l'", nullptr},
      {"du au", nullptr},
      {"avant avant 2017", nullptr},
      {"depuis le début", nullptr},
      {"9999", "9999-01-01..9999-12-31"},
      {"9999-12-31", "9999-12-31..9999-12-31"},
      {"1900-01-01", "1900-01-01..1900-01-01"},
      {"après 9999", nullptr},
      {"hiver 9999-10000", nullptr},
      {"0001-01-01", "0001-01-01..0001-01-01"},
  });
}

TEST(DateExpression, ApostrophesSpacesAndCapitals) {
  check({
      {"JUSQU\u2019EN 2015", "..2015-12-31"},
      {"jusqu\u02BCen 2015", "..2015-12-31"},
      {"5\u00A0AVRIL\u202F2017", "2017-04-05..2017-04-05"},
      {"De\u0301cembre 2016", "2016-12-01..2016-12-31"},
      {"\uFF12\uFF10\uFF11\uFF17", "2017-01-01..2017-12-31"},
      {"DU 3 AU 5 AVRIL 2017", "2017-04-03..2017-04-05"},
  });
}

TEST(DateExpression, HostileLengths) {
  EXPECT_FALSE(parse_date_range(std::string(100000, '1'), test_today()));
  EXPECT_FALSE(parse_date_range(std::string(100000, '.'), test_today()));
  EXPECT_FALSE(parse_date_range(std::string(119, '-'), test_today()));
  EXPECT_FALSE(parse_date_range(std::string("20\00017", 5), test_today()));
  EXPECT_FALSE(parse_date_range("\xFF\xFE", test_today()));
  EXPECT_FALSE(parse_date_range("", test_today()));
}

// The first and the last day of every period are days of the calendar, and in order.
TEST(DateExpression, EveryDayReadsBackInEveryNotation) {
  for (text::Day day = text::to_day({2015, 12, 1}); day <= text::to_day({2017, 3, 31}); ++day) {
    const text::Date date = text::to_date(day);
    const std::string numbers =
        std::to_string(date.day) + "/" + std::to_string(date.month) + "/" + std::to_string(date.year);
    for (const std::string& text : {text::iso(day), text::french(day), numbers, "le " + text::french(day)}) {
      const auto range = parse_date_range(text, test_today());
      ASSERT_TRUE(range) << text;
      EXPECT_EQ(range->first, day) << text;
      EXPECT_EQ(range->last, day) << text;
    }
    const auto since = parse_date_range("avant le " + text::french(day), test_today());
    ASSERT_TRUE(since);
    EXPECT_EQ(since->last, day - 1);
  }
}

TEST(DateExpression, AsSaid) {
  check({
      {"fin mars 2014", "2014-03-21..2014-03-31"},
      {"fin février 2016", "2016-02-21..2016-02-29"},
      {"début mars 2014", "2014-03-01..2014-03-10"},
      {"au début de mars 2014", "2014-03-01..2014-03-10"},
      {"mi-mars 2014", "2014-03-11..2014-03-20"},
      {"à la mi-mai", "2017-05-11..2017-05-20"},
      {"mi-juillet", "2016-07-11..2016-07-20"},
      {"début 2017", "2017-01-01..2017-04-30"},
      {"mi-2016", "2016-05-01..2016-08-31"},
      {"fin 2016", "2016-09-01..2016-12-31"},
      {"fin de l'année 2016", "2016-09-01..2016-12-31"},
      {"fin", nullptr},
      {"fin 5 mars 2014", nullptr},
      {"fin hier", nullptr},
      {"il y a deux ans", "2015-01-01..2015-12-31"},
      {"il y a 2 ans", "2015-01-01..2015-12-31"},
      {"il y a un an", "2016-01-01..2016-12-31"},
      {"il y a trois mois", "2017-03-01..2017-03-31"},
      {"il y a 8 mois", "2016-10-01..2016-10-31"},
      {"il y a une semaine", "2017-06-05..2017-06-11"},
      {"il y a 10 jours", "2017-06-05..2017-06-05"},
      {"il y a 0 jours", nullptr},
      {"il y a 9000 ans", nullptr},
      {"il y a longtemps", nullptr},
      {"depuis 3 mois", "2017-03-15.."},
      {"depuis deux ans", "2015-06-15.."},
      {"depuis une semaine", "2017-06-08.."},
      {"depuis 10 jours", "2017-06-05.."},
      {"depuis trois lunes", nullptr},
      {"les 7 derniers jours", "2017-06-09..2017-06-15"},
      {"ces trois derniers mois", "2017-03-16..2017-06-15"},
      {"les deux dernières années", "2015-06-16..2017-06-15"},
      {"les derniers jours", nullptr},
      {"mars dernier", "2017-03-01..2017-03-31"},
      {"juin dernier", "2016-06-01..2016-06-30"},
      {"en décembre dernier", "2016-12-01..2016-12-31"},
      {"été dernier", "2016-06-01..2016-08-31"},
      {"lundi dernier", "2017-06-12..2017-06-12"},
      {"jeudi dernier", "2017-06-08..2017-06-08"},
      {"dimanche dernier", "2017-06-11..2017-06-11"},
      {"lundi prochain", nullptr},
      {"rentrée 2016", "2016-08-25..2016-09-30"},
      {"la rentrée", "2016-08-25..2016-09-30"},
      {"Noël 2016", "2016-12-24..2016-12-25"},
      {"à Noël", "2016-12-24..2016-12-25"},
      {"Pâques 2017", "2017-04-16..2017-04-17"},
      {"Pâques 2016", "2016-03-27..2016-03-28"},
      {"Pâques 2008", "2008-03-23..2008-03-24"},
      {"Pâques 2011", "2011-04-24..2011-04-25"},
      {"Ascension 2017", "2017-05-25..2017-05-25"},
      {"Pentecôte 2017", "2017-06-04..2017-06-05"},
      {"Toussaint 2017", "2017-11-01..2017-11-01"},
      {"Noël 17 sapins", nullptr},
      {"années trente", "1930-01-01..1939-12-31"},
      {"les années soixante", "1960-01-01..1969-12-31"},
      {"années soixante-dix", "1970-01-01..1979-12-31"},
      {"les années quatre-vingt", "1980-01-01..1989-12-31"},
      {"années quatre-vingt-dix", "1990-01-01..1999-12-31"},
      {"années deux", nullptr},
      {"XXe siècle", "1901-01-01..2000-12-31"},
      {"le XIXe siècle", "1801-01-01..1900-12-31"},
      {"21e siècle", "2001-01-01..2100-12-31"},
      {"au 18ème siècle", "1701-01-01..1800-12-31"},
      {"siècle", nullptr},
      {"XXe", nullptr},
  });
}

}  // namespace
}  // namespace fonds::query
