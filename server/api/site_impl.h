// What a Site holds. Internal to the site (site*.cpp), whose pages are in a file each.
#pragma once

#include <list>
#include <string>
#include <vector>

#include "server/api/site_parts.h"

namespace fonds::api {

struct Site::Impl {
  explicit Impl(SiteOptions options);
  Templates templates;
  Frame frame;
  // of the paper's own pictures, as static files; a list, since these point there
  std::list<std::string> picture_names;
  // the parts of the style sheet, one after the other
  std::string style;
  std::vector<StaticFile> static_files;
  std::string version;
};

}  // namespace fonds::api
