// SQLite's FTS5, with its own BM25 and snippet().
#include <stdexcept>

#include <sqlite3.h>

#include "tests/bench/rival.h"

namespace fonds::bench {

namespace {

class Sqlite final : public Rival {
 public:
  explicit Sqlite(const std::filesystem::path& folder) : file_(folder / "archive.sqlite") {
    if (sqlite3_open(file_.c_str(), &db_) != SQLITE_OK) fail();
    run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144; PRAGMA "
        "temp_store=MEMORY;"
        "CREATE VIRTUAL TABLE texts USING fts5(title, lead, body, tokenize='unicode61 remove_diacritics 2');"
        "CREATE TABLE years(article INTEGER PRIMARY KEY, year INTEGER);"
        "CREATE TABLE labels(kind INTEGER, article INTEGER, value TEXT);");
  }
  ~Sqlite() override { sqlite3_close(db_); }

  const char* name() const override { return "SQLite FTS5"; }
  const char* leaves_out() const override { return "inflexions, elision (l'école is one word), HTTP"; }

  void build(const std::vector<RivalArticle>& articles) override {
    run("BEGIN");
    std::int64_t number = 0;
    for (const RivalArticle& article : articles) {
      ++number;
      Statement text(db_, "INSERT INTO texts(rowid, title, lead, body) VALUES (?, ?, ?, ?)");
      text.bind(number).bind(article.title).bind(article.lead).bind(article.body).step();
      Statement(db_, "INSERT INTO years VALUES (?, ?)").bind(number).bind(article.year).step();
      for (const std::string& value : article.dossiers) label(0, number, value);
      for (const std::string& value : article.persons) label(1, number, value);
    }
    run("COMMIT; CREATE INDEX labels_of ON labels(article, kind, value);"
        "CREATE INDEX articles_of ON labels(kind, value, article);"
        "INSERT INTO texts(texts) VALUES ('optimize'); ANALYZE;");
  }

  std::uint64_t search(const BenchQuery& query) override {
    // Matches once, then each count from them. The plus keeps SQLite from running the match once for each row
    // of the list.
    run("DROP TABLE IF EXISTS temp.found; CREATE TEMP TABLE found(article INTEGER PRIMARY KEY)");
    std::string sql = "INSERT INTO temp.found SELECT rowid FROM texts WHERE texts MATCH ?1";
    if (query.year != 0) sql += " AND +rowid IN (SELECT article FROM years WHERE year = ?2)";
    if (!query.dossier.empty())
      sql += " AND +rowid IN (SELECT article FROM labels WHERE kind = 0 AND value = ?3)";
    Statement insert(db_, sql.c_str());
    insert.bind(expression(query));
    if (query.year != 0) insert.bind_at(2, query.year);
    if (!query.dossier.empty()) insert.bind_at(3, query.dossier);
    insert.step();
    Statement count(db_, "SELECT count(*) FROM temp.found");
    count.step();
    const std::uint64_t total = static_cast<std::uint64_t>(count.number(0));
    for (const char* facet :
         {"SELECT year, count(*) FROM temp.found JOIN years USING (article) GROUP BY year",
          "SELECT value, count(*) AS n FROM temp.found JOIN labels USING (article) WHERE kind = 0 "
          "GROUP BY value ORDER BY n DESC LIMIT 20",
          "SELECT value, count(*) AS n FROM temp.found JOIN labels USING (article) WHERE kind = 1 "
          "GROUP BY value ORDER BY n DESC LIMIT 20"}) {
      Statement counts(db_, facet);
      while (counts.step()) bytes_ += static_cast<std::uint64_t>(counts.number(1));
    }
    const bool filtered = query.year != 0 || !query.dossier.empty();
    const std::string best_sql =
        "SELECT title, snippet(texts, 2, '<mark>', '</mark>', '…', 40) FROM texts WHERE texts MATCH ? " +
        std::string(filtered ? "AND +rowid IN temp.found " : "") + "ORDER BY rank LIMIT 10";
    Statement best(db_, best_sql.c_str());
    best.bind(expression(query));
    while (best.step()) bytes_ += best.size(0) + best.size(1);
    return total;
  }

  double megabytes() const override { return static_cast<double>(std::filesystem::file_size(file_)) / 1e6; }

 private:
  class Statement {
   public:
    Statement(sqlite3* db, const char* sql) : db_(db) {
      if (sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(db));
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& bind(const std::string& text) { return bind_at(++bound_, text); }
    Statement& bind(std::int64_t number) { return bind_at(++bound_, number); }
    Statement& bind_at(int place, const std::string& text) {
      sqlite3_bind_text(statement_, place, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
      return *this;
    }
    Statement& bind_at(int place, std::int64_t number) {
      sqlite3_bind_int64(statement_, place, number);
      return *this;
    }
    bool step() {
      const int result = sqlite3_step(statement_);
      if (result != SQLITE_ROW && result != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
      return result == SQLITE_ROW;
    }
    std::int64_t number(int column) { return sqlite3_column_int64(statement_, column); }
    std::uint64_t size(int column) {
      return static_cast<std::uint64_t>(sqlite3_column_bytes(statement_, column));
    }

   private:
    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0;
  };

  static std::string expression(const BenchQuery& query) {
    using Shape = BenchQuery::Shape;
    if (query.shape == Shape::prefix) return query.words.front() + "*";
    std::string text;
    for (const std::string& word : query.words) {
      if (!text.empty())
        text += query.shape == Shape::any ? " OR " : query.shape == Shape::phrase ? " " : " AND ";
      text += query.shape == Shape::phrase ? word : "\"" + word + "\"";
    }
    return query.shape == Shape::phrase ? "\"" + text + "\"" : text;
  }

  void label(int kind, std::int64_t article, const std::string& value) {
    Statement(db_, "INSERT INTO labels VALUES (?, ?, ?)").bind(kind).bind(article).bind(value).step();
  }
  void run(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }
  [[noreturn]] void fail() { throw std::runtime_error(sqlite3_errmsg(db_)); }

  std::filesystem::path file_;
  sqlite3* db_ = nullptr;
  std::uint64_t bytes_ = 0;  // looked at, so that nothing is left undone
};

}  // namespace

std::unique_ptr<Rival> make_sqlite(const std::filesystem::path& folder) {
  return std::make_unique<Sqlite>(folder);
}

}  // namespace fonds::bench
