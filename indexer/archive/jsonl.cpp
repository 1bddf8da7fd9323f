#include "indexer/archive/jsonl.h"

#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/archive/json_record.h"
#include "indexer/archive/line_reader.h"

namespace fonds::archive {
namespace {

// Half an object: what remains where a file ends too early.
bool is_cut(const LineReader& lines, std::string_view line) {
  if (lines.has_end() || line[line.find_first_not_of(" \t")] != '{') return false;
  return lines.too_long() || !nlohmann::json::accept(line.begin(), line.end());
}

}  // namespace

void read_jsonl(ByteStream& stream, const ReaderOptions& options, RecordSink& sink) {
  LineReader lines(stream, kMaxRecordBytes);
  bool any = false;
  try {
    while (lines.next()) {
      std::string_view line = lines.text();
      if (lines.number() == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      any = true;
      if (is_cut(lines, line)) {
        return sink.break_off(lines.number(), Ending::cut_off,
                              "the file ends inside this record: it is cut off, and articles may be missing");
      }
      if (lines.too_long()) {
        sink.reject(lines.number(), json_record_id(line),
                    "the line is longer than " + std::to_string(kMaxRecordBytes >> 20) + " MiB");
        continue;
      }
      read_json_record(line, lines.number(), options, sink);
    }
  } catch (const SourceError& error) {
    return sink.break_off(lines.number() + 1, Ending::cut_off, error.what());
  }
  if (!any) sink.break_off(1, Ending::without_article, "the file holds no record");
}

}  // namespace fonds::archive
