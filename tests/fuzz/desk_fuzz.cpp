// What the editors' desk reads of strangers before anybody is known, and of files that are written by hand: nothing crashes,
// what is let through is safe, and what is written is read again as it was.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/desk/accounts.h"
#include "server/desk/alerts.h"
#include "server/desk/decision_folder.h"
#include "server/desk/delisting_line.h"
#include "server/desk/request.h"
#include "server/search/witnesses.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds;
  const std::string_view text(reinterpret_cast<const char*>(data), size);

  const std::string way = desk::safe_way(text);
  if (!way.empty() && (!way.starts_with("/redaction") || way.find("//") != std::string::npos)) std::abort();
  const std::string line = desk::as_line(text);
  if (line.find('\n') != std::string::npos || line.find('\t') != std::string::npos) std::abort();

  http::Request request;
  request.path = std::string(text.substr(0, text.find('\n')));
  request.headers = {{"cookie", std::string(text)}, {"origin", std::string(text)}, {"host", line}};
  (void)desk::path_below(request.path, "/archives");
  (void)desk::cookie(request, "fonds_redaction");
  (void)desk::comes_from_here(request, "https://archives.example.fr/x");

  (void)desk::parse_accounts(text, "comptes");
  if (const auto delisted = desk::parse_delisting_line(line)) {
    const auto again = desk::parse_delisting_line(desk::to_line(*delisted));
    if (!delisted->id.empty() && (!again || again->id != delisted->id || again->until != delisted->until))
      std::abort();
  }
  if (const auto alert = desk::parse_alert(line)) {
    const auto again = desk::parse_alert(alert->text());
    if (!again || again->name != alert->name || again->query != alert->query) std::abort();
  }
  for (const search::Witness& witness : search::parse_witnesses(text).list) {
    const search::Witnesses again = search::parse_witnesses(witness.text());
    if (again.list.size() != 1 || again.list[0].text() != witness.text()) std::abort();
  }
  return 0;
}
