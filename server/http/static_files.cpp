#include "server/http/static_files.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <utility>

#include "indexer/text/fnv.h"

namespace fonds::http {
namespace {

struct MediaType {
  std::string_view ending;
  std::string_view type;
};

constexpr std::array<MediaType, 18> kMediaTypes{{
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".xml", "application/xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".gif", "image/gif"},
    {".ico", "image/vnd.microsoft.icon"},
    {".woff2", "font/woff2"},
    {".pdf", "application/pdf"},
}};

constexpr std::string_view kRevalidate = "no-cache";
constexpr std::string_view kForEver =
    "public, max-age=31536000, immutable";  // a year, the customary "for ever"

}  // namespace

std::string_view media_type_of(std::string_view path) {
  for (const auto& [ending, type] : kMediaTypes) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

void StaticFiles::add(std::string path, std::string content) {
  File file;
  file.version = text::digest(content);
  file.response.content_type = media_type_of(path);
  file.response.etag = '"' + file.version + '"';
  file.response.body = std::make_shared<const std::string>(std::move(content));
  files_.insert_or_assign(std::move(path), std::move(file));
}

bool StaticFiles::respond(std::string_view path, std::string_view query, Response& response) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return false;
  const auto& [file, version] = found->second;
  response = file;
  response.cache_control = query == "v=" + version ? kForEver : kRevalidate;
  return true;
}

std::string_view StaticFiles::version(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? std::string_view{} : std::string_view(found->second.version);
}

}  // namespace fonds::http
