// What a Site holds. Internal to the site (site*.cpp), whose pages are in a file each.
#pragma once

#include <vector>

#include "server/api/site_parts.h"

namespace fonds::api {

struct Site::Impl {
  explicit Impl(SiteOptions options);
  Templates templates;
  Frame frame;
  // the parts of the style sheet, one after the other
  std::string style;
  std::vector<StaticFile> static_files;
  std::string version;
};

}  // namespace fonds::api
