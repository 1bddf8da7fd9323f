// What other programs read is what their formats say: every feed and every answer of OAI-PMH by the rules of the validators
// (tests/api/rules), whatever the archive holds and whatever is asked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/api/search_url.h"
#include "tests/api/rules.h"
#include "tests/api/service.h"

namespace fonds::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// As they stand behind the address of a feed, so that each says its own.
const char* const kSearches[] = {"",
                                 "?q=%C3%A9cole",
                                 "?q=%C3%A9cole&limit=10",
                                 "?q=commune&limit=1",
                                 "?dossier=pole-numerique",
                                 "?q=rien%20de%20tel",
                                 "?date=undated",
                                 "?q=%3Cb%3E%26%22%27%20%C2%85%20%EF%BF%BE%20%01%20%F0%9F%9A%B2"};

class Validity : public ::testing::Test {
 protected:
  std::string get(const std::string& target) {
    const Answer answer = client_.get(target);
    EXPECT_EQ(answer.status, 200) << target;
    return answer.body;
  }
  const std::string origin_ = "http://127.0.0.1:" + std::to_string(awkward_archive().port());
  RawClient client_{awkward_archive().port()};
};

TEST_F(Validity, OfRss) {
  for (const std::string search : kSearches) {
    EXPECT_THAT(rss_faults(get("/feed.rss" + search), origin_ + "/feed.rss" + search), IsEmpty()) << search;
  }
}

TEST_F(Validity, OfAtom) {
  for (const std::string search : kSearches) {
    EXPECT_THAT(atom_faults(get("/feed.atom" + search), origin_ + "/feed.atom" + search), IsEmpty())
        << search;
  }
}

TEST_F(Validity, OfJsonFeed) {
  for (const std::string search : kSearches) {
    EXPECT_THAT(json_feed_faults(get("/feed.json" + search), origin_ + "/feed.json" + search), IsEmpty())
        << search;
  }
}

// The parts of a feed lead to each other, and each is a feed.
TEST_F(Validity, OfTheNextParts) {
  std::string target = "/feed.json?q=commune&limit=30";
  std::size_t items = 0;
  for (int part = 0; !target.empty(); ++part) {
    ASSERT_LT(part, 5);
    const std::string feed = get(target);
    EXPECT_THAT(json_feed_faults(feed, origin_ + target), IsEmpty()) << target;
    const json parsed = json::parse(feed);
    items += parsed["items"].size();
    target = parsed.contains("next_url") ? parsed["next_url"].get<std::string>().substr(origin_.size()) : "";
  }
  EXPECT_EQ(items, get_json(client_, "/api/v1/search?q=commune&limit=0")["total"]);
}

TEST_F(Validity, OfOaiPmh) {
  const std::string id = api::percent_encode("oai:127.0.0.1:" + api::percent_encode(kAwkwardId));
  const std::string requests[] = {
      "verb=Identify",
      "verb=ListMetadataFormats",
      "verb=ListMetadataFormats&identifier=" + id,
      "verb=ListSets",
      "verb=GetRecord&metadataPrefix=oai_dc&identifier=" + id,
      "verb=ListIdentifiers&metadataPrefix=oai_dc",
      "verb=ListRecords&metadataPrefix=oai_dc",
      "verb=ListRecords&metadataPrefix=oai_dc&set=pole-numerique&from=2010-01-01",
      "verb=ListRecords&metadataPrefix=oai_dc&until=2012-12-31T23:59:59Z",
      // errors, of each code
      "",
      "verb=Nonsense",
      "verb=Identify&verb=Identify",
      "verb=Identify&x=%3Cy%3E",
      "verb=ListRecords",
      "verb=ListRecords&metadataPrefix=marc",
      "verb=ListRecords&metadataPrefix=%C3%A9",
      "verb=ListRecords&metadataPrefix=oai_dc&set=a%20b",
      "verb=ListRecords&metadataPrefix=oai_dc&from=2100-01-01",
      "verb=ListRecords&metadataPrefix=oai_dc&from=2017-02-31",
      "verb=ListRecords&metadataPrefix=oai_dc&set=none",
      "verb=ListRecords&resumptionToken=x%22y",
      "verb=GetRecord&metadataPrefix=oai_dc&identifier=none",
      "verb=ListSets&resumptionToken=x",
  };
  for (const std::string& request : requests) {
    EXPECT_THAT(xml_faults(get("/oai?" + request), "oai_pmh"), IsEmpty()) << request;
  }
  EXPECT_THAT(get("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=" + id), HasSubstr("<record>"));
}

// Each rule can fail: a document is spoilt in one place, and that is found.
TEST(ValidityRules, FindWhatIsWrong) {
  const std::string rss =
      "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>T</title>"
      "<link>https://a.example/</link><description>D</description><language>fr</language>"
      "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://a.example/feed.rss\"/>"
      "<item><title>A</title><link>https://a.example/1</link><guid isPermaLink=\"false\">1</guid>"
      "<pubDate>Wed, 05 Apr 2017 12:00:00 +0000</pubDate><description>a "
      "&lt;mark&gt;b&lt;/mark&gt;</description>"
      "</item></channel></rss>";
  const std::string address = "https://a.example/feed.rss";
  ASSERT_THAT(rss_faults(rss, address), IsEmpty());
  EXPECT_THAT(rss_faults(rss, address + "?q=x"), Not(IsEmpty()));
  const struct {
    const char* from;
    const char* to;
  } spoilt[] = {
      {"<title>T</title>", ""},
      {"<title>T</title>", "<title>T</title><title>T</title>"},
      {"<language>fr</language>", "<language>fr</language><nonsense/>"},
      {"https://a.example/1", "/1"},
      {"Wed, 05", "Thu, 05"},
      {"2017 12:00:00", "2017, 12h"},
      {"&lt;mark", "&lt;script"},
      {"a &lt;", "a &amp; &lt;"},
      {"D</description>", "\xC2\x85 D</description>"},
  };
  for (const auto& [from, to] : spoilt) {
    std::string text = rss;
    text.replace(text.find(from), std::string(from).size(), to);
    EXPECT_THAT(rss_faults(text, address), Not(IsEmpty())) << to;
  }
}

}  // namespace
}  // namespace fonds::test
