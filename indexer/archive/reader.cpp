// Idea: find every file first, then one after the other: open, hand to its format's reader, admit what comes
// out. Of all articles read, only their ids are remembered, to name the first of two that share one.
#include "indexer/archive/reader.h"

#include <memory>
#include <unordered_map>
#include <utility>

#include "indexer/archive/admission.h"
#include "indexer/archive/byte_stream.h"
#include "indexer/archive/charset.h"
#include "indexer/archive/html_page.h"
#include "indexer/archive/jsonl.h"
#include "indexer/archive/markdown.h"
#include "indexer/archive/plain_text.h"
#include "indexer/archive/record_sink.h"
#include "indexer/archive/source_files.h"
#include "indexer/archive/wordpress.h"
#include "indexer/text/folding.h"

namespace fonds::archive {
namespace {

// How much of a file without a telling name is looked at.
constexpr std::size_t kGuessBytes = 1024;

// What remains behind every format: the checks that they share, and ids that are there already.
class Admission final : public RecordSink {
 public:
  Admission(const ReaderOptions& options, const Reader::OnArticle& on_article,
            const Reader::OnRejection& on_rejection)
      : options_(options), on_article_(on_article), on_rejection_(on_rejection) {}

  void begin_file(const std::string& path) { files_.push_back(path); }

  void accept(std::uint64_t line, Article&& article) override {
    if (std::string fault = admit(article, options_); !fault.empty()) {
      return reject(line, std::move(article.id), std::move(fault));
    }
    const auto [first, is_new] = seen_.try_emplace(article.id, Place{files_.size() - 1, line});
    if (!is_new) {
      const std::string where = files_[first->second.file] + ":" + std::to_string(first->second.line);
      return reject(line, article.id, "the id \"" + article.id + "\" is taken already, by " + where);
    }
    on_article_(std::move(article));
  }

  void reject(std::uint64_t line, std::string id, std::string reason) override {
    on_rejection_({files_.back(), line, std::move(id), std::move(reason)});
  }

 private:
  struct Place {
    std::size_t file;
    std::uint64_t line;
  };

  const ReaderOptions& options_;
  const Reader::OnArticle& on_article_;
  const Reader::OnRejection& on_rejection_;
  std::vector<std::string> files_;
  std::unordered_map<std::string, Place> seen_;
};

// The first bytes of a stream, and the stream with them put back.
std::string peek(std::unique_ptr<ByteStream>& stream) {
  std::string head(kGuessBytes, '\0');
  std::size_t size = 0;
  while (size < head.size()) {
    const std::size_t got = stream->read(head.data() + size, head.size() - size);
    if (got == 0) break;
    size += got;
  }
  head.resize(size);
  stream = resumed_stream(head, std::move(stream));
  return head;
}

void read_whole_file(Format format, ByteStream& stream, const SourceFile& file, const ReaderOptions& options,
                     RecordSink& sink) {
  // A file's name may hold any bytes; an id may not.
  const std::string stem = text::repair_utf8(file.stem);
  std::optional<std::string> bytes = read_all(stream, kMaxRecordBytes);
  if (!bytes) {
    return sink.reject(1, stem,
                       "the file is larger than " + std::to_string(kMaxRecordBytes >> 20) +
                           " MiB, too large for one article");
  }
  const std::string charset = format == Format::html ? declared_charset(*bytes) : std::string();
  const std::string content = decode_text(std::move(*bytes), charset);
  switch (format) {
    case Format::markdown:
      return read_markdown(content, stem, options, sink);
    case Format::html:
      return read_html_page(content, stem, options, sink);
    default:
      return read_plain_text(content, stem, sink);
  }
}

void read_file(const SourceFile& file, std::unique_ptr<ByteStream> stream, const ReaderOptions& options,
               RecordSink& sink) {
  const Format format = file.format == Format::by_content ? guess_format(peek(stream)) : file.format;
  switch (format) {
    case Format::json_lines:
      return read_jsonl(*stream, sink);
    case Format::wordpress:
      return read_wordpress(*stream, options, sink);
    default:
      return read_whole_file(format, *stream, file, options, sink);
  }
}

}  // namespace

Reader::Reader(ReaderOptions options) : options_(std::move(options)) {}

void Reader::read(const std::vector<std::string>& sources, const OnArticle& on_article,
                  const OnRejection& on_rejection, const OnProgress& on_progress) {
  const std::vector<SourceFile> files = find_source_files(sources);
  Progress progress;
  bool size_known = true;
  for (const SourceFile& file : files) {
    progress.bytes_total += file.size;
    size_known = size_known && file.path != "-";
  }
  if (!size_known) progress.bytes_total = 0;

  Admission admission(options_, on_article, on_rejection);
  for (const SourceFile& file : files) {
    admission.begin_file(file.path);
    const auto on_read = [&](std::size_t bytes) {
      progress.bytes_read += bytes;
      if (on_progress) on_progress(progress);
    };
    read_file(file, ByteStream::open(file.path, file.compression, on_read), options_, admission);
  }
}

}  // namespace fonds::archive
