// Idea: find every file first, then one after the other: open, hand to its format's reader, admit what comes
// out, and keep how each source ended. Of all articles read, only their ids are remembered, to name the first
// of two that share one.
#include "indexer/archive/reader.h"

#include <algorithm>
#include <ctime>
#include <memory>
#include <unordered_map>
#include <utility>

#include "indexer/archive/admission.h"
#include "indexer/archive/byte_stream.h"
#include "indexer/archive/charset.h"
#include "indexer/archive/control_characters.h"
#include "indexer/archive/html_page.h"
#include "indexer/archive/json_file.h"
#include "indexer/archive/jsonl.h"
#include "indexer/archive/markdown.h"
#include "indexer/archive/plain_text.h"
#include "indexer/archive/publication.h"
#include "indexer/archive/record_sink.h"
#include "indexer/archive/source_files.h"
#include "indexer/archive/text_check.h"
#include "indexer/archive/wordpress.h"
#include "indexer/text/folding.h"

namespace fonds::archive {
namespace {

// "NAME: what is wrong" without the name, which stands before the line already.
std::string without_name(const std::string& message, const std::string& name) {
  return message.starts_with(name + ": ") ? message.substr(name.size() + 2) : message;
}

// What remains behind every format: the checks that they share, ids that are there already, and how each
// source ends.
class Admission final : public RecordSink {
 public:
  Admission(const ReaderOptions& options, const ReaderEvents& events, const FoundSources& found)
      : file_options_(options), options_(&options), events_(events), found_(found) {
    reading_.left_out = found.left_out;
    for (const std::string& source : found.sources) reading_.sources.emplace_back().source = source;
  }

  void begin_file(const SourceFile& file) {
    files_.push_back(file.path);
    source_ = file.source;
    named_ = file.named;
    options_ = &file_options_;
    is_draft_ = is_in_drafts_folder(file.path);
  }

  void begin_live(const LiveSource& source) {
    files_.push_back(source.name());
    source_ = reading_.sources.size();
    reading_.sources.emplace_back().source = source.name();
    named_ = true;
    options_ = &source.options();
    is_draft_ = false;
    live_files_ = files_.size();
  }

  void accept(std::uint64_t line, Article&& article) override {
    if (is_draft_) return withdraw(line, std::move(article.id), "draft");
    if (std::string fault = admit(article, *options_); !fault.empty()) {
      return reject(line, std::move(article.id), std::move(fault));
    }
    if (article.body.size() > kMaxTextBytes) {
      return reject(line, std::move(article.id),
                    "the text is larger than " + std::to_string(kMaxTextBytes >> 20) +
                        " MiB, too large for one article: split it");
    }
    for (std::string& text : shorten_fields(article)) note(line, std::move(text));
    ++verdict().articles;
    const auto [first, is_new] = seen_.try_emplace(article.id, Place{files_.size() - 1, line});
    if (!is_new) {
      if (first->second.file < live_files_ && files_.size() > live_files_) {
        return leave_out("article that its live site has");
      }
      const std::string where = files_[first->second.file] + ":" + std::to_string(first->second.line);
      if (first->second.withdrawn) {
        return note(line, "the id \"" + article.id + "\" is not public, by " + where);
      }
      return reject(line, article.id, "the id \"" + article.id + "\" is taken already, by " + where);
    }
    ++reading_.articles;
    if (events_.article) events_.article(std::move(article));
  }

  void reject(std::uint64_t line, std::string id, std::string reason) override {
    if (id.empty()) ++verdict().unidentified;
    if (events_.rejection) events_.rejection({files_.back(), line, std::move(id), std::move(reason)});
  }

  void note(std::uint64_t line, std::string reason) override {
    if (events_.note) events_.note({files_.back(), line, std::move(reason)});
  }

  void withdraw(std::uint64_t line, std::string id, const std::string& why) override {
    if (std::string fault = id_fault(id); !fault.empty())
      return reject(line, std::move(id), std::move(fault));
    ++reading_.withdrawn[why];
    take_back(line, id, events_.withdrawal);
  }

  void remove(std::uint64_t line, std::string id) override { take_back(line, id, events_.removal); }

