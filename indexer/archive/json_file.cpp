#include "indexer/archive/json_file.h"

#include <string>

#include "indexer/archive/json_record.h"
#include "indexer/archive/json_splitter.h"

namespace fonds::archive {

void read_json_file(ByteStream& stream, const ReaderOptions& options, RecordSink& sink) {
  JsonSplitter objects(stream, kMaxRecordBytes);
  bool any = false;
  try {
    while (objects.next()) {
      any = true;
      if (objects.too_long()) {
        sink.reject(objects.line(), json_record_id(objects.text()),
                    "the record is larger than " + std::to_string(kMaxRecordBytes >> 20) + " MiB");
      } else {
        read_json_record(objects.text(), objects.line(), options, sink);
      }
    }
  } catch (const SourceError& error) {
    return sink.break_off(objects.last_line(), Ending::cut_off, error.what());
  }
  if (!objects.complete()) {
    sink.break_off(objects.last_line(), Ending::cut_off,
                   "the file ends inside its JSON: it is cut off, and articles may be missing");
  } else if (!any) {
    sink.break_off(1, Ending::without_article, "the file holds no record");
  }
}

}  // namespace fonds::archive
