#include "indexer/archive/plain_text.h"

#include <algorithm>

#include "indexer/archive/admission.h"

namespace fonds::archive {

void read_plain_text(std::string_view content, const std::string& stem, RecordSink& sink) {
  Article article;
  article.id = stem;
  for (std::size_t begin = 0; begin < content.size() && article.title.empty();) {
    const std::size_t end = std::min(content.find_first_of("\r\n", begin), content.size());
    article.title = one_line(content.substr(begin, end - begin));
    begin = end + 1;
    if (!article.title.empty()) {
      // The blank lines under the title are not the text's.
      const std::size_t text =
          begin < content.size() ? content.find_first_not_of("\r\n", begin) : std::string_view::npos;
      article.body = text == std::string_view::npos ? "" : content.substr(text);
    }
  }
  sink.accept(1, std::move(article));
}

}  // namespace fonds::archive
