#include "server/api/text_body.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"

namespace fonds::api {
namespace {

// "Text/Plain; charset=utf-8" -> "text/plain"
std::string essence(std::string_view content_type) {
  return text::ascii_lower(text::trimmed(content_type.substr(0, content_type.find(';'))));
}

bool is_json(const std::string& type) {
  return type == "application/json";
}

}  // namespace

std::size_t most_bytes(std::string_view content_type) {
  return is_json(essence(content_type)) ? kJsonBytes : kTextBytes;
}

std::variant<TextBody, Problem> parse_text_body(std::string_view content_type, std::string_view bytes) {
  const std::string type = essence(content_type);
  TextBody text;
  if (is_json(type)) {
    const auto json = nlohmann::json::parse(bytes, nullptr, false);
    if (!json.is_object()) {
      return Problem{400, "the body is not a JSON object such as {\"title\": \"…\", \"body\": \"…\"}",
                     "body"};
    }
    for (const auto& [name, value] : json.items()) {
      if (name != "title" && name != "body") {
        return Problem{400, "the body has 'title' and 'body' only", text::repair_utf8(name)};
      }
      if (!value.is_string()) return Problem{400, "'" + name + "' is a string", name};
      (name == "title" ? text.title : text.body) = value.get<std::string>();
    }
  } else if (type.empty() || type == "text/plain") {
    text.body = text::repair_utf8(bytes);
  } else {
    return Problem{415, "send the text as text/plain, or as application/json with 'title' and 'body'", {}};
  }
  if (text.title.size() + text.body.size() > kTextBytes) {
    return Problem{413, "a text has " + std::to_string(kTextBytes) + " bytes at most", "body"};
  }
  if (text.title.find_first_not_of(" \t\r\n") == std::string::npos &&
      text.body.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Problem{400, "there is no text in the body", "body"};
  }
  return text;
}

}  // namespace fonds::api
