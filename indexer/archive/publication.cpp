#include "indexer/archive/publication.h"

#include <algorithm>
#include <array>

#include "indexer/archive/admission.h"
#include "indexer/archive/article.h"
#include "indexer/archive/written_date.h"
#include "indexer/text/folding.h"
#include "indexer/text/one_of.h"

namespace fonds::archive {
namespace {

constexpr std::array<std::string_view, 7> kTrue = {"true", "yes", "on", "y", "1", "oui", "vrai"};
constexpr std::array<std::string_view, 7> kFalse = {"false", "no", "off", "n", "0", "non", "faux"};

// What a `status` or `visibility` says of what is not public, accents and case aside: WordPress' states, and
// those of generators and editorial tools.
constexpr std::array<std::string_view, 22> kNotPublic = {
    "draft",     "drafts",      "auto-draft", "private", "pending",   "pending review",
    "future",    "scheduled",   "trash",      "trashed", "deleted",   "hidden",
    "in review", "unpublished", "password",   "embargo", "brouillon", "prive",
    "corbeille", "en attente",  "planifie",   "masque"};

constexpr std::array<std::string_view, 4> kPublishDates = {"publishdate", "publish_date", "pubdate",
                                                           "published"};
constexpr std::array<std::string_view, 6> kExpiryDates = {"expirydate",     "expiry_date", "unpublishdate",
                                                          "unpublish_date", "expires",     "expire"};

std::optional<std::int64_t> instant(std::string_view name, const std::string& value,
                                    std::vector<std::string>& notes) {
  Article dated;
  const std::string iso = iso_of_written_date(value);
  if (std::string fault = set_modified(name, iso.empty() ? value : iso, dated); !fault.empty()) {
    notes.push_back(std::move(fault));
  }
  return dated.modified;
}

}  // namespace

std::optional<bool> truth_value(std::string_view text) {
  const std::string word = text::fold(one_line(text));
  if (text::is_one_of(word, kTrue)) return true;
  if (text::is_one_of(word, kFalse)) return false;
  return std::nullopt;
}

Publication judge_publication(const FieldOf& field, std::int64_t now) {
  Publication result;
  // The first reason found is said.
  const auto hide_if = [&](bool hidden, const std::string& why) {
    if (!hidden || !result.is_public) return;
    result.is_public = false;
    result.why = why;
  };
  // Whether a field is true or false; anything else is said and counts for nothing.
  const auto is = [&](std::string_view name, bool wanted) {
    const std::string value = field(name);
    if (value.empty()) return false;
    const std::optional<bool> truth = truth_value(value);
    if (!truth)
      result.notes.push_back("'" + std::string(name) + "' is neither true nor false: " + in_quotes(value));
    return truth == wanted;
  };
  hide_if(is("draft", true), "draft");
  hide_if(is("isdraft", true), "draft");
  hide_if(is("private", true), "private");
  hide_if(is("publish", false), "not published");
  for (const char* name : {"status", "visibility"}) {
    const std::string state = text::fold(one_line(field(name)));
    hide_if(text::is_one_of(state, kNotPublic), state);
  }
  hide_if(!one_line(field("password")).empty(), kWithPassword);
  for (const std::string_view name : kPublishDates) {
    const std::string value = field(name);
    if (value.empty()) continue;
    // Hugo takes `published` for a date, Jekyll for a truth value.
    if (const auto truth = name == "published" ? truth_value(value) : std::nullopt) {
      hide_if(!*truth, "not published");
      continue;
    }
    const auto begins = instant(name, value, result.notes);
    hide_if(begins && *begins > now, "not yet published");
  }
  for (const std::string_view name : kExpiryDates) {
    const std::string value = field(name);
    if (value.empty()) continue;
    const auto ends = instant(name, value, result.notes);
    hide_if(ends && *ends <= now, "expired");
  }
  return result;
}

std::vector<std::string> draft_ids_of_post(std::string_view id) {
  constexpr std::string_view kPosts = "_posts/", kDate = "0000-00-00-";
  const std::size_t at = id.rfind(kPosts);
  if (at == std::string_view::npos || (at > 0 && id[at - 1] != '/')) return {};
  const std::string folder = std::string(id.substr(0, at)) + "_drafts/";
  const std::string_view name = id.substr(at + kPosts.size());
  std::vector<std::string> drafts{folder + std::string(name)};
  const bool dated = name.size() > kDate.size() &&
                     std::equal(kDate.begin(), kDate.end(), name.begin(), [](char pattern, char c) {
                       return pattern == '0' ? c >= '0' && c <= '9' : c == pattern;
                     });
  if (dated) drafts.push_back(folder + std::string(name.substr(kDate.size())));
  return drafts;
}

bool is_in_drafts_folder(std::string_view path) {
  constexpr std::string_view kDrafts = "_drafts/";
  return path.starts_with(kDrafts) || path.find("/_drafts/") != std::string_view::npos;
}

}  // namespace fonds::archive
