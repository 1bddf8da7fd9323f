// fonds-server account, on streams.
#include "server/account_command.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "server/desk/accounts.h"
#include "server/desk/decision_folder.h"
#include "server/desk/password.h"
#include "tests/temporary_folder.h"

namespace fonds {
namespace {

using desk::DecisionFile;

class AccountTest : public testing::Test {
 protected:
  test::TemporaryFolder files;
  const std::filesystem::path folder = files.path() / "a" / "desk";
  std::ostringstream out;
  void make(const std::string& name, const std::string& typed) {
    std::istringstream in(typed);
    make_account(folder, name, in, out);
  }
  desk::Accounts accounts() {
    return desk::parse_accounts(desk::DecisionFolder(folder).read(DecisionFile::accounts), "comptes");
  }
};

TEST_F(AccountTest, WritesAHashAndNothingElse) {
  make("marie", "un long secret à elle\nun long secret à elle\n");
  ASSERT_EQ(accounts().list.size(), 1U);
  const desk::Account marie = accounts().list[0];
  EXPECT_EQ(marie.name, "marie");
  EXPECT_THAT(marie.hash, testing::StartsWith("$argon2id$"));
  EXPECT_TRUE(desk::is_password("un long secret à elle", marie.hash));
  EXPECT_FALSE(desk::is_password("un long secret à lui", marie.hash));
  struct stat status {};
  ASSERT_EQ(::stat((folder / "comptes").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_THAT(out.str(), testing::Not(testing::HasSubstr("secret")));
  // The journal says who, not what.
  const auto journal = desk::DecisionFolder(folder).journal();
  ASSERT_EQ(journal.size(), 1U);
  EXPECT_EQ(journal[0].added, "marie");
}

TEST_F(AccountTest, ChangesAPassword) {
  make("marie", "premier secret\npremier secret\n");
  make("paul", "autre secret\nautre secret");
  make("marie", "second secret\r\nsecond secret\r\n");
  ASSERT_EQ(accounts().list.size(), 2U);
  EXPECT_TRUE(desk::is_password("second secret", accounts().find("marie")->hash));
  EXPECT_TRUE(desk::is_password("autre secret", accounts().find("paul")->hash));
}

TEST_F(AccountTest, RefusesWhatMakesNone) {
  for (const auto& [name, typed] :
       std::vector<std::pair<std::string, std::string>>{{"marie", ""},
                                                        {"marie", "seul\n"},
                                                        {"marie", "un secret\nun autre\n"},
                                                        {"marie", "\n\n"},
                                                        {"marie martin", "un secret\nun secret\n"},
                                                        {"#marie", "un secret\nun secret\n"},
                                                        {"", "un secret\nun secret\n"},
                                                        {std::string(65, 'x'), "un secret\nun secret\n"}}) {
    EXPECT_THROW(make(name, typed), AccountError) << name << "/" << typed;
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "comptes"));
}

TEST(Accounts, NameTheLineThatIsNone) {
  const std::string hash = desk::hash_password("x");
  const auto read = desk::parse_accounts(
      "# comptes\n\nmarie " + hash + "\r\npaul secret\nmarie " + hash + "\nx y z\n", "F");
  ASSERT_EQ(read.list.size(), 1U);
  EXPECT_THAT(read.errors, testing::ElementsAre(testing::StartsWith("F:4: "), testing::StartsWith("F:5: "),
                                                testing::StartsWith("F:6: ")));
}

}  // namespace
}  // namespace fonds
