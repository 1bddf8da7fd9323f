// Which articles pass for the same text, and what becomes of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using testing::ElementsAre;
using testing::Pair;

const std::string kDispatch =
    "La halle de la place du marché rouvre samedi après deux ans de travaux. La charpente, du dix-neuvième "
    "siècle, a été refaite par un charpentier de la vallée, qui a trouvé sous les tuiles le nom de celui qui "
    "l’avait posée. Les forains retrouvent leurs places dès sept heures, et la fanfare jouera à onze heures.";

// The same subject in other words.
const std::string kReport =
    "Deux ans de travaux, et la halle rouvre : samedi, les forains retrouvent enfin la place du marché. Un "
    "charpentier de la vallée en a refait la charpente ; il a découvert le nom de son lointain confrère, "
    "écrit "
    "sous une tuile. À onze heures, la fanfare jouera pour tout le monde.";

class NearIdentical : public SmallArchive {
 protected:
  std::vector<std::pair<std::string, std::string>> copies(const std::string& q) {
    std::vector<std::pair<std::string, std::string>> copies;
    for (const search::Hit& hit : search(q).hits) {
      if (!hit.near_identical_to.empty()) copies.emplace_back(hit.id, hit.near_identical_to);
    }
    return copies;
  }
};

TEST_F(NearIdentical, ACorrectedCopyNamesTheFirstOfItsKind) {
  std::string corrected = kDispatch;
  corrected.replace(corrected.find("samedi"), 6, "dimanche");
  build({article("print", "La halle rouvre", kDispatch, "2017-05-03"),
         article("online", "La halle rouvre", corrected, "2017-05-02"),
         article("longer", "La halle rouvre", kDispatch + " Entrée libre.", "2017-05-01"),
         article("report", "La halle rouvre", kReport, "2017-05-04")});
  search::SearchRequest request;
  request.q = "halle";
  request.sort = search::Sort::newest;
  const search::SearchResponse found = search(request);
  EXPECT_EQ(found.total, 4U);
  EXPECT_THAT(ids(found), ElementsAre("report", "print", "online", "longer"));
  EXPECT_THAT(copies("halle"), testing::SizeIs(2));
  EXPECT_EQ(found.hits[0].near_identical_to, "");
  EXPECT_EQ(found.hits[1].near_identical_to, "");
  EXPECT_EQ(found.hits[2].near_identical_to, "print");
  EXPECT_EQ(found.hits[3].near_identical_to, "print");
}

TEST_F(NearIdentical, BriefsWithTheSameFrameAreNot) {
  build(
      {article("1", "Conseil", "Le conseil municipal se réunit lundi à dix-neuf heures en mairie : budget."),
       article("2", "Conseil",
               "Le conseil municipal se réunit mardi à vingt heures à la salle des fêtes : école."),
       article("3", "Conseil", ""), article("4", "Conseil", "")});
  EXPECT_THAT(copies("conseil"), testing::IsEmpty());
}

TEST_F(NearIdentical, LongTextsToo) {
  std::string text;
  for (int i = 0; i < 200; ++i)
    text += "La phrase numéro " + std::to_string(i) + " parle du moulin " + std::to_string(i * 7) + ". ";
  std::string other;
  for (int i = 0; i < 200; ++i)
    other +=
        "La phrase numéro " + std::to_string(i + 1000) + " parle du moulin " + std::to_string(i * 5) + ". ";
  build({article("1", "Moulins", text, "2017-01-03"), article("2", "Moulins", text + "Fin.", "2017-01-02"),
         article("3", "Moulins", other, "2017-01-01")});
  EXPECT_THAT(copies("moulin"), testing::SizeIs(1));
  EXPECT_THAT(copies("moulin").front(), testing::AnyOf(Pair("1", "2"), Pair("2", "1")));
}

TEST_F(NearIdentical, RelatedCoverageIsNotTheSameTextAgain) {
  build({article("print", "La halle rouvre", kDispatch, "2017-05-03"),
         article("online", "La halle rouvre", kDispatch, "2017-05-02"),
         article("report", "La halle rouvre", kReport, "2017-05-04"),
         article("reprint", "La halle rouvre", kReport, "2017-05-05")});
  const auto related = engine_->state().related(0, "print", 5, soon());
  std::vector<std::string> ids;
  for (const search::Hit& hit : *related) ids.push_back(hit.id);
  EXPECT_THAT(ids, testing::AnyOf(ElementsAre("report"), ElementsAre("reprint")));
}

}  // namespace
}  // namespace fonds::test
