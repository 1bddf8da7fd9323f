// A page of the desk: what all of them have, and the answer that carries one. No script, nothing inline, nothing from
// elsewhere; in no cache and in no search engine.
//
// Thread safety: a Pages is immutable once made; any thread. Errors: the constructor throws std::logic_error for a broken
// template. All text is escaped.
#pragma once

#include <string>
#include <string_view>

#include "server/api/site.h"
#include "server/api/templates.h"
#include "server/http/message.h"

namespace fonds::desk {

using api::Data;
using api::DataList;

class Pages {
 public:
  explicit Pages(const api::SiteOptions& options);

  // of the site: "" or "/archives"
  const std::string& base() const { return base_; }
  // what it is called
  const std::string& site() const { return site_; }
  // An address of the desk: path("/personnes") is "/archives/redaction/personnes".
  std::string path(std::string_view below) const;

  // What head and foot need; `section` is the first word of the path, marked in the navigation.
  struct Head {
    std::string title, section;
    // signed in; both empty on the page of the door
    std::string account, form_token;
    // said above the page, once something is done
    std::string notice;
  };
  Data begin(const Head& head) const;
  http::Response respond(int status, std::string_view page, const Data& data) const;
  // 303, so that loading the page again does nothing again.
  http::Response redirect(const std::string& address) const;
  http::Response style() const;
  const std::string& style_version() const { return style_version_; }

 private:
  api::Templates templates_;
  std::string site_, base_, style_, style_version_, site_style_, icon_, typeface_;
};

// What every answer of the desk is sent with.
void protect(http::Response& response);

}  // namespace fonds::desk
