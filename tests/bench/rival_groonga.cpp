// Groonga: an inverted index of words with positions, drilldowns, snippet_html().
#include <stdexcept>

#include <groonga.h>
#include <nlohmann/json.hpp>

#include "tests/bench/rival.h"

namespace fonds::bench {

namespace {

namespace fs = std::filesystem;

class Groonga final : public Rival {
 public:
  explicit Groonga(const fs::path& folder) : folder_(folder) {
    if (grn_init() != GRN_SUCCESS) throw std::runtime_error("grn_init");
    context_ = grn_ctx_open(0);
    grn_db_create(context_, (folder / "archive").c_str(), nullptr);
    for (const char* command :
         {"table_create Dossiers TABLE_HASH_KEY ShortText", "table_create Persons TABLE_HASH_KEY ShortText",
          "table_create Years TABLE_HASH_KEY Int32", "table_create Articles TABLE_NO_KEY",
          "column_create Articles title COLUMN_SCALAR Text",
          "column_create Articles body COLUMN_SCALAR|COMPRESS_ZSTD Text",
          "column_create Articles year COLUMN_SCALAR Years",
          "column_create Articles dossiers COLUMN_VECTOR Dossiers",
          "column_create Articles persons COLUMN_VECTOR Persons",
          "table_create Words TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram "
          "--normalizer 'NormalizerNFKC100(\"unify_to_romaji\", false, \"unify_kana\", false)'"}) {
      ask(command);
    }
  }
  ~Groonga() override {
    grn_ctx_close(context_);
    grn_fin();
  }

  const char* name() const override { return "Groonga"; }
  const char* leaves_out() const override {
    return "inflexions, accents (its normaliser keeps them), BM25, HTTP";
  }

  void build(const std::vector<RivalArticle>& articles) override {
    constexpr std::size_t kBatch = 500;  // articles in a load command
    for (std::size_t begin = 0; begin < articles.size(); begin += kBatch) {
      nlohmann::json rows = nlohmann::json::array();
      for (std::size_t i = begin; i < std::min(begin + kBatch, articles.size()); ++i) {
        const RivalArticle& article = articles[i];
        rows.push_back({{"title", article.title},
                        {"body", article.lead + "\n" + article.body},
                        {"year", article.year},
                        {"dossiers", article.dossiers},
                        {"persons", article.persons}});
      }
      ask("load --table Articles");
      ask(rows.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    }
    for (const char* command : {"column_create Words titles COLUMN_INDEX|WITH_POSITION Articles title",
                                "column_create Words bodies COLUMN_INDEX|WITH_POSITION Articles body",
                                "column_create Years articles COLUMN_INDEX Articles year",
                                "column_create Dossiers articles COLUMN_INDEX Articles dossiers"}) {
      ask(command);
    }
  }

  std::uint64_t search(const BenchQuery& query) override {
    std::string command =
        "select Articles --command_version 2 --match_columns title*2||body --limit 10 --sort_keys -_score "
        "--output_columns 'title, snippet_html(body)' --drilldown year,dossiers,persons "
        "--drilldown_sort_keys "
        "-_nsubrecs "
        "--drilldown_limit 20 --query '" +
        expression(query) + "'";
    std::string filter;
    if (query.year != 0) filter = "year == " + std::to_string(query.year);
    if (!query.dossier.empty())
      filter += (filter.empty() ? "" : " && ") + ("dossiers @ \"" + query.dossier + "\"");
    if (!filter.empty()) command += " --filter '" + filter + "'";
    const std::string answer = ask(command);  // [[[total],…
    const std::size_t digits = answer.find_first_of("0123456789");
    if (digits == std::string::npos) throw std::runtime_error(command + ": " + answer);
    return std::stoull(answer.substr(digits));
  }

  double megabytes() const override {
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(folder_)) bytes += entry.file_size();
    return static_cast<double>(bytes) / 1e6;
  }

 private:
  static std::string expression(const BenchQuery& query) {
    using Shape = BenchQuery::Shape;
    std::string text;
    for (const std::string& word : query.written.empty() ? query.words : query.written) {
      if (!text.empty()) text += query.shape == Shape::any ? " OR " : " ";
      text += word;
    }
    if (query.shape == Shape::prefix) return text + "*";
    return query.shape == Shape::phrase ? "\"" + text + "\"" : text;
  }

  std::string ask(const std::string& command) {
    grn_ctx_send(context_, command.data(), static_cast<unsigned>(command.size()), 0);
    char* bytes = nullptr;
    unsigned size = 0;
    int flags = 0;
    grn_ctx_recv(context_, &bytes, &size, &flags);
    if (context_->rc != GRN_SUCCESS)
      throw std::runtime_error(command.substr(0, 200) + ": error " + std::to_string(context_->rc) + " " +
                               context_->errbuf);
    return {bytes, size};
  }

  fs::path folder_;
  grn_ctx* context_;
};

}  // namespace

std::unique_ptr<Rival> make_groonga(const fs::path& folder) {
  return std::make_unique<Groonga>(folder);
}

}  // namespace fonds::bench
