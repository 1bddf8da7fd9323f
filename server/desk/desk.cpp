#include "server/desk/desk.h"

#include <chrono>
#include <exception>
#include <optional>
#include <utility>

#include "indexer/index/generation.h"
#include "server/desk/accounts.h"
#include "server/desk/delisting_line.h"
#include "server/desk/door.h"
#include "server/desk/feed_key.h"
#include "server/desk/page.h"
#include "server/desk/password.h"
#include "server/desk/request.h"
#include "server/desk/sessions.h"
#include "server/desk/visit.h"
#include "server/http/worker_pool.h"

namespace fonds::desk {

namespace {

// A name, a password and a token; and the longest draft, every letter of it escaped.
constexpr std::size_t kDoorBytes = 8 * 1024, kFormBytes = 640 * 1024;
// Requests that wait for the desk, and for a password to be compared.
constexpr std::size_t kWaiting = 64, kPasswordsWaiting = 16;
// An editor waits longer than a reader.
constexpr std::chrono::seconds kPatience{20};
constexpr std::chrono::minutes kLookEvery{1};
constexpr std::string_view kStylePath = "/redaction.css", kDoorPath = "/connexion", kOutPath = "/deconnexion",
                           kFeedPath = "/alertes.atom";

std::int64_t system_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

struct Section {
  // The first part of the path.
  std::string_view path;
  http::Response (*answer)(const Visit&);
};
constexpr Section kSections[] = {
    {"", home},
    {"/recherche", search_section},
    {"/texte", draft_section},
    {"/personnes", person_section},
    {"/dossiers", dossier_section},
    {"/etat", state_section},
    {"/retraits", delisting_section},
    {"/alertes", alert_section},
    {"/synonymes", synonym_section},
    {"/temoins", witness_section},
    {"/journal", journal_section},
    {"/lecteurs", reader_section},
};

// A feed reader signs in by its address.
constexpr Section kFeed = {kFeedPath, private_feed};

const Section* section_of(std::string_view path) {
  for (const Section& section : kSections) {
    if (section.path.empty()
            ? path.empty()
            : path == section.path || (path.starts_with(section.path) && path[section.path.size()] == '/')) {
      return &section;
    }
  }
  return nullptr;
}

}  // namespace

struct Desk::Impl {
  Impl(http::Handler& s, search::Engine& e, DeskOptions o)
      : site(s),
        engine(e),
        options(std::move(o)),
        folder(options.folder),
        pages_in_use(std::make_shared<const Pages>(options.site)),
        public_url(options.site.public_url),
        attempts(options.attempts),
        desk_thread(1, kWaiting),
        password_thread(1, kPasswordsWaiting) {
    if (!options.clock) options.clock = system_clock;
    if (options.reader_searches) searches.emplace(options.folder, today());
  }
  text::Day today() const { return text::day_in_paris(options.clock()); }

  http::Handler& site;
  search::Engine& engine;
  DeskOptions options;
  DecisionFolder folder;
  mutable std::mutex mutex;
  std::shared_ptr<const Pages> pages_in_use;
  std::string public_url, own_address = "http://localhost";
  Sessions sessions;
  Attempts attempts;
  const std::string door_key = random_token();
  TakenOut taken_out;
  std::optional<ReaderSearches> searches;
  std::chrono::steady_clock::time_point look_next;
  // The generation whose alerts were mailed; "" before.
  std::string mailed;
  // Last, so that what runs on them ends before the rest goes.
  http::WorkerPool desk_thread, password_thread;

  struct Now {
    std::shared_ptr<const Pages> pages;
    std::string public_url;
  };
  Now now() const {
    const std::lock_guard lock(mutex);
    return {pages_in_use, public_url};
  }
  std::string address(const Now& state) const {
    return state.public_url.empty() ? own_address : state.public_url;
  }
  void tell(const std::string& what) const {
    if (options.on_event) options.on_event(what);
  }

  // None where they cannot be read: then there is no desk.
  Accounts accounts() const {
    try {
      return parse_accounts(folder.read(DecisionFile::accounts),
                            folder.path(DecisionFile::accounts).string());
    } catch (const index::IndexError& error) {
      if (options.on_failure) options.on_failure(error.what());
      return {};
    }
  }

  std::optional<Session> session_of(const http::Request& request, const Accounts& known) {
    return sessions.find(cookie(request, kSessionCookie), known, std::chrono::steady_clock::now());
  }

  Door door(const Now& state) { return {*state.pages, state.public_url, door_key, sessions, attempts}; }

  http::Response message(const Pages& pages, int status, const std::string& title,
                         const std::string& detail) const {
    Data page = pages.begin({title, "-", "", "", ""});
    page["detail"] = Data(detail);
    return pages.respond(status, "redaction_message", page);
  }

  http::Response nothing_there(const Pages& pages) const {
    return message(pages, 404, "Page introuvable", "Il n’y a rien à cette adresse.");
  }

