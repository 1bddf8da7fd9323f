// The editors' desk at /redaction, in front of the site: what is below that path is answered here, behind a login;
// everything else, and all of it where no account exists, is handed on to the site as it came.
//
// The door (this class and door.h) knows who asks and lets nothing through without a session, a form's token and a page of
// this site; sections (visit.h) do the rest. Desk work runs on a thread of its own, with a worker of the engine that no
// search of a reader's uses; passwords are compared on another.
//
// Thread safety: as http::Handler; reconfigure() from any thread. The site and the engine must outlive it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "server/api/site.h"
#include "server/desk/alert_mailer.h"
#include "server/desk/attempts.h"
#include "server/http/message.h"
#include "server/search/engine.h"

namespace fonds::desk {

struct DeskOptions {
  api::SiteOptions site;
  // The desk's folder, the index, and the installation's register of delisted articles and synonyms (empty = none).
  std::filesystem::path folder, index, register_file = {}, synonym_file = {};
  // of the engine, kept for the desk: one call at a time
  unsigned worker = 0;
  AttemptLimits attempts = {};
  AlertMailOptions alert_mail = {};
  // Whether readers' searches are counted (reader_searches.h).
  bool reader_searches = true;
  // Seconds since the epoch; the system's clock where there is none.
  std::function<std::int64_t()> clock = {};
  // Told of what failed, and of who comes and goes; from any thread, may be empty.
  std::function<void(const std::string&)> on_failure = {}, on_event = {};
};

class Desk : public http::Handler {
 public:
  Desk(http::Handler& site, search::Engine& engine, DeskOptions options);
  ~Desk() override;
  std::size_t takes_body(const http::Request& request) const override;
  void handle(http::Request request, http::Reply reply) override;
  // What must happen without anybody asking: articles whose time out of search is over come back, searches are counted,
  // alerts are mailed. To be called now and then, by one thread at a time; looks once a minute.
  void look_after();
  // The same at once.
  void look_after_now();
  // Where the site is where no public_url is set; before the first request.
  void observe(std::string own_address);
  // What the site is called and where it is, from the next request on.
  void reconfigure(const api::SiteOptions& site);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::desk