  void hold(std::string id) override {
    ++verdict().articles;
    seen_.try_emplace(id, Place{files_.size() - 1, 0});
    if (events_.held) events_.held(id);
  }

  void leave_out(const std::string& kind) override { ++reading_.left_out[kind]; }

  void break_off(std::uint64_t line, Ending ending, std::string reason) override {
    break_source(source_, files_.back(), line, ending, without_name(reason, files_.back()));
  }

  void break_source(std::size_t source, const std::string& file, std::uint64_t line, Ending ending,
                    std::string reason) {
    SourceVerdict& verdict = reading_.sources[source];
    if (verdict.ending == Ending::whole) {
      verdict.ending = ending;
      verdict.file = file;
      verdict.line = line;
    }
    if (events_.breakage) events_.breakage({file, line, std::move(reason)});
  }

  // What is no text: said where the user named it, counted where a folder has it.
  void no_text() {
    constexpr const char* kReason =
        "this is no text: an archive, a picture, a PDF or the like holds no article that can be read";
    if (named_) return break_off(1, Ending::unknown_kind, kReason);
    // It may have been one before, of an id that nobody can tell now.
    ++verdict().unidentified;
    leave_out("no text");
  }

  // A table or a database's dump that the user named: text, but none that is an article.
  void unknown_kind() {
    break_off(1, Ending::unknown_kind,
              "no kind of file that is known by its name or its beginning: articles are read from .jsonl, "
              ".json, .xml "
              "(WordPress), .md, .html and .txt");
  }

  Reading finish() {
    for (std::size_t i = 0; i < reading_.sources.size(); ++i) {
      SourceVerdict& verdict = reading_.sources[i];
      if (verdict.ending != Ending::whole || verdict.articles > 0) continue;
      if (i >= found_.sources.size()) {
        break_source(i, verdict.source, 0, Ending::without_article, "the site has no public article");
        continue;
      }
      if (found_.shares_a_file[i]) continue;
      if (has_file(i)) {
        // Its records were all rejected or withdrawn, each with a word about it.
        verdict.ending = Ending::without_article;
        verdict.file = verdict.source;
      } else {
        break_source(i, verdict.source, 0, Ending::without_article,
                     "no file in it is one that can hold articles");
      }
    }
    return std::move(reading_);
  }

 private:
  struct Place {
    std::size_t file;
    std::uint64_t line;
    bool withdrawn = false;
  };

  // What one source takes back is taken back, whoever else has it.
  void take_back(std::uint64_t line, const std::string& id,
                 const std::function<void(const std::string&)>& tell) {
    const auto [found, is_new] = seen_.try_emplace(id, Place{files_.size() - 1, line});
    Place& place = found->second;
    if (std::exchange(place.withdrawn, true)) return;
    if (!is_new) --reading_.articles;
    place.file = files_.size() - 1;
    place.line = line;
    if (tell) tell(id);
  }

  SourceVerdict& verdict() { return reading_.sources[source_]; }
  bool has_file(std::size_t source) const {
    return std::any_of(found_.files.begin(), found_.files.end(),
                       [source](const SourceFile& file) { return file.source == source; });
  }

