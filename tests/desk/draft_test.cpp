// A draft against the archive, by its page.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/desk/desk_service.h"

namespace fonds::desk {
namespace {

using test::Answer;
using test::Browser;
using test::DeskService;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(Draft, IsComparedWithTheArchiveAndForgotten) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  const Answer answer =
      browser.submit("/redaction/texte", {{"titre", "L’école numérique a un an"},
                                          {"texte",
                                           "L’école numérique du quartier ouvre ses portes à "
                                           "tous.\r\n\r\nClaire Vasseur, la maire, s’en réjouit."},
                                          {"jour", "2018-04-05"}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("/article/2017-ecole"), HasSubstr("/personnes/claire-vasseur"),
                                 HasSubstr("value=\"2018-04-05\""), HasSubstr("ouvre ses portes à tous."),
                                 HasSubstr("resque mot pour mot")));
  EXPECT_EQ(answer.header("cache-control"), "no-store");
  for (const auto& entry : std::filesystem::directory_iterator(service.desk())) {
    EXPECT_EQ(test::read_text(entry.path()).find("s’en réjouit"), std::string::npos) << entry.path();
  }
}

TEST(Draft, SaysWhatIsMissingOrTooLong) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  EXPECT_THAT(browser.submit("/redaction/texte", {{"titre", ""}, {"texte", "  \r\n"}}).body,
              HasSubstr("pas de texte"));
  EXPECT_THAT(browser.submit("/redaction/texte", {{"texte", std::string(201 * 1024, 'x')}}).body,
              HasSubstr("trop long"));
}

TEST(Draft, IsTextWhateverItIs) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  const std::string evil = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)> \xFF\x01";
  const Answer answer = browser.submit(
      "/redaction/texte", {{"titre", evil},
                           {"texte", "Un texte avec <img src=x onerror=alert(1)> dedans. " + evil},
                           {"jour", evil}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<img"))));
}

}  // namespace
}  // namespace fonds::desk
