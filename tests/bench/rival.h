// Other search engines doing as much of a search as each can: the exact total, the counts of years, dossiers
// and persons, and the ten best with a highlighted excerpt. In this process or over a local socket, without
// HTTP or JSON; figures are for comparison within one run.
//
// Thread safety: one thread. Errors: std::runtime_error with the engine's own message.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/bench_queries.h"

namespace fonds::bench {

struct RivalArticle {
  std::string title, lead, body;
  // 0 = undated
  int year = 0;
  // values
  std::vector<std::string> dossiers, persons;
};

class Rival {
 public:
  virtual ~Rival() = default;
  virtual const char* name() const = 0;
  virtual const char* leaves_out() const = 0;
  virtual void build(const std::vector<RivalArticle>& articles) = 0;
  // The total.
  virtual std::uint64_t search(const BenchQuery& query) = 0;
  virtual double megabytes() const = 0;
};

// In `folder`, which is empty.
std::unique_ptr<Rival> make_sqlite(const std::filesystem::path& folder);
std::unique_ptr<Rival> make_groonga(const std::filesystem::path& folder);
// `connection`: as libpq wants it; of a server that is empty.
std::unique_ptr<Rival> make_postgresql(const std::string& connection);

}  // namespace fonds::bench
