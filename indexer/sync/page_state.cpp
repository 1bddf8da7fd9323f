#include "indexer/sync/page_state.h"

#include <nlohmann/json.hpp>

namespace fonds::sync {
namespace {

constexpr int kPageStateVersion = 2;

}  // namespace

std::string PageState::json() const {
  nlohmann::json all = nlohmann::json::array();
  for (const auto& [url, page] : pages)
    all.push_back(
        {url, page.id, page.etag, page.modified, page.changed, page.checked, page.missing, page.text});
  const nlohmann::json object = {{"version", kPageStateVersion},
                                 {"kind", "pages"},
                                 {"list", list},
                                 {"rules", rules},
                                 {"pages", std::move(all)}};
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<PageState> parse_page_state(const std::string& text) {
  try {
    const nlohmann::json object = nlohmann::json::parse(text);
    if (object.at("version") != kPageStateVersion || object.at("kind") != "pages") return std::nullopt;
    PageState state;
    state.list = object.at("list");
    state.rules = object.at("rules");
    for (const nlohmann::json& fields : object.at("pages")) {
      KnownPage page;
      page.id = fields.at(1);
      page.etag = fields.at(2);
      page.modified = fields.at(3);
      page.changed = fields.at(4);
      page.checked = fields.at(5);
      page.missing = fields.at(6);
      // Memories of before have none.
      if (fields.size() > 7) page.text = fields.at(7);
      state.pages.emplace(fields.at(0), std::move(page));
    }
    return state;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

std::string without_absent(const std::string& memory, const std::function<bool(const std::string&)>& holds) {
  std::optional<PageState> state = parse_page_state(memory);
  if (!state) return memory;
  const std::size_t erased = std::erase_if(
      state->pages, [&](const auto& page) { return !page.second.id.empty() && !holds(page.second.id); });
  return erased == 0 ? memory : state->json();
}

}  // namespace fonds::sync
