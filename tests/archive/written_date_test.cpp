#include "indexer/archive/written_date.h"

#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

struct Case {
  std::string written, iso;
};
class WrittenDate : public ::testing::TestWithParam<Case> {};
TEST_P(WrittenDate, IsIso) {
  EXPECT_EQ(iso_of_written_date(GetParam().written), GetParam().iso);
}

INSTANTIATE_TEST_SUITE_P(Iso, WrittenDate,
                         ::testing::Values(Case{"2014-09-30", "2014-09-30"},
                                           Case{"2014-09-30T18:30:00+02:00", "2014-09-30T18:30:00+02:00"},
                                           Case{" 2014-09-30\n", "2014-09-30"},
                                           Case{"2014-9-3", "2014-09-03"}, Case{"2014/09/30", "2014-09-30"},
                                           Case{"2014.9.30", "2014-09-30"}, Case{"20140930", "2014-09-30"},
                                           Case{"2014-09-30 9:05", "2014-09-30T09:05:00"},
                                           Case{"2014-9-3 9:5:7", "2014-09-03T09:05:07"},
                                           Case{"2014-09-30 18:30:00 +0200", "2014-09-30T18:30:00+02:00"},
                                           Case{"2014-09-30 18:30:00.5 -5", "2014-09-30T18:30:00-05:00"},
                                           Case{"2014-09-30 18:30 UTC", "2014-09-30T18:30:00Z"},
                                           Case{"2014-09-30 18:30:00 Europe/Paris", "2014-09-30T18:30:00"},
                                           Case{"2014-09-30T25:00:00", "2014-09-30"},
                                           Case{"0017-04-05", "0017-04-05"},
                                           Case{"3015-04-05", "3015-04-05"}));

INSTANTIATE_TEST_SUITE_P(
    Written, WrittenDate,
    ::testing::Values(
        Case{"30 septembre 2014", "2014-09-30"}, Case{"mardi 30 septembre 2014", "2014-09-30"},
        Case{"mar. 30 sept. 2014", "2014-09-30"}, Case{"1er août 2014", "2014-08-01"},
        Case{"1 FÉVRIER 2014", "2014-02-01"}, Case{"3 juil. 2014", "2014-07-03"},
        Case{"3 juin 2014", "2014-06-03"}, Case{"30 septembre 2014 à 18h30", "2014-09-30T18:30:00"},
        Case{"30 septembre 2014, 18 h", "2014-09-30T18:00:00"}, Case{"30/09/2014", "2014-09-30"},
        Case{"3/4/2014", "2014-04-03"}, Case{"30.9.2014", "2014-09-30"}, Case{"09/30/2014", "2014-09-30"},
        Case{"30/09/2014 18:30", "2014-09-30T18:30:00"}, Case{"30/09/2014 - 18:30", "2014-09-30T18:30:00"},
        Case{"Publié le 30 septembre 2014 par Anne Roy", "2014-09-30"},
        Case{"September 30, 2014", "2014-09-30"}, Case{"Sep 30th, 2014 6:30 PM", "2014-09-30T18:30:00"},
        Case{"12:05 AM", ""}, Case{"Sept 30, 2014 12:05 am", "2014-09-30T00:05:00"},
        Case{"30-Sep-2014", "2014-09-30"},
        Case{"Tue, 30 Sep 2014 18:30:00 +0200", "2014-09-30T18:30:00+02:00"},
        Case{"Tue, 30 Sep 2014 18:30:00 GMT", "2014-09-30T18:30:00Z"},
        Case{"Tue Sep 30 2014 18:30:00 GMT+0200 (CEST)", "2014-09-30T18:30:00+02:00"},
        Case{"1412094600", "2014-09-30T16:30:00Z"}, Case{"1412094600000", "2014-09-30T16:30:00Z"}));

INSTANTIATE_TEST_SUITE_P(NoDate, WrittenDate,
                         ::testing::Values(Case{"", ""}, Case{"-", ""}, Case{"hier", ""},
                                           Case{"2014-02-30", ""}, Case{"31 février 2014", ""},
                                           Case{"0000-00-00 00:00:00", ""}, Case{"septembre 2014", ""},
                                           Case{"Mon, 30 Nov -0001 00:00:00 +0000", ""},
                                           Case{"-0001-11-30", ""}, Case{"2014", ""}, Case{"P3D", ""},
                                           Case{"0474000000", ""}, Case{"tél. 1412094600", ""},
                                           Case{"30 jui 2014", ""}, Case{"10000-01-01", ""},
                                           Case{std::string(5000, '1'), ""}));

}  // namespace
}  // namespace fonds::archive
