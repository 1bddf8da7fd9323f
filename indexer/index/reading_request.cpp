#include "indexer/index/reading_request.h"

#include <system_error>

#include "indexer/index/access.h"
#include "indexer/index/durable_file.h"
#include "indexer/index/generation.h"

namespace fonds::index {

namespace {
constexpr const char* kRequestFile = "lire-maintenant";
}  // namespace

void ask_for_reading(const std::filesystem::path& desk) {
  replace_file(desk / kRequestFile, "", access_of(desk));
}

bool is_reading_asked_for(const std::filesystem::path& desk) {
  std::error_code ignored;
  return std::filesystem::exists(desk / kRequestFile, ignored);
}

std::string begin_reading(const std::filesystem::path& desk) {
  std::error_code error;
  std::filesystem::remove(desk / kRequestFile, error);
  return error ? "cannot take away " + (desk / kRequestFile).string() + ": " + error.message() : "";
}

}  // namespace fonds::index
