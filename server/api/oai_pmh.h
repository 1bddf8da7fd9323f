// OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html): how libraries harvest. Dublin Core; dossiers
// are the sets; a record's datestamp is the last change that is known of its article. What was taken out is not told
// (deletedRecord: no).
//
// Thread safety: one answer, on one worker. Errors: as State::search(); a request that is none is an answer too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/article_forms.h"
#include "server/http/query_string.h"
#include "server/search/state.h"

namespace fonds::api {

class OaiPmh {
 public:
  // `admin_email`: of who looks after the archive; empty = contact@ the host.
  OaiPmh(ArticleSite site, std::string admin_email, const search::State& state, unsigned worker,
         search::Deadline deadline);

  // `now`: seconds since the epoch.
  std::string answer(const http::QueryString& arguments, std::int64_t now);

 private:
  struct Error {
    std::string_view code;
    std::string detail;
  };
  struct Selection {
    std::string from, until, set, cursor;
  };
  std::string within_verb(const http::QueryString& arguments);
  std::string identify();
  std::string formats(const std::optional<std::string>& identifier);
  std::string sets();
  std::string record(const std::string& identifier);
  std::string list(const http::QueryString& arguments, bool whole);

  Selection selection(const http::QueryString& arguments) const;
  search::SearchRequest request_of(const Selection& selection) const;
  std::string identifier_of(const search::Hit& hit) const;
  std::optional<std::string> id_of(std::string_view identifier) const;
  void add_record(const search::Hit& hit, std::string_view lang, bool whole, std::string& out) const;

  ArticleSite site_;
  std::string admin_email_;
  const search::State& state_;
  const unsigned worker_;
  const search::Deadline deadline_;
};

}  // namespace fonds::api
