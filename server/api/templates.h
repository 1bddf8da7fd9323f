// The page templates (mustache), read once from the embedded files.
//
// Includes ({{> name}}) are resolved when a template is loaded, so that a page is parsed once and not at each
// request. Thread safety: render() may be called from any thread. Errors: the constructor throws
// std::logic_error for a template that does not parse or includes what is not there: a mistake of ours, found
// at the first start (and by the first test).
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <kainjow/mustache.hpp>

#include "web/embedded_files.h"

namespace fonds::api {

// Values for a template. Two traps: an empty string is true in a section, and a name that an object lacks is
// looked up in the objects around it. So what may be missing is set to false explicitly: see set_text().
using Data = kainjow::mustache::data;
using DataList = kainjow::mustache::list;

// Sets `name` to `text`, or to false where it is empty.
void set_text(Data& data, const std::string& name, std::string text);
// Sets `name` to the list, and `has_` + name to whether there is anything in it.
void set_list(Data& data, const std::string& name, const DataList& list);

class Templates {
 public:
  explicit Templates(std::span<const web::EmbeddedFile> files);
  // `page` is a file name without its folder and extension: "search".
  std::string render(std::string_view page, const Data& data) const;

 private:
  std::map<std::string, std::unique_ptr<kainjow::mustache::mustache>, std::less<>> pages_;
};

}  // namespace fonds::api
