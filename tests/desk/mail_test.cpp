// Letters as they are handed to the mail system.
#include "server/desk/mail.h"

#include <csignal>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/temporary_folder.h"

namespace fonds::desk {
namespace {

using test::TemporaryFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::filesystem::path program(const TemporaryFolder& folder, const std::string& script) {
  const std::filesystem::path path = folder.path() / "sendmail";
  std::ofstream(path) << "#!/bin/sh\n" << script << '\n';
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

std::string contents(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

TEST(MailAddress, IsOneThatStandsInAHeaderAsItIs) {
  for (const char* good : {"a@b", "redaction@journal.example", "x.y+z@sub.domaine.fr"})
    EXPECT_TRUE(is_mail_address(good)) << good;
  for (const char* bad : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b,c@d", "<a@b>", "a@b\nBcc: c@d",
                          "-oQ/tmp@x", "é@b", "\"a\"@b"})
    EXPECT_FALSE(is_mail_address(bad)) << bad;
}

// The expected bytes are those of Python's email package for the same text (base64.encodebytes, b64encode).
TEST(Message, HasItsTextInBase64AndItsSubjectInEncodedWords) {
  const Letter letter{{"a@b.example", "c@d.example"}, "Été", "Déjà\nvu\n", 1491409800};
  EXPECT_EQ(message_of(letter),
            "To: a@b.example,\n c@d.example\n"
            "Subject: =?UTF-8?B?w4l0w6k=?=\n"
            "Date: Wed, 05 Apr 2017 16:30:00 +0000\n"
            "Auto-Submitted: auto-generated\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
            "Content-Transfer-Encoding: base64\n\n"
            "RMOpasOgDQp2dQ0K\n");
}

TEST(Message, HasNoLongLinesAndNoHalfCharacters) {
  std::string subject, text;
  for (int i = 0; i < 60; ++i) subject += "é–";
  for (int i = 0; i < 500; ++i) text += "mot ";
  std::istringstream lines(message_of({{"a@b"}, subject + "\nBcc: x@y", text, 0}));
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 100U) << line;
    EXPECT_THAT(line, Not(HasSubstr("Bcc")));
    // Every encoded word begins a character: « é » is C3 A9, « – » E2 80 93.
    const std::size_t word = line.find("?B?");
    if (word != std::string::npos && line.find("QmNj") == std::string::npos) {
      EXPECT_TRUE(line[word + 3] == 'w' || line[word + 3] == '4') << line;
    }
  }
}

TEST(SendMail, HandsTheMessageToTheProgram) {
  const TemporaryFolder folder;
  const auto out = folder.path() / "out";
  const Letter letter{{"a@b.example"}, "Objet", std::string(300'000, 'x'), 0};
  send(letter, program(folder, "echo \"$@\" > " + out.string() + "; cat >> " + out.string()));
  EXPECT_EQ(contents(out), "-i -t\n" + message_of(letter));
}

TEST(SendMail, SaysWhatWentWrong) {
  std::signal(SIGPIPE, SIG_IGN);
  const TemporaryFolder folder;
  const Letter letter{{"a@b.example"}, "Objet", std::string(300'000, 'x'), 0};
  const auto fault = [&](const std::filesystem::path& path) {
    try {
      send(letter, path, std::chrono::seconds(1));
    } catch (const MailError& error) {
      return std::string(error.what());
    }
    return std::string("nothing");
  };
  EXPECT_THAT(fault(folder.path() / "none"), HasSubstr("No such file"));
  EXPECT_THAT(fault(program(folder, "cat > /dev/null; exit 3")), HasSubstr("exit code 3"));
  EXPECT_THAT(fault(program(folder, "exit 0")), HasSubstr("did not read"));
  EXPECT_THAT(fault(program(folder, "exec sleep 600")), HasSubstr("did not end in time"));
  EXPECT_THAT(fault(program(folder, "kill -9 $$")), HasSubstr("signal"));
}

}  // namespace
}  // namespace fonds::desk
