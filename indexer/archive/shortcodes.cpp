// Idea: find every [name …] and [/name] first, decide for each whether it is a shortcode (a closing tag
// anywhere makes its name one), then copy what remains.
#include "indexer/archive/shortcodes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/archive/embed_address.h"
#include "indexer/text/ascii.h"
#include "indexer/text/one_of.h"

namespace fonds::archive {
namespace {

// No shortcode is longer, its attributes included; the search for its end goes no further.
constexpr std::size_t kMaxShortcodeBytes = 16u << 10;
constexpr std::size_t kMaxNameBytes = 64;

// What WordPress itself registers. They enclose an address or a caption, nothing of the article.
constexpr std::array<std::string_view, 7> kCore = {"gallery", "caption", "wp_caption", "embed",
                                                   "audio",   "video",   "playlist"};
// Embeds of wordpress.com and its plugin that take a bare argument: [vimeo 12345].
constexpr std::array<std::string_view, 14> kEmbeds = {
    "youtube",    "vimeo",  "dailymotion", "soundcloud", "wpvideo", "videopress", "ted",
    "slideshare", "scribd", "tweet",       "googlemaps", "gist",    "flickr",     "instagram"};

// Footnotes, by the plugins that have them: their text belongs to the article.
constexpr std::array<std::string_view, 6> kFootnotes = {"ref",      "footnote", "footnotes",
                                                        "efn_note", "mfn",      "modern_footnote"};

bool is_name_char(char c) {
  return text::is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// What shows something from elsewhere; their address is kept.
constexpr std::array<std::string_view, 7> kPlayerCodes = {"embed", "video",       "audio",     "youtube",
                                                          "vimeo", "dailymotion", "soundcloud"};

// Up to where an address goes in what a shortcode says: quotes, spaces and other attributes are none of it.
std::string_view address_in(std::string_view text) {
  const std::size_t begin = std::min(text.find("http://"), text.find("https://"));
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin);
  return text.substr(0, text.find_first_of(" \t\r\n\"'<>[]"));
}

struct Tag {
  std::size_t begin = 0, end = 0;  // '[' to behind ']'
  std::string_view name;
  std::string_view arguments;
  bool closing = false;
  bool literal = false;  // [[name]]
  bool remove = false;
};

class Stripper {
 public:
  Stripper(std::string_view text, bool markdown) : text_(text), markdown_(markdown) {}

  std::string strip() {
    find_tags();
    if (tags_.empty()) return std::string(text_);
    for (Tag& tag : tags_) tag.remove = !tag.literal && is_shortcode(tag);
    return without_tags();
  }

 private:
  void find_tags() {
    for (std::size_t at = text_.find('['); at != std::string_view::npos;) {
      const std::optional<Tag> tag = parse(at);
      if (tag) {
        if (tag->closing) closed_.insert(tag->name);
        tags_.push_back(*tag);
      }
      at = text_.find('[', tag ? tag->end : at + 1);
    }
  }

  std::optional<Tag> parse(std::size_t begin) const {
    Tag tag;
    tag.begin = begin;
    std::size_t at = begin + 1;
    if (at < text_.size() && text_[at] == '/') {
      tag.closing = true;
      ++at;
    }
    const std::size_t name_begin = at;
    if (at >= text_.size() || !text::is_ascii_letter(text_[at])) return std::nullopt;
    while (at < text_.size() && is_name_char(text_[at])) ++at;
    tag.name = text_.substr(name_begin, at - name_begin);
    if (at >= text_.size() || tag.name.size() > kMaxNameBytes) return std::nullopt;
    const char next = text_[at];
    if (next != ']' && next != '/' && next != '=' && !text::is_ascii_space(next)) return std::nullopt;
    const std::optional<std::size_t> close = closing_bracket(at);
    if (!close) return std::nullopt;
    tag.arguments = text_.substr(at, *close - at);
    tag.end = *close + 1;
    if (tag.closing && tag.arguments.find_first_not_of(" \t\r\n") != std::string_view::npos)
      return std::nullopt;
    tag.literal = begin > 0 && text_[begin - 1] == '[' && tag.end < text_.size() && text_[tag.end] == ']';
    return tag;
  }

  // The ']' that ends a tag: the first one outside an attribute's quotes, or, where quotes are not balanced,
  // the first.
  std::optional<std::size_t> closing_bracket(std::size_t from) const {
    const std::string_view rest = text_.substr(from, kMaxShortcodeBytes);
    char quote = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
      const char c = rest[i];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if ((c == '"' || c == '\'') && i > 0 && rest[i - 1] == '=') {
        quote = c;
      } else if (c == ']') {
        return from + i;
      } else if (c == '[') {
        return std::nullopt;
      }
    }
    const std::size_t first = rest.find(']');
    return first == std::string_view::npos ? std::nullopt : std::optional(from + first);
  }

