#include "server/desk/alert_feed.h"

#include "indexer/text/calendar.h"
#include "indexer/text/fnv.h"
#include "server/api/search_url.h"
#include "server/api/xml_text.h"
#include "server/desk/request.h"

namespace fonds::desk {

std::string alert_feed(std::string_view site, const std::string& base, const std::string& updated,
                       const std::vector<FollowedArticle>& articles) {
  using api::element;
  const auto link = [](const std::string& href) {
    return "<link rel=\"alternate\" type=\"text/html\" href=\"" + api::xml(href) + "\"/>";
  };
  const std::string page = base + std::string(kDeskPath) + "/alertes";
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"fr\">";
  element("id", page, out);
  element("title", "Alertes – " + std::string(site), out);
  element("updated", updated, out);
  out += "<author><name>" + api::xml(site) + "</name></author>" + link(page);
  for (const auto& [alert, hit] : articles) {
    const std::string address = base + "/article/" + api::path_encode(hit.id);
    // Midday, where the source gives a day only.
    constexpr std::int64_t kDay = 24 * 60 * 60;
    const bool dated = hit.published || hit.day;
    const std::string when =
        dated ? text::rfc3339(hit.published.value_or(std::int64_t{hit.day.value_or(0)} * kDay + kDay / 2))
              : updated;
    out += "\n<entry>";
    element("id", address + "#" + text::digest(alert.text()), out);
    element("title", alert.name + " : " + hit.title, out);
    out += link(address);
    element("updated", hit.modified ? text::rfc3339(*hit.modified) : when, out);
    if (dated) element("published", when, out);
    out += "<category term=\"" + api::xml(alert.name) + "\"/></entry>";
  }
  return out + "\n</feed>\n";
}

}  // namespace fonds::desk
