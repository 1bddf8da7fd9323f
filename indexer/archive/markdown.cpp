// Idea: cmark makes HTML, and the text is taken from that like from any other HTML. So raw HTML inside
// Markdown needs no rule of its own: its words are kept, its markup is not.
#include "indexer/archive/markdown.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <utility>

#include <cmark.h>

#include "indexer/archive/admission.h"
#include "indexer/archive/front_matter.h"
#include "indexer/archive/publication.h"
#include "indexer/archive/shortcodes.h"

namespace fonds::archive {
namespace {

// Template tags of site generators: {{< figure … >}}, {{% notice %}}, {% include … %}. They print nothing
// readable.
std::string without_template_tags(std::string_view markdown) {
  constexpr std::pair<std::string_view, std::string_view> kTags[] = {
      {"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}};
  std::string result;
  std::size_t copied = 0;
  std::size_t line_end = 0;                              // of the line at hand
  std::array<std::size_t, std::size(kTags)> unclosed{};  // up to where the tag is known to have no end
  for (std::size_t at = markdown.find('{'); at != std::string_view::npos; at = markdown.find('{', at)) {
    std::size_t end = at + 1;
    for (std::size_t tag = 0; tag < std::size(kTags); ++tag) {
      const auto& [opening, closing] = kTags[tag];
      if (at < unclosed[tag] || !markdown.substr(at).starts_with(opening)) continue;
      // On one line: an unclosed brace is text.
      if (line_end <= at) line_end = std::min(markdown.find('\n', at), markdown.size());
      const std::size_t close = markdown.substr(0, line_end).find(closing, at + opening.size());
      if (close == std::string_view::npos) {
        unclosed[tag] = line_end;
        continue;
      }
      end = close + closing.size();
      result.append(markdown.substr(copied, at - copied));
      copied = end;
      break;
    }
    at = end;
  }
  return result.append(markdown.substr(copied));
}

bool is_fence(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  return begin != std::string_view::npos &&
         (line.substr(begin).starts_with("```") || line.substr(begin).starts_with("~~~"));
}

// The line under a table's head: "|---|:--:|", at least one '|' and one '-', nothing but these, ':' and
// spaces.
bool is_delimiter_row(std::string_view line) {
  return line.find('|') != std::string_view::npos && line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-: \t\r") == std::string_view::npos;
}

// A row as a paragraph of its own, without the pipes at its ends: "a | b", as a table in HTML reads too.
void append_row(std::string_view row, std::string& out) {
  constexpr std::string_view kEdges = "| \t\r\n";
  const std::size_t begin = row.find_first_not_of(kEdges);
  if (begin == std::string_view::npos) return;
  out.append(row.substr(begin, row.find_last_not_of(kEdges) + 1 - begin)).append("\n\n");
}

// Tables are no part of CommonMark, so cmark would leave their pipes and dashes in the text.
std::string without_table_markup(std::string_view markdown) {
  std::string result;
  std::string_view head;  // the line before, kept back while it may be a table's head
  bool in_table = false, in_fence = false;
  for (std::size_t begin = 0; begin < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', begin), markdown.size() - 1) + 1;
    const std::string_view line = markdown.substr(begin, end - begin);
    const std::string_view text = line.ends_with('\n') ? line.substr(0, line.size() - 1) : line;
    begin = end;
    if (is_fence(text)) in_fence = !in_fence;
    const bool has_pipe = !in_fence && text.find('|') != std::string_view::npos;
    if (in_table && has_pipe) {
      append_row(text, result);
      continue;
    }
    in_table = !head.empty() && has_pipe && is_delimiter_row(text);
    if (in_table) {
      result += '\n';
      append_row(head, result);
      head = {};
      continue;
    }
    result.append(head);
    head = has_pipe ? line : std::string_view();
    if (!has_pipe) result.append(line);
  }
  return result.append(head);
}

// "2017-04-05 18:30:00 +0200", as site generators write it, is ISO 8601 but for the space before the offset.
std::string iso_date(std::string value) {
  const std::size_t space = value.find_last_of(' ');
  if (space != std::string::npos && space > 10 && space + 1 < value.size() &&
      (value[space + 1] == '+' || value[space + 1] == '-' || value[space + 1] == 'Z')) {
    value.erase(space, 1);
  }
  return value;
}

std::string article_id(const FrontMatter& front_matter, const std::string& stem) {
  if (std::string id = front_matter.first({"id"}); !id.empty()) return id;
  const std::string slug = front_matter.first({"slug"});
  return slug.empty() ? stem : stem.substr(0, stem.rfind('/') + 1) + slug;
}

}  // namespace

std::optional<CleanText> clean_markdown(std::string_view markdown) {
  const std::string source =
      without_table_markup(without_template_tags(strip_shortcodes_from_markdown(markdown)));
  const std::unique_ptr<char, decltype(&std::free)> html(
      cmark_markdown_to_html(source.data(), source.size(), CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8),
      &std::free);
  return clean_html(html.get(), LineBreaks::html);
}

void read_markdown(std::string_view content, const std::string& stem, const ReaderOptions& options,
                   RecordSink& sink) {
  const FrontMatter front_matter = read_front_matter(content);
  const std::string id = article_id(front_matter, stem);
  if (!front_matter.fault.empty()) return sink.reject(front_matter.fault_line, id, front_matter.fault);
  Publication publication =
      judge_publication([&](std::string_view name) { return front_matter.first({name}); }, options.instant());
  for (std::string& note : publication.notes) sink.note(1, std::move(note));
  if (!publication.is_public) return sink.withdraw(1, id);

  Article article;
  article.id = id;
  article.title = front_matter.first({"title"});
  article.lead = front_matter.first({"lead", "description", "summary", "excerpt"});
  article.author = front_matter.first({"author", "authors"});
  article.url = front_matter.first({"url"});
  article.source = front_matter.first({"source"});
  article.lang = front_matter.first({"lang", "language"});
  article.persons = front_matter.all({"persons"});
  article.dossiers = front_matter.all({"dossiers", "categories", "category"});
  if (options.tags_are_dossiers) {
    for (std::string& tag : front_matter.all({"tags"})) article.dossiers.push_back(std::move(tag));
  }
  std::string fault = set_date("date", iso_date(front_matter.first({"date"})), article);
  if (fault.empty())
    fault =
        set_modified("modified", iso_date(front_matter.first({"modified", "lastmod", "updated"})), article);
  if (!fault.empty()) return sink.reject(1, id, std::move(fault));

  std::optional<CleanText> clean = clean_markdown(content.substr(front_matter.body_begin));
  if (!clean) return sink.reject(1, id, kTooTangled);
  if (article.title.empty()) {
    const auto heading = std::find_if(clean->blocks.begin(), clean->blocks.end(),
                                      [](const Block& block) { return block.kind == BlockKind::heading; });
    if (heading != clean->blocks.end()) {
      article.title = clean->text.substr(heading->begin, heading->end - heading->begin);
      if (heading == clean->blocks.begin()) drop_first_blocks(*clean, 1);
    }
  }
  article.body = std::move(clean->text);
  article.blocks = std::move(clean->blocks);
  article.links = std::move(clean->links);
  sink.accept(1, std::move(article));
}

}  // namespace fonds::archive
