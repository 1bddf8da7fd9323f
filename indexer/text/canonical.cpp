#include "indexer/text/canonical.h"

#include <algorithm>
#include <memory>

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/normalizer2.h>

#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"

namespace fonds::text {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string compose(std::string_view utf8) {
  if (is_ascii(utf8) || !is_valid_utf8(utf8)) return std::string(utf8);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  nfc->normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<int>(utf8.size())), sink, nullptr, status);
  return U_SUCCESS(status) ? composed : std::string(utf8);
}

std::string ascii_host(std::string_view host) {
  const std::string lower = ascii_lower(host);
  if (is_ascii(lower)) return lower;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::IDNA> idna(
      icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII, status));
  if (U_FAILURE(status)) return lower;
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  idna->nameToASCII_UTF8(icu::StringPiece(lower.data(), static_cast<int>(lower.size())), sink, info, status);
  return U_SUCCESS(status) && !info.hasErrors() ? ascii : lower;
}

}  // namespace fonds::text
