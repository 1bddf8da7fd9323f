// PostgreSQL: a tsvector with the French configuration under a GIN index, ts_rank, ts_headline.
#include <stdexcept>

#include <libpq-fe.h>

#include "tests/bench/rival.h"

namespace fonds::bench {

namespace {

std::string text_array(const std::vector<std::string>& values) {
  std::string array = "{";
  for (const std::string& value : values) array += (array.size() > 1 ? "," : "") + ("\"" + value + "\"");
  return array + "}";
}

class Postgresql final : public Rival {
 public:
  explicit Postgresql(const std::string& connection) : db_(PQconnectdb(connection.c_str())) {
    if (PQstatus(db_) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(db_));
    run("CREATE EXTENSION IF NOT EXISTS unaccent");
    run("CREATE TEXT SEARCH CONFIGURATION fr (COPY = french)");
    run("ALTER TEXT SEARCH CONFIGURATION fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, "
        "french_stem");
    run("CREATE TABLE articles(title text, body text, year int, dossiers text[], persons text[], words "
        "tsvector)");
  }
  ~Postgresql() override { PQfinish(db_); }

  const char* name() const override { return "PostgreSQL"; }
  const char* leaves_out() const override { return "BM25 (ts_rank knows no rarity), HTTP"; }

  void build(const std::vector<RivalArticle>& articles) override {
    run("BEGIN");
    for (const RivalArticle& article : articles) {
      run("INSERT INTO articles VALUES ($1, $2, $3, $4, $5, setweight(to_tsvector('fr', $1), 'A') || "
          "to_tsvector('fr', $2))",
          {article.title, article.lead + "\n" + article.body, std::to_string(article.year),
           text_array(article.dossiers), text_array(article.persons)});
    }
    run("COMMIT");
    run("CREATE INDEX ON articles USING gin(words) WITH (fastupdate = off)");
    run("CREATE INDEX ON articles(year)");
    run("CREATE INDEX ON articles USING gin(dossiers)");
    run("VACUUM ANALYZE articles");
  }

  std::uint64_t search(const BenchQuery& query) override {
    std::string where = "words @@ q";
    std::vector<std::string> values = {expression(query)};
    if (query.year != 0) {
      values.push_back(std::to_string(query.year));
      where += " AND year = $" + std::to_string(values.size()) + "::int";
    }
    if (!query.dossier.empty()) {
      values.push_back(query.dossier);
      where += " AND dossiers @> ARRAY[$" + std::to_string(values.size()) + "]";
    }
    const char* parse = query.shape == BenchQuery::Shape::phrase ? "phraseto_tsquery" : "to_tsquery";
    // Matches once, then each count from them, as one statement.
    const std::string sql =
        "WITH q AS (SELECT " + std::string(parse) +
        "('fr', $1) AS q), found AS MATERIALIZED (SELECT a.ctid AS at, "
        "title, year, dossiers, persons, ts_rank(words, q) AS score FROM articles a, q WHERE " +
        where +
        "), "
        "best AS (SELECT at, title FROM found ORDER BY score DESC LIMIT 10) "
        "SELECT 'total', NULL, count(*) FROM found "
        "UNION ALL SELECT 'year', year::text, count(*) FROM found GROUP BY year "
        "UNION ALL (SELECT 'dossier', d, count(*) AS n FROM found, unnest(dossiers) d GROUP BY d ORDER BY n "
        "DESC "
        "LIMIT 20) UNION ALL (SELECT 'person', p, count(*) AS n FROM found, unnest(persons) p GROUP BY p "
        "ORDER BY n DESC LIMIT 20) UNION ALL SELECT 'hit', best.title || ts_headline('fr', body, q), 0 "
        "FROM best JOIN articles a ON a.ctid = best.at, q";
    PGresult* result = run(sql.c_str(), values, true);
    const std::uint64_t total = std::stoull(PQgetvalue(result, 0, 2));
    PQclear(result);
    return total;
  }

  double megabytes() const override {
    PGresult* result =
        const_cast<Postgresql*>(this)->run("SELECT pg_total_relation_size('articles')", {}, true);
    const double bytes = std::stod(PQgetvalue(result, 0, 0));
    PQclear(result);
    return bytes / 1e6;
  }

 private:
  static std::string expression(const BenchQuery& query) {
    using Shape = BenchQuery::Shape;
    std::string text;
    for (const std::string& word : query.words) {
      if (!text.empty())
        text += query.shape == Shape::any ? " | " : query.shape == Shape::phrase ? " " : " & ";
      text += word;
    }
    return query.shape == Shape::prefix ? text + ":*" : text;
  }

  PGresult* run(const char* sql, const std::vector<std::string>& values = {}, bool keep = false) {
    std::vector<const char*> parameters;
    for (const std::string& value : values) parameters.push_back(value.c_str());
    PGresult* result = PQexecParams(db_, sql, static_cast<int>(parameters.size()), nullptr, parameters.data(),
                                    nullptr, nullptr, 0);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
      const std::string error = PQresultErrorMessage(result);
      PQclear(result);
      throw std::runtime_error(error);
    }
    if (keep) return result;
    PQclear(result);
    return nullptr;
  }

  PGconn* db_;
};

}  // namespace

std::unique_ptr<Rival> make_postgresql(const std::string& connection) {
  return std::make_unique<Postgresql>(connection);
}

}  // namespace fonds::bench
