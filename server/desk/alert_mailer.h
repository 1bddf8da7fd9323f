// Mails what the alerts have found, once for each article: after a new generation, what nobody has seen and no mail has
// told. What was told lies beside what was seen (alerts.h).
//
// Thread safety: one thread at a time. Errors: MailError, index::IndexError io, those of State::search.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "server/desk/alert_report.h"
#include "server/desk/mail.h"

namespace fonds::desk {

struct AlertMailOptions {
  // the program; empty = no mail
  std::filesystem::path sendmail;
  std::vector<std::string> to;
  bool enabled() const { return !sendmail.empty() && !to.empty(); }
  bool operator==(const AlertMailOptions&) const = default;
};

// What a letter says of them; `site` is its name, `address` where it is.
Letter letter_of(const AlertReport& report, const std::string& site, const std::string& address);

// True where there was something to tell, and a letter went.
bool mail_alerts(const AlertMailOptions& options, const DecisionFolder& folder, const AlertSource& source,
                 const std::string& site, const std::string& address, std::int64_t now);

}  // namespace fonds::desk