  const ReaderOptions& file_options_;
  const ReaderOptions* options_;  // of what is being read
  const ReaderEvents& events_;
  const FoundSources& found_;
  Reading reading_;
  std::size_t source_ = 0;  // what is being read, in reading_.sources
  bool named_ = false;      // by the user himself
  bool is_draft_ = false;
  std::size_t live_files_ = 0;  // the first so many of files_ are live sources
  std::vector<std::string> files_;
  std::unordered_map<std::string, Place> seen_;
};

// The first bytes of a stream, and the stream with them put back. Of lines, only what is there: who writes them to
// standard input one by one is not kept waiting for more.
std::string peek(std::unique_ptr<ByteStream>& stream, bool lines) {
  std::string head(kTextCheckBytes, '\0');
  std::size_t size = 0;
  while (size < head.size()) {
    const std::size_t got = stream->read(head.data() + size, head.size() - size);
    size += got;
    if (got == 0 || lines) break;
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
  std::string content = decode_text(std::move(*bytes), charset);
  if (has_control_characters(content)) content = without_control_characters(content);
  switch (format) {
    case Format::markdown:
      return read_markdown(content, stem, options, sink);
    case Format::html:
      return read_html_page(content, stem, options, sink);
    default:
      return read_plain_text(content, stem, sink);
  }
}

// What Git has in the place of a large file that was not fetched (https://git-lfs.com).
bool is_pointer_of_git(std::string_view head) {
  return head.starts_with("version https://git-lfs.github.com/spec/");
}

bool is_utf16(std::string_view head) {
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
}

// XML may be in UTF-16; what splits it in items wants UTF-8.
void read_wordpress_of_any_charset(std::unique_ptr<ByteStream> stream, const SourceFile& file,
                                   const ReaderOptions& options, Admission& admission) {
  if (!is_utf16(peek(stream, false))) return read_wordpress(*stream, options, admission);
  std::optional<std::string> bytes = read_all(*stream, kMaxRecordBytes);
  if (!bytes) {
    return admission.break_off(1, Ending::unknown_kind,
                               "an export in UTF-16 larger than " + std::to_string(kMaxRecordBytes >> 20) +
                                   " MiB: save it as UTF-8");
  }
  const std::string text = decode_text(std::move(*bytes));
  read_wordpress(*memory_stream(text, Compression::none, file.path), options, admission);
}

void read_file(const SourceFile& file, std::unique_ptr<ByteStream> stream, const ReaderOptions& options,
               Admission& admission) {
  Format format = file.format;
  if (format != Format::wordpress) {  // whose reader tells by itself what is none
    const std::string head = peek(stream, format == Format::json_lines);
    if (!is_text(head)) return admission.no_text();
    if (is_pointer_of_git(head)) {
      return admission.break_off(1, Ending::unknown_kind,
                                 "a pointer of Git LFS, not the file itself: 'git lfs pull' fetches it");
    }
    if (format == Format::by_content) {
      format = guess_format(head);
      if (format == Format::plain_text && is_table_or_program(file.path)) return admission.unknown_kind();
    }
  }
  switch (format) {
    case Format::json_lines:
      return read_jsonl(*stream, options, admission);
    case Format::json:
      return read_json_file(*stream, options, admission);
    case Format::wordpress:
      return read_wordpress_of_any_charset(std::move(stream), file, options, admission);
    default:
      return read_whole_file(format, *stream, file, options, admission);
  }
}

}  // namespace

std::int64_t ReaderOptions::instant() const {
  return now.value_or(std::time(nullptr));
}

Reader::Reader(ReaderOptions options) : options_(std::move(options)) {}

Reading Reader::read(const std::vector<std::string>& sources, const ReaderEvents& events,
                     const std::vector<LiveSource*>& live) {
  const FoundSources found = find_source_files(sources);
  Progress progress;
  bool size_known = true;
  for (const SourceFile& file : found.files) {
    progress.bytes_total += file.size;
    size_known = size_known && file.path != "-";
  }
  if (!size_known) progress.bytes_total = 0;

  // One moment for all: an embargo must not end between two files.
  ReaderOptions options = options_;
  options.now = options_.instant();
  Admission admission(options, events, found);
  for (LiveSource* source : live) {
    admission.begin_live(*source);
    source->read(admission);
  }
  for (const UnreadablePath& path : found.unreadable) {
    admission.break_source(path.source, path.path, 0, Ending::unreadable, path.reason);
  }
  for (const SourceFile& file : found.files) {
    admission.begin_file(file);
    const auto on_read = [&](std::size_t bytes) {
      progress.bytes_read += bytes;
      if (events.progress) events.progress(progress);
    };
    std::unique_ptr<ByteStream> stream;
    try {
      stream = ByteStream::open(file.path, file.compression, on_read);
    } catch (const SourceError& error) {
      admission.break_off(1, Ending::unreadable, error.what());
      continue;
    }
    try {
      read_file(file, std::move(stream), options, admission);
    } catch (const SourceError& error) {
      admission.break_off(1, Ending::cut_off, error.what());
    }
  }
  return admission.finish();
}

}  // namespace fonds::archive
