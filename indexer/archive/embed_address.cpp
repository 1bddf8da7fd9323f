#include "indexer/archive/embed_address.h"

#include <array>
#include <cstddef>

#include "indexer/text/ascii.h"

namespace fonds::archive {
namespace {

struct EmbedKind {
  std::string_view sign;
  Shown shown;
};
// In an address, host and path.
constexpr auto kEmbedKinds = std::to_array<EmbedKind>(
    {{"youtube", Shown::video},       {"youtu.be", Shown::video},      {"vimeo.", Shown::video},
     {"dailymotion", Shown::video},   {"dai.ly", Shown::video},        {"twitch.tv", Shown::video},
     {"/videos/", Shown::video},      {"/video/", Shown::video},       {"video.php", Shown::video},
     {"wpvideo", Shown::video},       {"soundcloud", Shown::sound},    {"mixcloud", Shown::sound},
     {"spotify", Shown::sound},       {"deezer", Shown::sound},        {"ausha.co", Shown::sound},
     {"acast.com", Shown::sound},     {"podcast", Shown::sound},       {"/maps", Shown::map},
     {"maps.", Shown::map},           {"openstreetmap", Shown::map},   {"umap.", Shown::map},
     {"calameo", Shown::document},    {"scribd", Shown::document},     {"issuu", Shown::document},
     {"slideshare", Shown::document}, {"docs.google", Shown::document}});
// What somebody has posted, not who he is: host, and what the path must have.
struct PostSite {
  std::string_view host, path;
};
constexpr auto kPostSites = std::to_array<PostSite>({{"twitter.com/", "/status"},
                                                     {"//x.com/", "/status/"},
                                                     {"www.x.com/", "/status/"},
                                                     {"instagram.com/", "/p/"},
                                                     {"instagram.com/", "/reel/"},
                                                     {"facebook.com/", "/posts/"},
                                                     {"facebook.com/", "/photos/"},
                                                     {"facebook.com/", "/permalink"},
                                                     {"tiktok.com/", "/video/"},
                                                     {"threads.net/", "/post/"},
                                                     {"bsky.app/", "/post/"},
                                                     {"flickr.com/", "/photos/"},
                                                     {"linkedin.com/", "/posts/"}});
constexpr auto kEndings = std::to_array<EmbedKind>({{".mp4", Shown::video},
                                                    {".webm", Shown::video},
                                                    {".ogv", Shown::video},
                                                    {".mov", Shown::video},
                                                    {".mp3", Shown::sound},
                                                    {".m4a", Shown::sound},
                                                    {".ogg", Shown::sound},
                                                    {".wav", Shown::sound},
                                                    {".pdf", Shown::document}});

bool is_post(std::string_view url) {
  for (const PostSite& site : kPostSites) {
    const std::size_t at = url.find(site.host);
    if (at != std::string_view::npos &&
        url.find(site.path, at + site.host.size() - 1) != std::string_view::npos)
      return true;
  }
  return false;
}

// As a browser would take it; empty where it is no address.
std::string whole_address(std::string_view written) {
  std::string url(written);
  const std::size_t scheme_end = url.find("://");
  if (scheme_end != std::string::npos) {
    const std::string scheme = text::ascii_lower(url.substr(0, scheme_end));
    if (scheme != "http" && scheme != "https" && !scheme.starts_with("httpv")) return {};
    url.replace(0, scheme_end, scheme == "http" ? "http" : "https");
  } else if (url.starts_with("//")) {
    url.insert(0, "https:");
  } else if (text::ascii_lower(url.substr(0, 4)) == "www.") {
    url.insert(0, "https://");
  } else {
    return {};
  }
  return is_whole_address(url) ? url : std::string();
}

}  // namespace

Shown shown_at(std::string_view address) {
  const std::string url = text::ascii_lower(address);
  const std::string_view path = std::string_view(url).substr(0, url.find_first_of("?#"));
  for (const EmbedKind& kind : kEndings) {
    if (path.ends_with(kind.sign)) return kind.shown;
  }
  for (const EmbedKind& kind : kEmbedKinds) {
    if (path.find(kind.sign) != std::string_view::npos) return kind.shown;
  }
  return is_post(path) ? Shown::post : Shown::other;
}

bool is_whole_address(std::string_view text) {
  const std::string scheme = text::ascii_lower(text.substr(0, text.find(':') + 3));
  return (scheme == "http://" || scheme == "https://") && text.size() > scheme.size() &&
         text.find_first_of(" \t\r\n<>\"") == std::string_view::npos;
}

std::vector<std::string> embed_addresses(std::string_view text) {
  std::vector<std::string> addresses;
  constexpr std::string_view kBlanks = " \t\r\n\f";
  constexpr std::string_view kNoBreak = "\u00A0";
  const auto blank = [&](std::size_t at) {
    if (kBlanks.find(text[at]) != std::string_view::npos) return std::size_t{1};
    return text.substr(at).starts_with(kNoBreak) ? kNoBreak.size() : std::size_t{0};
  };
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t size = blank(at); size > 0) {
      at += size;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && blank(end) == 0) ++end;
    std::string address = whole_address(text.substr(at, end - at));
    if (address.empty() || shown_at(address) == Shown::other) return {};
    addresses.push_back(std::move(address));
    at = end;
  }
  return addresses;
}

}  // namespace fonds::archive
