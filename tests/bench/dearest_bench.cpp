// The dearest requests: what one client can make the server work for one answer.
//
// Requests of each kind that can be costly (phrases of stop words, prefixes, many words, deep brackets, misspelt words,
// filters by the hundred …) are made from the archive's own frequent words, each as long as a query or an address may
// be, and put to the application in this process, without a cache of answers. Printed is, for each kind, the processor
// time of the dearest one, cold and when asked again, and what was answered.
//
// Usage: dearest_bench INDEX [DEADLINE_MS]      Links: fonds_api
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <future>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/application.h"
#include "server/api/search_url.h"
#include "server/http/worker_pool.h"
#include "server/search/engine.h"

namespace {

using namespace fonds;

constexpr std::size_t kQueryBytes = 1'990;   // of the 2,000 that are read
constexpr std::size_t kTargetBytes = 8'000;  // of an address
constexpr std::size_t kOperands = 64;        // words, phrases and prefixes that are read

const std::vector<std::string> kFrequent = {
    "de",    "la",   "le",   "et",   "les",   "des",  "en",   "un",    "du",    "une", "que",
    "est",   "pour", "qui",  "dans", "a",     "par",  "plus", "pas",   "au",    "sur", "ne",
    "se",    "ce",   "il",   "sont", "mais",  "ou",   "avec", "son",   "cette", "on",  "nous",
    "comme", "tout", "vous", "fait", "aussi", "peut", "deux", "entre", "ces"};

struct Request {
  std::string path, query;
};
struct Kind {
  std::string_view name;
  std::vector<Request> requests;
};

std::string encoded(std::string_view text) {
  return api::percent_encode(text);
}

// Operands side by side or with an operator between, as many as a query takes.
std::string joined(const std::vector<std::string>& operands, std::string_view between) {
  std::string q;
  for (const std::string& operand : operands) {
    if (q.size() + operand.size() + between.size() > kQueryBytes) break;
    if (!q.empty()) q += between;
    q += operand;
  }
  return q;
}

std::vector<std::string> made(const std::function<std::string(std::size_t)>& make,
                              std::size_t count = kOperands) {
  std::vector<std::string> operands;
  for (std::size_t i = 0; i < count; ++i) operands.push_back(make(i));
  return operands;
}

const std::string& frequent(std::size_t i) {
  return kFrequent[i % kFrequent.size()];
}

// Two words in an order that is common, or in one that no writer puts them in.
std::string pair(std::size_t i, std::size_t apart) {
  return frequent(i) + " " + frequent(i + 1 + apart + i / kFrequent.size());
}

std::string in_quotes(const std::string& text) {
  return "\"" + text + "\"";
}

Request search(const std::string& q, const std::string& more = {}) {
  return {"/api/v1/search", "q=" + encoded(q) + more};
}

// The same query for the API, with everything that costs more, and for the page.
void add(Kind& kind, const std::string& q, const std::string& more = {}) {
  kind.requests.push_back(search(q, more));
  kind.requests.push_back(search(q, more + "&limit=100&explain=1&facet_limit=1000"));
  kind.requests.push_back({"/", "q=" + encoded(q) + more});
}

std::string repeated_parameter(const std::vector<std::string>& values, std::string_view name) {
  std::string query;
  for (const std::string& value : values) {
    const std::string one = std::string(query.empty() ? "" : "&") + std::string(name) + "=" + encoded(value);
    if (query.size() + one.size() > kTargetBytes) break;
    query += one;
  }
  return query;
}

std::vector<Kind> kinds(search::Engine& engine) {
  const auto soon = [] { return std::chrono::steady_clock::now() + std::chrono::minutes(1); };
  std::vector<std::string> persons, dossiers;
  for (const auto& value :
       engine.state().facet_values(index::FacetKind::person, "", 2'000, 0, soon()).values) {
    persons.push_back(value.value);
  }
  for (const auto& value :
       engine.state().facet_values(index::FacetKind::dossier, "", 2'000, 0, soon()).values) {
    dossiers.push_back(value.value);
  }
  std::vector<Kind> kinds;
  const auto kind = [&](std::string_view name) -> Kind& { return kinds.emplace_back(Kind{name, {}}); };

  Kind& phrases = kind("phrases joined by OU");
  for (const std::size_t apart : {0U, 3U, 11U}) {
    const auto operands = made([&](std::size_t i) { return in_quotes(pair(i, apart)); });
    for (const char* between : {" OU ", " ", " ET "}) add(phrases, joined(operands, between));
    add(phrases, joined(operands, " "), "&match=any");
    add(phrases, "-" + joined(operands, " -"));
  }
  Kind& same = kind("one phrase, often");
  add(same, joined(made([](std::size_t) { return std::string("\"la de\""); }), " OU "));
  add(same, joined(made([](std::size_t) { return std::string("\"de la\""); }), " ET "));
  Kind& long_phrases = kind("long phrases");
  for (const std::size_t words : {4U, 8U, 30U}) {
    add(long_phrases, joined(made([&](std::size_t i) {
                               std::string text;
                               for (std::size_t w = 0; w < words; ++w)
                                 text += (w == 0 ? "" : " ") + frequent(i * 7 + w * 5);
                               return in_quotes(text);
                             }),
                             " OU "));
  }
  Kind& compounds = kind("words with hyphens");
  for (const std::size_t apart : {0U, 3U}) {
    const auto operands = made([&](std::size_t i) { return frequent(i) + "-" + frequent(i + 1 + apart); });
    for (const char* between : {" OU ", " "}) add(compounds, joined(operands, between));
  }
  Kind& prefixes = kind("prefixes");
  for (const char* field : {"", "titre:", "auteur:", "personne:", "dossier:"}) {
    const auto operands = made([&](std::size_t i) {
      return std::string(field) + static_cast<char>('a' + i % 20) + "aeioulrnt"[i / 20] + "*";
    });
    for (const char* between : {" OU ", " "}) add(prefixes, joined(operands, between));
  }
  Kind& brackets = kind("brackets, negations");
  std::string deep;
  for (std::size_t i = 0; i < 15; ++i) deep += "(-" + frequent(i) + " OU \"" + pair(i, 2) + "\" OU ";
  add(brackets, deep + "maire" + std::string(15, ')'));
  add(brackets,
      joined(made([](std::size_t i) { return "(" + frequent(i) + " SAUF " + frequent(i + 3) + ")"; }),
             " OU "));
  add(brackets, "-" + joined(made([](std::size_t i) { return frequent(i); }), " -"));
  Kind& many = kind("many words");
  const std::vector<std::string> words = {
      "commune",   "travaux", "président", "entreprise",  "téléphone",   "service",
      "français",  "nouveau", "million",   "internet",    "projet",      "annoncer",
      "permettre", "réseau",  "découvrir", "utilisateur", "application", "mobile"};
  for (const char* more : {"", "&match=any", "&fuzzy=on", "&match=any&fuzzy=on", "&fuzzy=off"}) {
    add(many, joined(made([&](std::size_t i) { return words[i % words.size()]; }), " "), more);
    add(many, joined(made([&](std::size_t i) { return words[i % words.size()] + "s"; }), " OU "), more);
    add(many, joined(made([](std::size_t i) { return frequent(i); }, 600), " "), more);
  }
  Kind& misspelt = kind("misspelt words");
  for (const char* more : {"", "&fuzzy=on", "&match=any"}) {
    for (const char* between : {" ", " OU ", " ET "}) {
      add(misspelt,
          joined(made([&](std::size_t i) {
                   std::string word = words[(i * 5) % words.size()] + words[(i * 7 + 1) % words.size()];
                   word.insert(3 + i % 4, 1, static_cast<char>('a' + i % 26));
                   return word;
                 }),
                 between),
          more);
      add(misspelt,
          joined(made([&](std::size_t i) {
                   std::string word = words[i % words.size()];
                   word[1 + i % 3] = static_cast<char>('a' + (i * 11) % 26);
                   return word + static_cast<char>('a' + i % 7);
                 }),
                 between),
          more);
    }
  }
  Kind& fields = kind("dossier:, personne:");
  for (const char* field : {"personne:", "dossier:", "auteur:", "titre:"}) {
    add(fields, joined(made([&](std::size_t i) { return std::string(field) + frequent(i); }), " OU "));
    add(fields, joined(made([&](std::size_t) { return std::string(field) + "jean"; }), " OU "));
  }
  Kind& filters = kind("filters by the hundred");
  for (const char* path : {"/api/v1/search", "/", "/feed.rss"}) {
    for (const char* name : {"person", "dossier"}) {
      const auto& values = std::string_view(name) == "person" ? persons : dossiers;
      filters.requests.push_back({path, repeated_parameter(values, name)});
      std::vector<std::string> excluded;
      for (const std::string& value : values) excluded.push_back("-" + value);
      filters.requests.push_back({path, repeated_parameter(excluded, name)});
    }
    filters.requests.push_back(
        {path,
         repeated_parameter(made([](std::size_t i) { return std::to_string(1000 + i); }, 1'000), "person")});
    filters.requests.push_back(
        {path,
         repeated_parameter(made([](std::size_t i) { return std::to_string(1000 + i); }, 1'000), "date")});
    filters.requests.push_back({path, "limit=100&facet_limit=1000&explain=1"});
  }
  Kind& pages = kind("deep pages");
  for (const char* path : {"/api/v1/search", "/"}) {
    pages.requests.push_back({path, "q=de&offset=10000&limit=100"});
    pages.requests.push_back({path, "offset=10000&limit=100&sort=oldest"});
  }
  Kind& suggestions = kind("suggestions, listings");
  for (const std::string& q :
       {std::string("d"), std::string("de la"), std::string("a b c d e f g h i j k l m n o p"),
        joined(made([](std::size_t i) { return frequent(i); }, 600), " ")}) {
    for (const char* path : {"/api/v1/suggest", "/opensearch/suggest", "/api/v1/facets/person",
                             "/api/v1/facets/dossier", "/personnes"}) {
      suggestions.requests.push_back(
          {path, "q=" + encoded(q) + (std::string_view(path).ends_with("suggest") ? "&limit=50" : "")});
    }
  }
  suggestions.requests.push_back({"/api/v1/facets/person", "limit=1000&offset=10000"});
  for (const char* path : {"/personnes", "/dossiers", "/aide"}) suggestions.requests.push_back({path, ""});

  Kind& articles = kind("articles, profiles");
  search::SearchRequest newest;
  newest.limit = 100;
  std::string longest;
  std::size_t length = 0;
  for (std::uint32_t offset = 0; offset < 3'000; offset += 100) {
    newest.offset = offset;
    for (const auto& hit : engine.state().search(0, newest, soon()).hits) {
      const std::size_t bytes = engine.state().article(0, hit.id, "", 0, soon())->body_text.size();
      if (bytes <= length) continue;
      length = bytes;
      longest = hit.id;
    }
  }
  const std::string of_pairs = joined(made([](std::size_t i) { return in_quotes(pair(i, 3)); }), " OU ");
  const std::string of_words = joined(made([](std::size_t i) { return frequent(i); }), " ");
  for (const std::string& q : {std::string(), of_pairs, of_words}) {
    articles.requests.push_back({"/api/v1/articles/" + encoded(longest), "q=" + encoded(q)});
    articles.requests.push_back({"/article/" + encoded(longest), "q=" + encoded(q)});
  }
  articles.requests.push_back({"/api/v1/articles/" + encoded(longest) + "/related", "limit=50"});
  for (std::size_t i = 0; i < std::min<std::size_t>(3, persons.size()); ++i) {
    articles.requests.push_back({"/personnes/" + encoded(persons[i]), ""});
  }
  return kinds;
}

double processor_ms() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

struct Cost {
  double ms = 0;
  int status = 0;
  std::size_t bytes = 0;
};

Cost ask(http::Handler& application, const Request& request) {
  std::promise<http::Response> promise;
  auto answered = promise.get_future();
  const double before = processor_ms();
  http::Request asked;
  asked.path = request.path;
  asked.query = request.query;
  asked.headers = {{"host", "localhost"}};
  // This machine has no limit of requests a second.
  asked.client = http::ClientAddress::v4({127, 0, 0, 1});
  application.handle(std::move(asked),
                     [&](http::Response response) { promise.set_value(std::move(response)); });
  const http::Response response = answered.get();
  return {processor_ms() - before, response.status, response.body ? response.body->size() : 0};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: dearest_bench INDEX [DEADLINE_MS]\n");
    return 64;
  }
  search::Engine engine(argv[1], {1});
  http::WorkerPool pool(1, 16);
  api::ApplicationOptions options;
  options.cache_bytes = 0;
  options.deadline = std::chrono::milliseconds(argc > 2 ? std::atoi(argv[2]) : 60'000);
  api::Application application(engine, pool, options);

  std::printf("%-24s %9s %9s %7s %9s  %s\n", "kind", "cold, ms", "again, ms", "status", "bytes", "request");
  for (const Kind& kind : kinds(engine)) {
    Cost dearest_cold, dearest;
    const Request* of = nullptr;
    for (const Request& request : kind.requests) {
      const Cost cold = ask(application, request);
      Cost again = ask(application, request);
      const Cost third = ask(application, request);
      if (third.ms < again.ms) again = third;
      if (of == nullptr || again.ms > dearest.ms) {
        dearest = again;
        dearest_cold = cold;
        of = &request;
      }
    }
    const std::string address = of->path + "?" + of->query;
    const std::size_t tail = address.size() > 110 ? address.size() - 40 : 0;
    std::printf("%-24.*s %9.1f %9.1f %7d %9zu  %s%s%s\n", static_cast<int>(kind.name.size()),
                kind.name.data(), dearest_cold.ms, dearest.ms, dearest.status, dearest.bytes,
                address.substr(0, 60).c_str(), tail > 0 ? " … " : "",
                tail > 0 ? address.substr(tail).c_str()
                         : address.substr(std::min<std::size_t>(60, address.size())).c_str());
    std::fflush(stdout);
  }
  return 0;
}