  // nullptr where the key is none, or cannot be compared.
  const Account* account_of_feed(const Accounts& known, std::string_view name, std::string_view key) const {
    try {
      return account_with_feed_key(folder, known, name, key);
    } catch (const index::IndexError& error) {
      if (options.on_failure) options.on_failure(std::string("desk: ") + error.what());
      return nullptr;
    }
  }

  // Lines of the register whose last day has passed.
  void end_delistings() {
    const text::Day now = today();
    for (const std::string& text : folder.lines(DecisionFile::delisted)) {
      const auto line = parse_delisting_line(text);
      if (!line || !line->until || *line->until >= now) continue;
      folder.decide({"fonds", DecisionFile::delisted, {text}, {}, "terme échu"});
    }
  }

  // On the desk's thread. What fails is tried again with the next look.
  void mail_alerts() {
    const search::State state = engine.state();
    const std::string generation = state.info().generation;
    if (generation == mailed) return;
    const Now current = now();
    const AlertSource source{state, options.worker, today(), std::chrono::steady_clock::now() + kPatience};
    if (desk::mail_alerts(options.alert_mail, folder, source, current.pages->site(), address(current),
                          options.clock()))
      tell("the alerts of generation " + generation + " have been mailed");
    mailed = generation;
  }

  // What a reader of the site looks for. What cannot be counted now is said when it is to be saved.
  void note_search(const http::Request& request, std::string_view base) {
    if (!searches || request.method != http::Method::get) return;
    std::string_view path = request.path;
    if (path.starts_with(base)) path.remove_prefix(base.size());
    const bool article = path.starts_with("/article/");
    if (!article && path != "/") return;
    // A browser that reads ahead, or the page while somebody is typing.
    if (!request.header("purpose").empty() || !request.header("sec-purpose").empty()) return;
    const auto query = http::QueryString::parse(request.query);
    const auto q = query.get("q");
    if (!q || query.has("typing")) return;
    try {
      if (article) {
        searches->opened(*q, request.client, today());
      } else {
        searches->asked(*q, request.client, today());
      }
    } catch (const index::IndexError&) {
    }
  }

  std::string mailed_to() const {
    std::string list;
    if (!options.alert_mail.enabled()) return list;
    for (const std::string& to : options.alert_mail.to) list += (list.empty() ? "" : ", ") + to;
    return list;
  }

  // On the desk's thread.
  http::Response answer(const Now& state, const http::Request& request, const std::string& path,
                        const Section& section, Session session) {
    Visit visit{*state.pages,
                folder,
                engine,
                options.worker,
                options.index,
                site,
                taken_out,
                searches ? &*searches : nullptr,
                options.register_file,
                options.synonym_file,
                address(state),
                mailed_to(),
                std::chrono::steady_clock::now() + kPatience,
                today(),
                std::move(session),
                request.method == http::Method::post,
                path.substr(section.path.size()),
                http::QueryString::parse(request.query),
                {}};
    if (visit.posted) {
      visit.form = http::QueryString::parse(request.body);
      if (!are_equal(visit.form.get("jeton").value_or(""), visit.session.form_token)) {
        return message(
            *state.pages, 403, "Formulaire périmé",
            "Ce formulaire n’est plus valable, ou n’est pas de ce site : revenez à la page et recommencez.");
      }
    }
    try {
      return section.answer(visit);
    } catch (const ChangedMeanwhile&) {
      return message(*state.pages, 409, "Déjà fait",
                     "Quelqu’un d’autre a changé cette ligne entre-temps : revenez à la page, qui montre où "
                     "l’on en est.");
    } catch (const search::DeadlineExceeded&) {
      return message(*state.pages, 503, "Trop long",
                     "La demande a pris trop de temps. Réessayez dans un instant.");
    } catch (const std::exception& error) {
      if (options.on_failure) options.on_failure(std::string("desk: ") + error.what());
    }
    return message(*state.pages, 500, "Une erreur s’est produite",
                   "Rien n’a été changé. Le journal du serveur dit pourquoi.");
  }

  http::Response busy(const Pages& pages) const {
    http::Response response =
        message(pages, 503, "Trop de demandes en même temps", "Réessayez dans un instant.");
    response.headers.emplace_back("Retry-After", "1");
    return response;
  }

