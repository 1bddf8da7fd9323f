#include "indexer/archive/error_page.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"
#include "indexer/text/one_of.h"

namespace fonds::archive {
namespace {

// Bytes. Such pages say little; an article that is called « Maintenance » says more.
constexpr std::size_t kLongestByTitle = 1200, kLongestBySentence = 400;

// Folded: without accents, in lower case.
constexpr auto kTitles = std::to_array<std::string_view>({"access denied",
                                                          "acces refuse",
                                                          "attention required! | cloudflare",
                                                          "bad gateway",
                                                          "bad request",
                                                          "database error",
                                                          "erreur serveur",
                                                          "error",
                                                          "forbidden",
                                                          "gateway timeout",
                                                          "gateway time-out",
                                                          "internal server error",
                                                          "just a moment...",
                                                          "maintenance",
                                                          "not found",
                                                          "object not found!",
                                                          "one moment, please...",
                                                          "page introuvable",
                                                          "page non trouvee",
                                                          "page not found",
                                                          "security check",
                                                          "service unavailable",
                                                          "site en maintenance",
                                                          "site indisponible",
                                                          "site maintenance",
                                                          "too many requests",
                                                          "under maintenance"});

constexpr auto kSentences =
    std::to_array<std::string_view>({"bad gateway",
                                     "briefly unavailable for scheduled maintenance",
                                     "checking your browser before accessing",
                                     "checking if the site connection is secure",
                                     "enable javascript and cookies to continue",
                                     "erreur lors de la connexion a la base de donnees",
                                     "error establishing a database connection",
                                     "gateway time-out",
                                     "indisponible pour cause de maintenance",
                                     "internal server error",
                                     "needs to review the security of your connection",
                                     "page introuvable",
                                     "page non trouvee",
                                     "service temporarily unavailable",
                                     "service unavailable",
                                     "site en maintenance",
                                     "site is under maintenance",
                                     "the requested resource could not be found",
                                     "the requested url was not found",
                                     "too many requests",
                                     "verify you are human",
                                     "verifying you are human",
                                     "you don't have permission to access"});

// "502 Bad Gateway", "Erreur 404", "Error 503".
bool begins_with_status(std::string_view title) {
  for (const std::string_view before : {"http ", "erreur ", "error ", "status "}) {
    if (title.starts_with(before)) title.remove_prefix(before.size());
  }
  const bool is_status = title.size() >= 3 && (title[0] == '4' || title[0] == '5') &&
                         text::is_ascii_digit(title[1]) && text::is_ascii_digit(title[2]);
  if (!is_status) return false;
  const std::string_view behind = text::trimmed(title.substr(3), " -:|.");
  return behind.empty() || text::is_one_of(behind, kTitles) ||
         std::any_of(kTitles.begin(), kTitles.end(),
                     [&](std::string_view known) { return behind.starts_with(known); }) ||
         std::any_of(kSentences.begin(), kSentences.end(),
                     [&](std::string_view known) { return behind.starts_with(known); });
}

}  // namespace

bool is_error_page(std::string_view title, std::string_view text) {
  if (text.size() > kLongestByTitle) return false;
  const std::string folded = text::fold(text::trimmed(title));
  if (text::is_one_of(folded, kTitles) || begins_with_status(folded)) return true;
  if (text.size() > kLongestBySentence) return false;
  const std::string words = text::fold(text);
  return std::any_of(kSentences.begin(), kSentences.end(),
                     [&](std::string_view sentence) { return words.find(sentence) != std::string::npos; });
}

}  // namespace fonds::archive
