// Idea: cmark makes HTML, and the text is taken from that like from any other HTML. So raw HTML inside
// Markdown needs no rule of its own: its words are kept, its markup is not.
#include "indexer/archive/markdown.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <utility>

#include <cmark.h>

#include "indexer/archive/admission.h"
#include "indexer/archive/body_html.h"
#include "indexer/archive/front_matter.h"
#include "indexer/archive/images.h"
#include "indexer/archive/markdown_bounds.h"
#include "indexer/archive/publication.h"
#include "indexer/archive/shortcodes.h"
#include "indexer/archive/written_date.h"

namespace fonds::archive {
namespace {

// The value of name="…" in a template tag.
std::string_view tag_value(std::string_view tag, std::string_view name) {
  const std::string start = " " + std::string(name) + "=\"";
  const std::size_t begin = tag.find(start);
  if (begin == std::string_view::npos) return {};
  const std::string_view value = tag.substr(begin + start.size());
  return value.substr(0, value.find('"'));
}

// Hugo's {{< figure src="…" caption="…" >}} as HTML; "" for every other tag.
std::string figure_of_tag(std::string_view tag) {
  if (tag.find(" figure ") == std::string_view::npos && !tag.starts_with("figure ")) return {};
  const std::string_view source = tag_value(tag, "src");
  if (source.empty()) return {};
  std::string html =
      "<figure><img src=\"" + escape_html(source) + "\" alt=\"" + escape_html(tag_value(tag, "alt")) + "\">";
  const std::string_view caption = tag_value(tag, "caption");
  if (!caption.empty()) html += "<figcaption>" + escape_html(caption) + "</figcaption>";
  return html + "</figure>";
}

// Template tags of site generators: {{< figure … >}}, {{% notice %}}, {% include … %}. But for figures they print
// nothing readable.
std::string without_template_tags(std::string_view markdown) {
  constexpr std::pair<std::string_view, std::string_view> kTemplateTags[] = {
      {"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}};
  std::string result;
  std::size_t copied = 0;
  std::size_t line_end = 0;  // of the line at hand
  std::array<std::size_t, std::size(kTemplateTags)>
      unclosed{};  // up to where the tag is known to have no end
  for (std::size_t at = markdown.find('{'); at != std::string_view::npos; at = markdown.find('{', at)) {
    std::size_t end = at + 1;
    for (std::size_t tag = 0; tag < std::size(kTemplateTags); ++tag) {
      const auto& [opening, closing] = kTemplateTags[tag];
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
      result += figure_of_tag(markdown.substr(at + opening.size(), close - at - opening.size()));
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

std::string_view without_spaces(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) + 1 - begin);
}

// A row in HTML. Blank lines around each cell let cmark read it as Markdown, and the <span> keeps "- 3 %" from being
// a list.
void append_row(std::string_view row, std::string_view cell_tag, std::string& out) {
  row = without_spaces(row);
  if (row.starts_with('|')) row.remove_prefix(1);
  if (row.ends_with('|') && !row.ends_with("\\|")) row.remove_suffix(1);
  out += "<tr>\n\n";
  for (bool more = true; more;) {
    std::string cell;
    std::size_t at = 0;
    for (; at < row.size() && row[at] != '|'; ++at) {
      if (row.substr(at).starts_with("\\|")) ++at;
      cell += row[at];
    }
    more = at < row.size();
    row.remove_prefix(more ? at + 1 : at);
    out.append("<").append(cell_tag).append(">\n\n<span>").append(without_spaces(cell));
    out.append("</span>\n\n</").append(cell_tag).append(">\n\n");
  }
  out += "</tr>\n\n";
}

// Tables are no part of CommonMark: cmark would leave their pipes and dashes in the text.
std::string with_tables_in_html(std::string_view markdown) {
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
      append_row(text, "td", result);
      continue;
    }
    if (in_table) result += "</table>\n\n";
    in_table = !head.empty() && has_pipe && is_delimiter_row(text);
    if (in_table) {
      result += "\n<table>\n\n";
      append_row(head, "th", result);
      head = {};
      continue;
    }
    result.append(head);
    head = has_pipe ? line : std::string_view();
    if (!has_pipe) result.append(line);
  }
  result.append(head);
  return in_table ? result.append("</table>\n") : result;
}

std::string article_id(const FrontMatter& front_matter, const std::string& stem) {
  if (std::string id = front_matter.first({"id"}); !id.empty()) return id;
  const std::string slug = front_matter.first({"slug"});
  return slug.empty() ? stem : stem.substr(0, stem.rfind('/') + 1) + slug;
}

// What Jekyll and its like put into the name of a file: "2014-03-05-la-crue".
struct FileName {
  std::string date;                   // ISO, or ""
  std::string slug;                   // the rest of the name
  std::vector<std::string> sections;  // folders above "_posts"
  bool jekyll = false;
};

FileName read_file_name(const std::string& stem) {
  FileName result;
  std::string_view path = stem;
  // A folder of its own with the text in "index".
  if (path.ends_with("/index")) path.remove_suffix(6);
  const std::size_t slash = path.rfind('/');
  std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  std::size_t digits = 0, dashes = 0, at = 0;
  for (; at < name.size() && dashes < 3 && ((name[at] >= '0' && name[at] <= '9') || name[at] == '-'); ++at) {
    name[at] == '-' ? ++dashes : ++digits;
  }
  if (dashes == 3 && digits <= 8) {
    result.date = iso_of_written_date(name.substr(0, at - 1));
    if (!result.date.empty()) name = name.substr(at);
  }
  result.slug = name;
  constexpr std::string_view kPosts = "_posts/";
  const std::size_t posts = path.find(kPosts);
  const bool in_posts = posts != std::string_view::npos && (posts == 0 || path[posts - 1] == '/');
  for (std::size_t begin = 0; in_posts && begin < posts;) {
    const std::size_t end = path.find('/', begin);
    result.sections.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  result.jekyll = in_posts || !result.date.empty();
  return result;
}

// Categories or tags. One string holds several: parted by commas, or, as Jekyll has it, by spaces.
std::vector<std::string> labels(const FrontMatter& front_matter, std::string_view key, bool by_spaces) {
  std::vector<std::string> written = front_matter.all({key});
  if (written.size() != 1 || front_matter.lists.contains(key)) return written;
  const std::string all = std::move(written[0]);
  const char* separators = all.find(',') != std::string::npos   ? ","
                           : all.find(';') != std::string::npos ? ";"
                           : by_spaces                          ? " "
                                                                : "";
  std::vector<std::string> result;
  for (std::size_t begin = 0; begin <= all.size();) {
    const std::size_t end = std::min(all.find_first_of(separators, begin), all.size());
    result.push_back(all.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

// Titles come out of other systems with their entities, and now and then with tags.
std::string plain_line(const std::string& written) {
  return written.find("</") != std::string::npos ? clean_line(written) : resolve_all_entities(written);
}

// The date of the first field that holds one; the others are said.
template <typename Set>
bool take_date(const FrontMatter& front_matter, std::initializer_list<std::string_view> keys,
               RecordSink& sink, const Set& set) {
  for (const std::string_view key : keys) {
    const std::string value = front_matter.first({key});
    // Jekyll's "published: true" is no date, and no fault.
    if (value.empty() || truth_value(value)) continue;
    const std::string iso = iso_of_written_date(value);
    if (!iso.empty() && set(key, iso).empty()) return true;
    sink.note(front_matter.line, not_a_date(key, value));
  }
  return false;
}

}  // namespace

std::optional<CleanText> clean_markdown(std::string_view markdown) {
  const std::string source =
      bounded_markdown(with_tables_in_html(without_template_tags(strip_shortcodes_from_markdown(markdown))));
  const std::unique_ptr<char, decltype(&std::free)> html(
      cmark_markdown_to_html(source.data(), source.size(), CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8),
      &std::free);
  return clean_html(html.get(), LineBreaks::html);
}

void read_markdown(std::string_view content, const std::string& stem, const ReaderOptions& options,
                   RecordSink& sink) {
  std::string unix_lines;
  if (content.find('\r') != std::string_view::npos && content.find('\n') == std::string_view::npos) {
    // Line ends of an old Macintosh.
    unix_lines = content;
    std::replace(unix_lines.begin(), unix_lines.end(), '\r', '\n');
    content = unix_lines;
  }
  const FrontMatter front_matter = read_front_matter(content);
  const std::string id = article_id(front_matter, stem);
  if (!front_matter.fault.empty()) sink.note(front_matter.fault_line, front_matter.fault);
  Publication publication =
      judge_publication([&](std::string_view name) { return front_matter.first({name}); }, options.instant());
  for (std::string& note : publication.notes) sink.note(1, std::move(note));
  if (!publication.is_public) return sink.withdraw(1, id, publication.why);

  Article article;
  article.id = id;
  article.title = plain_line(front_matter.first({"title"}));
  article.lead = plain_line(front_matter.first({"lead", "description", "summary", "excerpt"}));
  article.author = plain_line(front_matter.first({"author", "authors"}));
  article.url = front_matter.first({"url", "canonical_url", "canonicalurl", "canonical"});
  article.source = front_matter.first({"source"});
  article.lang = front_matter.first({"lang", "language"});
  article.persons = front_matter.all({"persons"});
  for (const std::string_view key : {"kind", "type", "layout"})
    article.is_page = article.is_page || front_matter.first({key}) == "page";

  const FileName file_name = read_file_name(stem);
  const bool by_spaces = file_name.jekyll || !front_matter.first({"layout"}).empty();
  article.dossiers = front_matter.all({"dossiers"});
  const auto add = [&article](std::vector<std::string> more) {
    std::move(more.begin(), more.end(), std::back_inserter(article.dossiers));
  };
  add(labels(front_matter, "categories", by_spaces));
  // In the singular it is one, spaces and all.
  add(labels(front_matter, "category", false));
  add(file_name.sections);
  if (options.tags_are_dossiers) {
    add(labels(front_matter, "tags", by_spaces));
    add(labels(front_matter, "tag", false));
  }
  const bool dated = take_date(
      front_matter,
      {"date", "publishdate", "pubdate", "published_at", "publish_date", "published", "date_published",
       "created", "created_at"},
      sink, [&](std::string_view key, std::string_view iso) { return set_date(key, iso, article); });
  if (!dated && !file_name.date.empty()) set_date("date", file_name.date, article);
  take_date(front_matter, {"modified", "lastmod", "updated", "last_modified_at", "updated_at", "modified_at"},
            sink,
            [&](std::string_view key, std::string_view iso) { return set_modified(key, iso, article); });

  std::optional<CleanText> clean = clean_markdown(content.substr(front_matter.body_begin));
  if (!clean) return sink.reject(1, id, kTooTangled);
  if (article.title.empty()) {
    const auto heading = std::find_if(clean->blocks.begin(), clean->blocks.end(), [](const Block& block) {
      return block.kind == BlockKind::heading || block.kind == BlockKind::subheading;
    });
    if (heading != clean->blocks.end()) {
      article.title = clean->text.substr(heading->begin, heading->end - heading->begin);
      if (heading == clean->blocks.begin()) drop_first_blocks(*clean, 1);
    }
  }
  if (article.title.empty() && clean->blocks.empty() && front_matter.body_begin > 0) {
    article.title = file_name.slug;
    std::replace(article.title.begin(), article.title.end(), '-', ' ');
  }
  move_body(std::move(*clean), article);
  const std::string cover = front_matter.first({"image", "cover", "cover.image", "featured_image",
                                                "featuredimage", "feature_image", "thumbnail", "banner"});
  const auto pixels = [&](std::string_view key) {
    const std::string value = front_matter.first({key});
    std::uint32_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
  };
  add_lead_image({cover, plain_line(front_matter.first({"image_credit", "cover.credit"})),
                  pixels("image_width"), pixels("image_height"), 0},
                 front_matter.first({"image_alt", "cover.alt"}),
                 plain_line(front_matter.first({"image_caption", "caption", "cover.caption"})), article);
  sink.accept(1, std::move(article));
}

}  // namespace fonds::archive
