#include "indexer/archive/written_date.h"

#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

struct WrittenDateCase {
  std::string written, iso;
};
class WrittenDate : public ::testing::TestWithParam<WrittenDateCase> {};
TEST_P(WrittenDate, IsIso) {
  EXPECT_EQ(iso_of_written_date(GetParam().written), GetParam().iso);
}

INSTANTIATE_TEST_SUITE_P(
    Iso, WrittenDate,
    ::testing::Values(WrittenDateCase{"2014-09-30", "2014-09-30"},
                      WrittenDateCase{"2014-09-30T18:30:00+02:00", "2014-09-30T18:30:00+02:00"},
                      WrittenDateCase{" 2014-09-30\n", "2014-09-30"},
                      WrittenDateCase{"2014-9-3", "2014-09-03"}, WrittenDateCase{"2014/09/30", "2014-09-30"},
                      WrittenDateCase{"2014.9.30", "2014-09-30"}, WrittenDateCase{"20140930", "2014-09-30"},
                      WrittenDateCase{"2014-09-30 9:05", "2014-09-30T09:05:00"},
                      WrittenDateCase{"2014-9-3 9:5:7", "2014-09-03T09:05:07"},
                      WrittenDateCase{"2014-09-30 18:30:00 +0200", "2014-09-30T18:30:00+02:00"},
                      WrittenDateCase{"2014-09-30 18:30:00.5 -5", "2014-09-30T18:30:00-05:00"},
                      WrittenDateCase{"2014-09-30 18:30 UTC", "2014-09-30T18:30:00Z"},
                      WrittenDateCase{"2014-09-30 18:30:00 Europe/Paris", "2014-09-30T18:30:00"},
                      WrittenDateCase{"2014-09-30T25:00:00", "2014-09-30"},
                      WrittenDateCase{"0017-04-05", "0017-04-05"},
                      WrittenDateCase{"3015-04-05", "3015-04-05"}));

INSTANTIATE_TEST_SUITE_P(
    Written, WrittenDate,
    ::testing::Values(
        WrittenDateCase{"30 septembre 2014", "2014-09-30"},
        WrittenDateCase{"mardi 30 septembre 2014", "2014-09-30"},
        WrittenDateCase{"mar. 30 sept. 2014", "2014-09-30"}, WrittenDateCase{"1er août 2014", "2014-08-01"},
        WrittenDateCase{"1 FÉVRIER 2014", "2014-02-01"}, WrittenDateCase{"3 juil. 2014", "2014-07-03"},
        WrittenDateCase{"3 juin 2014", "2014-06-03"},
        WrittenDateCase{"30 septembre 2014 à 18h30", "2014-09-30T18:30:00"},
        WrittenDateCase{"30 septembre 2014, 18 h", "2014-09-30T18:00:00"},
        WrittenDateCase{"30/09/2014", "2014-09-30"}, WrittenDateCase{"3/4/2014", "2014-04-03"},
        WrittenDateCase{"30.9.2014", "2014-09-30"}, WrittenDateCase{"09/30/2014", "2014-09-30"},
        WrittenDateCase{"30/09/2014 18:30", "2014-09-30T18:30:00"},
        WrittenDateCase{"30/09/2014 - 18:30", "2014-09-30T18:30:00"},
        WrittenDateCase{"Publié le 30 septembre 2014 par Anne Roy", "2014-09-30"},
        WrittenDateCase{"September 30, 2014", "2014-09-30"},
        WrittenDateCase{"Sep 30th, 2014 6:30 PM", "2014-09-30T18:30:00"}, WrittenDateCase{"12:05 AM", ""},
        WrittenDateCase{"Sept 30, 2014 12:05 am", "2014-09-30T00:05:00"},
        WrittenDateCase{"30-Sep-2014", "2014-09-30"},
        WrittenDateCase{"Tue, 30 Sep 2014 18:30:00 +0200", "2014-09-30T18:30:00+02:00"},
        WrittenDateCase{"Tue, 30 Sep 2014 18:30:00 GMT", "2014-09-30T18:30:00Z"},
        WrittenDateCase{"Tue Sep 30 2014 18:30:00 GMT+0200 (CEST)", "2014-09-30T18:30:00+02:00"},
        WrittenDateCase{"1412094600", "2014-09-30T16:30:00Z"},
        WrittenDateCase{"1412094600000", "2014-09-30T16:30:00Z"}));

INSTANTIATE_TEST_SUITE_P(
    NoDate, WrittenDate,
    ::testing::Values(WrittenDateCase{"", ""}, WrittenDateCase{"-", ""}, WrittenDateCase{"hier", ""},
                      WrittenDateCase{"2014-02-30", ""}, WrittenDateCase{"31 février 2014", ""},
                      WrittenDateCase{"0000-00-00 00:00:00", ""}, WrittenDateCase{"septembre 2014", ""},
                      WrittenDateCase{"Mon, 30 Nov -0001 00:00:00 +0000", ""},
                      WrittenDateCase{"-0001-11-30", ""}, WrittenDateCase{"2014", ""},
                      WrittenDateCase{"P3D", ""}, WrittenDateCase{"0474000000", ""},
                      WrittenDateCase{"tél. 1412094600", ""}, WrittenDateCase{"30 jui 2014", ""},
                      WrittenDateCase{"10000-01-01", ""}, WrittenDateCase{std::string(5000, '1'), ""}));

}  // namespace
}  // namespace fonds::archive
