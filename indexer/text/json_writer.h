// Writes JSON text front to back, for answers whose shape is known: no tree is built in between, which took
// a tenth of the time of a search.
//
// Thread safety: one thread per writer. Text that is no UTF-8 comes out with U+FFFD in its place.
#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fonds::text {

class JsonWriter {
 public:
  // { or [
  JsonWriter& open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
    return *this;
  }
  // } or ]
  JsonWriter& close(char bracket) {
    out_ += bracket;
    first_ = false;
    return *this;
  }
  // REQUIRES: a key of plain letters.
  JsonWriter& key(std::string_view name) {
    separate();
    out_ += '"';
    out_ += name;
    out_ += "\":";
    first_ = true;
    return *this;
  }

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth) { return raw(truth ? "true" : "false"); }
  JsonWriter& value(std::nullptr_t) { return raw("null"); }
  // null where it is no number
  JsonWriter& value(double number);
  template <std::integral T>
  requires(!std::same_as<T, bool>) JsonWriter& value(T number) { return raw(std::to_string(number)); }
  template <typename T>
  JsonWriter& value(const std::optional<T>& optional) {
    return optional ? value(*optional) : value(nullptr);
  }

  template <typename T>
  JsonWriter& member(std::string_view name, const T& content) {
    return key(name).value(content);
  }
  // An empty text is null.
  JsonWriter& member_or_null(std::string_view name, const std::string& text) {
    return text.empty() ? key(name).value(nullptr) : key(name).value(text);
  }

  // The text written; the writer is empty then.
  std::string take();

 private:
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  JsonWriter& raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
  }
  std::string out_;
  // nothing stands before the next value that a comma would have to part it from
  bool first_ = true;
};

}  // namespace fonds::text
