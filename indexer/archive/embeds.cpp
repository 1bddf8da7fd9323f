#include "indexer/archive/embeds.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "indexer/archive/admission.h"
#include "indexer/archive/embed_address.h"
#include "indexer/archive/html_tables.h"
#include "indexer/archive/images.h"
#include "indexer/text/ascii.h"

namespace fonds::archive {
namespace {

// White space of the editor's as well as the file's.
std::string_view trimmed_line(std::string_view line) {
  constexpr auto kBlanks =
      std::to_array<std::string_view>({" ", "\t", "\r", "\n", "\u00A0", "&nbsp;", "&#160;", "\u200B"});
  return text::trimmed_of(line, kBlanks);
}

// What remains of a line inside the tags of a paragraph: "<p>https://…</p>", "https://…<br />".
std::string_view without_paragraph_tags(std::string_view line) {
  if (line.starts_with("<p>") || line.starts_with("<p "))
    line.remove_prefix(std::min(line.find('>'), line.size() - 1) + 1);
  for (const std::string_view end : {"</p>", "<br />", "<br/>", "<br>"}) {
    if (line.ends_with(end)) line.remove_suffix(end.size());
  }
  return trimmed_line(line);
}

constexpr std::uint32_t kLeastFramePixels = 24;  // smaller frames are counters
constexpr std::size_t kNodesOfEmbed = 2'000;     // looked at for an address

// Frames that show nothing of the article: what counts, sells or shares.
constexpr auto kNothingToSee = std::to_array<std::string_view>(
    {"googletagmanager.", "doubleclick.net", "googlesyndication.", "amazon-adsystem.", "/plugins/like.php",
     "/plugins/share_button", "platform.twitter.com/widgets/tweet_button", "about:blank", "recaptcha"});

// What stands before the name of what is shown in the address of a player, and in that of its page.
struct Player {
  std::string_view player, page;
};
constexpr auto kPlayers =
    std::to_array<Player>({{"youtube.com/embed/", "https://www.youtube.com/watch?v="},
                           {"youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v="},
                           {"player.vimeo.com/video/", "https://vimeo.com/"},
                           {"dailymotion.com/embed/video/", "https://www.dailymotion.com/video/"}});

std::string_view name_of(Shown shown) {
  switch (shown) {
    case Shown::video:
      return "Vidéo";
    case Shown::sound:
      return "Son";
    case Shown::map:
      return "Carte";
    case Shown::document:
      return "Document";
    case Shown::post:
      return "Publication";
    case Shown::other:
      break;
  }
  return "Contenu";
}

// The first address that an element has.
std::string_view own_address(const GumboNode& element) {
  for (const char* name : {"data-lazy-src", "data-src", "src", "data"}) {
    const std::string_view address = text::trimmed(attribute(element, name));
    if (!address.empty()) return address;
  }
  return {};
}

// Calls f(element) for what is inside, in order, until it returns false.
template <typename F>
void for_each_element(const GumboNode& top, const F& f) {
  std::vector<const GumboNode*> waiting{&top};
  for (std::size_t seen = 0; !waiting.empty() && seen < kNodesOfEmbed; ++seen) {
    const GumboNode& node = *waiting.back();
    waiting.pop_back();
    if (node.type == GUMBO_NODE_ELEMENT && &node != &top && !f(node)) return;
    const GumboVector& children = children_of(node);
    for (unsigned i = children.length; i-- > 0;)
      waiting.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
}

std::string page_of_player(std::string url) {
  for (const Player& player : kPlayers) {
    const std::size_t at = url.find(player.player);
    if (at == std::string::npos || at > std::string_view("https://www.").size()) continue;
    const std::string_view rest = std::string_view(url).substr(at + player.player.size());
    const std::string_view name = rest.substr(0, rest.find_first_of("?&#/"));
    if (!name.empty()) return std::string(player.page).append(name);
  }
  return url;
}

}  // namespace

bool is_embed(GumboTag tag) {
  return tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_VIDEO || tag == GUMBO_TAG_AUDIO ||
         tag == GUMBO_TAG_EMBED || tag == GUMBO_TAG_OBJECT;
}

std::string embedded_address(const GumboNode& element) {
  for (const char* name : {"width", "height"}) {
    const std::string_view length = attribute(element, name);
    const bool is_share = length.ends_with('%');
    if (!length.empty() && !is_share && number_attribute(element, name) < kLeastFramePixels) return {};
  }
  std::string_view address = own_address(element);
  if (address.empty()) {
    for_each_element(element, [&](const GumboNode& inner) {
      const GumboTag tag = inner.v.element.tag;
      if (tag == GUMBO_TAG_SOURCE || tag == GUMBO_TAG_EMBED) address = own_address(inner);
      return address.empty();
    });
  }
  if (address.starts_with("data:") || address.starts_with("blob:")) return {};
  for (const std::string_view nothing : kNothingToSee) {
    if (address.find(nothing) != std::string_view::npos) return {};
  }
  return std::string(address);
}

std::vector<std::string> embedded_addresses(const GumboNode& part) {
  std::vector<std::string> addresses;
  for_each_element(part, [&](const GumboNode& element) {
    if (!is_embed(element.v.element.tag)) return true;
    std::string address = embedded_address(element);
    if (!address.empty()) addresses.push_back(std::move(address));
    return addresses.size() < kMaxEmbeds;
  });
  return addresses;
}

void settle_embeds(Article& article) {
  for (Embed& embed : article.embeds) {
    embed.url = page_of_player(resolved_address(article.url, one_line(embed.url)));
    if (embed.url.size() > kMaxUrlBytes) embed.url.clear();
  }
  std::erase_if(article.embeds, [](const Embed& embed) { return embed.url.empty(); });
  if (article.embeds.size() > kMaxEmbeds) article.embeds.resize(kMaxEmbeds);
}

std::string embed_label(std::string_view url) {
  std::string_view host = url.substr(std::min(url.find("//") + 2, url.size()));
  if (url.find("//") == std::string_view::npos) host = {};
  host = host.substr(0, host.find_first_of("/?#:"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  std::string label(name_of(shown_at(url)));
  label += "\u00A0: voir sur ";
  return host.empty() ? label + "le site d’origine" : label.append(host);
}

std::string with_embed_frames(std::string_view html) {
  std::string text;
  text.reserve(html.size());
  for (std::size_t begin = 0; begin < html.size();) {
    const std::size_t end = std::min(html.find('\n', begin), html.size());
    const std::string_view line = html.substr(begin, end - begin);
    const std::string_view inside = without_paragraph_tags(trimmed_line(line));
    const std::vector<std::string> shown = embed_addresses(inside);
    if (is_whole_address(inside)) {
      text.append("<iframe src=\"").append(inside).append("\"></iframe>");
    } else if (!shown.empty()) {
      for (const std::string& address : shown)
        text.append("<iframe src=\"").append(address).append("\"></iframe>");
    } else {
      text.append(line);
    }
    if (end < html.size()) text += '\n';
    begin = end + 1;
  }
  return text;
}

}  // namespace fonds::archive
