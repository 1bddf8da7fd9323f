// The files of the site, held in memory and served by name: no path of a request ever reaches the file
// system. Thread safety: immutable after construction.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace fonds::http {

class StaticFiles {
 public:
  // `path` is the URL path ("/static/site.css"); the media type follows from its ending.
  void add(std::string path, std::string content);

  // False where there is no such file. The content's version, asked for as "?v=VERSION", may be kept for
  // ever; without it the client revalidates by ETag each time.
  bool respond(std::string_view path, std::string_view query, Response& response) const;

  // Changes whenever the content does; empty where there is no such file.
  std::string_view version(std::string_view path) const;

 private:
  struct File {
    Response response;
    std::string version;
  };
  std::map<std::string, File, std::less<>> files_;
};

// "text/css; charset=utf-8" for "site.css"; "application/octet-stream" for an unknown ending.
std::string_view media_type_of(std::string_view path);

}  // namespace fonds::http