  void on(http::WorkerPool& thread, const http::Party& party, const Now& state, const http::Reply& reply,
          std::function<http::Response()> make) {
    http::Job job;
    job.run = [this, state, reply, make = std::move(make)](unsigned) {
      try {
        reply(make());
      } catch (const std::exception& error) {
        if (options.on_failure) options.on_failure(std::string("desk: ") + error.what());
        reply(message(*state.pages, 500, "Une erreur s’est produite", "Le journal du serveur dit pourquoi."));
      }
    };
    job.give_up = [this, state, reply] { reply(busy(*state.pages)); };
    if (!thread.submit(party, std::move(job))) reply(busy(*state.pages));
  }
};

Desk::Desk(http::Handler& site, search::Engine& engine, DeskOptions options)
    : impl_(std::make_unique<Impl>(site, engine, std::move(options))) {}
Desk::~Desk() = default;

void Desk::look_after() {
  const auto now = std::chrono::steady_clock::now();
  if (now < impl_->look_next) return;
  impl_->look_next = now + kLookEvery;
  look_after_now();
}

void Desk::look_after_now() {
  try {
    impl_->end_delistings();
    if (impl_->searches) impl_->searches->save(impl_->today());
  } catch (const std::exception& error) {
    if (impl_->options.on_failure) impl_->options.on_failure(std::string("desk: ") + error.what());
  }
  if (!impl_->options.alert_mail.enabled()) return;
  impl_->desk_thread.submit([desk = impl_.get()](unsigned) {
    try {
      desk->mail_alerts();
    } catch (const std::exception& error) {
      if (desk->options.on_failure) desk->options.on_failure(std::string("alerts: ") + error.what());
    }
  });
}

void Desk::observe(std::string own_address) {
  impl_->own_address = std::move(own_address);
}

void Desk::reconfigure(const api::SiteOptions& site) {
  auto pages = std::make_shared<const Pages>(site);
  const std::lock_guard lock(impl_->mutex);
  impl_->pages_in_use.swap(pages);
  impl_->public_url = site.public_url;
}

std::size_t Desk::takes_body(const http::Request& request) const {
  const Impl::Now state = impl_->now();
  const auto path = path_below(request.path, state.pages->base());
  if (!path) return impl_->site.takes_body(request);
  const Accounts accounts = impl_->accounts();
  if (accounts.list.empty()) return impl_->site.takes_body(request);
  return impl_->session_of(request, accounts) ? kFormBytes : kDoorBytes;
}

void Desk::handle(http::Request request, http::Reply reply) {
  Impl& desk = *impl_;
  const Impl::Now state = desk.now();
  const Pages& pages = *state.pages;
  const auto below = path_below(request.path, pages.base());
  if (!below) desk.note_search(request, pages.base());
  const Accounts accounts = below ? desk.accounts() : Accounts();
  if (accounts.list.empty()) return desk.site.handle(std::move(request), std::move(reply));
  const std::string& path = *below;

  const bool posted = request.method == http::Method::post;
  if (!posted && request.method != http::Method::get && request.method != http::Method::head) {
    http::Response response = desk.message(pages, 405, "Adresse à lire",
                                           "Cette adresse ne prend que des pages et des formulaires.");
    response.headers.emplace_back("Allow", "GET, HEAD, POST");
    return reply(std::move(response));
  }
  if (path == kStylePath) return reply(pages.style());
  if (posted && !comes_from_here(request, state.public_url)) {
    return reply(desk.message(pages, 403, "Formulaire d’ailleurs",
                              "Ce formulaire n’a pas été envoyé depuis ce site."));
  }

  if (path == kFeedPath) {
    const auto query = http::QueryString::parse(request.query);
    const Account* const account =
        desk.account_of_feed(accounts, query.get("compte").value_or(""), query.get("cle").value_or(""));
    if (account == nullptr || posted) return reply(desk.nothing_there(pages));
    return desk.on(desk.desk_thread, request.party(), state, reply,
                   [&desk, state, request, path, session = Session{account->name, {}}] {
                     return desk.answer(state, request, path, kFeed, session);
                   });
  }
  std::optional<Session> session = desk.session_of(request, accounts);
  if (path == kDoorPath) {
    if (session) return reply(pages.redirect(pages.path("")));
    if (!posted) return reply(desk.door(state).page(request));
    // Comparing takes a while, and must not hold up those who are in.
    return desk.on(desk.password_thread, request.party(), state, reply, [&desk, state, request, accounts] {
      Door door = desk.door(state);
      http::Response response = door.enter(request, accounts, std::chrono::steady_clock::now());
      desk.tell(response.status == 303 ? "somebody has signed in at the desk from " + request.client.text()
                                       : "a sign-in at the desk was refused, from " + request.client.text());
      return response;
    });
  }
  if (!session) {
    if (posted)
      return reply(
          desk.message(pages, 403, "Session terminée", "Connectez-vous de nouveau, puis recommencez."));
    return reply(pages.redirect(pages.path(std::string(kDoorPath) + desk.door(state).way_back(request))));
  }
  if (path == kOutPath) {
    if (!posted) return reply(pages.redirect(pages.path("")));
    return reply(desk.door(state).leave(request, *session));
  }
  const Section* const section = section_of(path);
  if (section == nullptr) return reply(desk.nothing_there(pages));
  const http::Party party = request.party();
  desk.on(desk.desk_thread, party, state, reply,
          [&desk, state, request = std::move(request), path, section, session = *std::move(session)] {
            return desk.answer(state, request, path, *section, session);
          });
}

}  // namespace fonds::desk
