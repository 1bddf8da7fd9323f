#include "indexer/text/encodings.h"

#include <memory>

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "indexer/text/utf8.h"

namespace fonds::text {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const std::string& charset) {
  // An empty name would be the machine's own charset.
  if (charset.empty()) return nullptr;
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(charset.c_str(), &error));
  return U_SUCCESS(error) ? std::move(converter) : nullptr;
}

}  // namespace

std::optional<ByteTable> byte_table(const std::string& charset) {
  const Converter converter = open_converter(charset);
  if (!converter || ucnv_getMaxCharSize(converter.get()) != 1 || ucnv_getMinCharSize(converter.get()) != 1)
    return std::nullopt;
  ByteTable table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const char byte = static_cast<char>(0x80 + i);
    const char* at = &byte;
    UErrorCode error = U_ZERO_ERROR;
    const UChar32 code = ucnv_getNextUChar(converter.get(), &at, &byte + 1, &error);
    table[i] = U_SUCCESS(error) ? static_cast<char32_t>(code) : U'\uFFFD';
  }
  return table;
}

std::optional<std::string> to_utf8(std::string_view bytes, const std::string& charset) {
  const Converter converter = open_converter(charset);
  if (!converter) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(), error);
  if (U_FAILURE(error)) return std::nullopt;
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

}  // namespace fonds::text
