#include "indexer/sync/live_site.h"

#include <utility>

#include "indexer/sync/page_reading.h"
#include "indexer/sync/wordpress_reading.h"

namespace fonds::sync {
namespace {

using archive::Ending;

// The password goes to the site that the user named, and nowhere else that the site may point to.
bool is_same_site(const Address& a, const Address& b) {
  const auto bare = [](const std::string& host) { return host.starts_with("www.") ? host.substr(4) : host; };
  return bare(a.host) == bare(b.host) && (a.scheme == "https" || a.scheme == b.scheme);
}

// The address of a sitemap or feed rather than of a site.
bool names_a_list(const Address& address) {
  const std::string& path = address.path;
  for (const std::string_view ending : {".xml", ".xml.gz", ".txt", ".rss", ".atom"}) {
    if (path.ends_with(ending)) return true;
  }
  return path.find("sitemap") != std::string::npos;
}

}  // namespace

std::string digest_of_rules(const SiteOptions& options) {
  std::string rules = options.id_prefix + (options.reader.tags_are_dossiers ? "\n+" : "\n-");
  for (const std::string& type : options.reader.post_types) rules += type + "\n";
  for (const auto& [name, label] : options.reader.dossier_names) rules += name + "\t" + label + "\n";
  return digest_of(rules);
}

bool is_doubtful_loss(std::uint64_t lost, std::uint64_t of) {
  constexpr std::uint64_t kFew = 20, kShare = 5;
  return lost > kFew && lost * kShare > of;
}

LiveSite::LiveSite(SiteOptions options, SiteMemory memory)
    : options_(std::move(options)), memory_(std::move(memory)), new_memory_(memory_.json) {}

LiveSite::~LiveSite() = default;

void LiveSite::read(archive::RecordSink& sink) {
  const auto fail = [&](Ending ending, const std::string& why) {
    report_.fault = why;
    report_.complete = false;
    sink.break_off(0, ending, why);
  };
  const std::optional<Address> address = parse_address(options_.address);
  if (!address) {
    return fail(Ending::unreadable,
                "is no address of a site: https://HOST/, without a name or password in it");
  }
  Fetcher fetcher(options_.network, *address);
  try {
    read_site(fetcher, *address, sink);
  } catch (const NetworkError& error) {
    fail(error.kind() == NetworkError::Kind::unreachable ? Ending::unreachable : Ending::unreadable,
         error.what());
  } catch (const ApiRefusal& refusal) {
    fail(Ending::unreadable, refusal.what());
  }
  report_.requests = fetcher.requests();
}

void LiveSite::read_site(Fetcher& fetcher, const Address& address, archive::RecordSink& sink) {
  if (options_.credentials) fetcher.authenticate(*options_.credentials, address);
  std::optional<WordPressState> state = parse_wordpress_state(memory_.json);
  if (!state) {
    if (const auto pages = parse_page_state(memory_.json)) return read_pages(fetcher, address, *pages, sink);
    if (names_a_list(address)) return read_pages(fetcher, address, {}, sink);
    const std::optional<ApiLocation> location = find_api(fetcher, address);
    if (!location) return read_pages(fetcher, address, {}, sink);
    state.emplace();
    state->root = location->root;
    state->language = location->language;
  }
  const std::optional<Address> origin = parse_address(state->root);
  if (options_.credentials && origin && is_same_site(*origin, address))
    fetcher.authenticate(*options_.credentials, *origin);
  read_wordpress(fetcher, *state, sink);
}

void LiveSite::read_pages(Fetcher& fetcher, const Address& address, const PageState& state,
                          archive::RecordSink& sink) {
  PageReading reading(options_, memory_, fetcher, address, state, report_);
  const auto keep = [&] { new_memory_ = reading.state().json(); };
  try {
    if (!reading.read(sink)) {
      report_.fault = "there is neither a REST API of WordPress nor a sitemap";
      sink.break_off(0, Ending::unknown_kind, report_.fault);
    }
  } catch (...) {
    keep();
    throw;
  }
  if (report_.fault.empty() || !reading.state().pages.empty()) keep();
}

void LiveSite::read_wordpress(Fetcher& fetcher, const WordPressState& state, archive::RecordSink& sink) {
  WordPressReading reading(options_, memory_, fetcher, state, report_);
  try {
    reading.read(sink);
  } catch (...) {
    new_memory_ = reading.state().json();
    throw;
  }
  new_memory_ = reading.state().json();
}

}  // namespace fonds::sync
