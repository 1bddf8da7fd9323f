#include "server/api/xml_text.h"

#include "indexer/archive/body_html.h"

namespace fonds::api {

// XML 1.0 (2.2) allows no control characters but tab, line feed and carriage return, and neither U+FFFE nor
// U+FFFF; those from U+0080 to U+009F it discourages, and no reader knows what to do with them.
std::string xml(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto u = static_cast<unsigned char>(c);
    const std::string_view next = text.substr(i, 3);
    if (next == "\xEF\xBF\xBE" || next == "\xEF\xBF\xBF") {
      i += 2;
    } else if (c == '\xC2' && next.size() > 1 && static_cast<unsigned char>(next[1]) < 0xA0) {
      i += 1;
    } else if (u >= 0x20 || c == '\t' || c == '\n' || c == '\r') {
      clean += c;
    }
  }
  return archive::escape_html(clean);
}

void element(std::string_view name, std::string_view text, std::string& out) {
  if (text.empty()) return;
  out += "<" + std::string(name) + ">" + xml(text) + "</" + std::string(name) + ">";
}

}  // namespace fonds::api