  bool is_shortcode(const Tag& tag) const {
    if (markdown_ && tag.end < text_.size() &&
        (text_[tag.end] == '(' || text_[tag.end] == ':' || text_[tag.end] == '[') &&
        !text::is_one_of(tag.name, kCore)) {
      return false;
    }
    if (markdown_ && tag.begin > 0 && (text_[tag.begin - 1] == '!' || text_[tag.begin - 1] == ']'))
      return false;
    if (tag.closing || closed_.contains(tag.name) || text::is_one_of(tag.name, kCore)) return true;
    if (tag.name.find('_') != std::string_view::npos) return true;
    if (has_attribute(tag.arguments) || tag.arguments.ends_with('/')) return true;
    if (text::is_one_of(tag.name, kEmbeds) && !tag.arguments.empty()) return true;
    const bool lower =
        std::none_of(tag.name.begin(), tag.name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return lower && tag.name.find('-') != std::string_view::npos && is_alone_on_line(tag);
  }

  // name=value, or an address as the first argument. "[n = 3]" has no name before its '='.
  static bool has_attribute(std::string_view arguments) {
    if (arguments.starts_with('=')) return true;  // [youtube=http://…]
    const std::size_t first = arguments.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return false;
    const std::string_view trimmed = arguments.substr(first);
    if (trimmed.starts_with("http://") || trimmed.starts_with("https://")) return true;
    for (std::size_t at = arguments.find('='); at != std::string_view::npos;
         at = arguments.find('=', at + 1)) {
      if (at > 0 && is_name_char(arguments[at - 1]) && at + 1 < arguments.size() &&
          !text::is_ascii_space(arguments[at + 1]))
        return true;
    }
    return false;
  }

  // Between line ends or tags, as an editor puts a shortcode; words in brackets stand in a sentence.
  bool is_alone_on_line(const Tag& tag) const {
    std::size_t before = tag.begin;
    while (before > 0 && (text_[before - 1] == ' ' || text_[before - 1] == '\t')) --before;
    std::size_t after = tag.end;
    while (after < text_.size() && (text_[after] == ' ' || text_[after] == '\t' || text_[after] == '\r'))
      ++after;
    const bool starts = before == 0 || text_[before - 1] == '\n' || text_[before - 1] == '>';
    const bool ends = after == text_.size() || text_[after] == '\n' || text_[after] == '<';
    return starts && ends;
  }

  std::string without_tags() const {
    // For each core tag, and each that encloses nothing but a player's address, the closing tag that ends what it
    // encloses: the next of its name, nothing between opening again.
    std::vector<std::size_t> skip_to(tags_.size());
    std::unordered_map<std::string_view, std::size_t> next_closing;
    for (std::size_t i = tags_.size(); i-- > 0;) {
      const Tag& tag = tags_[i];
      skip_to[i] = i;
      if (!tag.remove) continue;
      if (tag.closing) {
        next_closing[tag.name] = i;
      } else if (const auto found = next_closing.find(tag.name); found != next_closing.end()) {
        const bool encloses = !tag.arguments.ends_with('/');
        const std::size_t end = tags_[found->second].begin;
        if (encloses && (text::is_one_of(tag.name, kCore) ||
                         !embed_addresses(text_.substr(tag.end, end - tag.end)).empty()))
          skip_to[i] = found->second;
        next_closing.erase(found);
      }
    }
    std::string result;
    result.reserve(text_.size());
    std::size_t copied = 0;
    for (std::size_t i = 0; i < tags_.size(); ++i) {
      const Tag& tag = tags_[i];
      if (tag.literal) {
        result.append(text_.substr(copied, tag.begin - 1 - copied))
            .append(text_.substr(tag.begin, tag.end - tag.begin));
        copied = tag.end + 1;
        continue;
      }
      if (!tag.remove) continue;
      result.append(text_.substr(copied, tag.begin - copied));
      if (text::is_one_of(tag.name, kFootnotes) && closed_.contains(tag.name)) {
        result += tag.closing ? ")" : " (";
        copied = tag.end;
        continue;
      }
      // Layout shortcodes come in runs, [/column][column]: between them a paragraph ends. A single one may
      // stand inside a word, as in [dropcap]A[/dropcap]vril.
      const bool follows_another = copied > 0 && copied == tag.begin;
      const bool shows =
          text::is_one_of(tag.name, kPlayerCodes) || (skip_to[i] != i && !text::is_one_of(tag.name, kCore));
      if (shows && !tag.closing) result += frame_of(tag, tags_[skip_to[i]]);
      i = skip_to[i];
      copied = tags_[i].end;
      if (follows_another && !result.ends_with('\n')) result += "\n\n";
    }
    result.append(text_.substr(copied));
    return result;
  }

  // A frame with the address that a tag, or what it encloses up to its closing tag, gives.
  std::string frame_of(const Tag& tag, const Tag& last) const {
    std::string_view address = address_in(tag.arguments);
    if (address.empty() && last.begin > tag.end)
      address = address_in(text_.substr(tag.end, last.begin - tag.end));
    if (address.empty()) return {};
    return std::string("<iframe src=\"").append(address).append("\"></iframe>");
  }

  std::string_view text_;
  const bool markdown_;
  std::vector<Tag> tags_;
  std::unordered_set<std::string_view> closed_;
};

}  // namespace

std::string strip_shortcodes(std::string_view html) {
  return Stripper(html, false).strip();
}

std::string strip_shortcodes_from_markdown(std::string_view markdown) {
  return Stripper(markdown, true).strip();
}

}  // namespace fonds::archive
