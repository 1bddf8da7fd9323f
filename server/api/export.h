// Exports: all results of a search as one file, made while it is sent.
//
// JSON Lines are articles as fonds-indexer reads them, so that an export makes an archive again. CSV is RFC 4180, a
// line for each article under a line of names; with a byte order mark it is for a spreadsheet that is told nothing of
// what it opens, and then no cell is left to be taken for a formula.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/article_forms.h"
#include "server/http/message.h"
#include "server/http/worker_pool.h"
#include "server/search/results.h"

namespace fonds::api {

enum class ExportFormat : std::uint8_t { jsonl, csv, bibtex, ris };

struct ExportOptions {
  ExportFormat format = ExportFormat::jsonl;
  // of CSV
  char separator = ',';
  // CSV with a byte order mark, its cells safe in a spreadsheet
  bool bom = false;
};

std::string_view media_type(ExportFormat format);
// ".csv"
std::string_view ending(ExportFormat format);

// What stands before the first article.
std::string export_head(const ExportOptions& options);
// Appends one article.
void export_article(const ExportOptions& options, const ArticleSite& site, const search::ArticleView& article,
                    std::string& out);

// The body of an export: each piece is a job of its own, so that a long one takes its turn with the searches of others.
// Thread safety: as BodySource's.
class ExportSource : public http::BodySource, public std::enable_shared_from_this<ExportSource> {
 public:
  struct Surroundings {
    // Takes a job on; false where there is no room.
    std::function<bool(http::Job)> submit;
    std::function<void(const std::string&)> on_failure;
    // the client has; may be null
    std::shared_ptr<const std::atomic<bool>> gone;
  };
  ExportSource(std::unique_ptr<search::Results> results, ExportOptions options, ArticleSite site,
               Surroundings in);
  void next(std::function<void(http::Piece)> give) override;

  // Of a piece, but for what its last article goes beyond it.
  static constexpr std::size_t kPieceBytes = 64 * 1024;

 private:
  http::Piece make();

  std::unique_ptr<search::Results> results_;
  const ExportOptions options_;
  const ArticleSite site_;
  const Surroundings in_;
  bool begun_ = false;
};

}  // namespace fonds::api
