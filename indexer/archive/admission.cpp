#include "indexer/archive/admission.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "indexer/archive/clean_text.h"
#include "indexer/archive/control_characters.h"
#include "indexer/archive/embeds.h"
#include "indexer/archive/images.h"
#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"
#include "indexer/text/utf8.h"

namespace fonds::archive {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::string_view kNarrowNoBreakSpace = "\xE2\x80\xAF";

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

std::string_view trimmed(std::string_view text) {
  for (bool changed = true; changed && !text.empty();) {
    changed = false;
    if (text.front() == ' ' || is_control(text.front())) text.remove_prefix(1), changed = true;
    if (!text.empty() && (text.back() == ' ' || is_control(text.back())))
      text.remove_suffix(1), changed = true;
    for (const std::string_view space : {kNoBreakSpace, kNarrowNoBreakSpace}) {
      if (text.starts_with(space)) text.remove_prefix(space.size()), changed = true;
      if (text.ends_with(space)) text.remove_suffix(space.size()), changed = true;
    }
  }
  return text;
}

void tidy_labels(std::vector<std::string>& labels) {
  std::vector<std::string> kept;
  std::unordered_set<std::string> seen;
  for (const std::string& label : labels) {
    std::string tidy = one_line(label);
    if (!tidy.empty() && seen.insert(tidy).second) kept.push_back(std::move(tidy));
  }
  labels = std::move(kept);
}

void rename_dossiers(std::vector<std::string>& dossiers, const ReaderOptions& options) {
  for (std::string& dossier : dossiers) {
    if (const auto renamed = options.dossier_names.find(one_line(dossier));
        renamed != options.dossier_names.end()) {
      dossier = renamed->second;
    }
  }
}

// Where a line is cut that may have `limit` bytes: at a word, else at a character.
std::size_t cut_at(std::string_view line, std::size_t limit) {
  const std::size_t space = line.rfind(' ', limit);
  return text::character_begin(line, space == std::string::npos || space == 0 ? limit : space);
}

std::string derived_title(std::string_view body, const std::vector<Block>& blocks) {
  const auto first = std::find_if(blocks.begin(), blocks.end(), [](const Block& block) {
    return block.kind != BlockKind::caption && block.kind != BlockKind::alternative;
  });
  if (first == blocks.end()) return {};
  const std::string_view block = body.substr(first->begin, first->end - first->begin);
  std::string title = one_line(block.substr(0, block.find('\n')));
  if (title.size() <= kMaxDerivedTitleBytes) return title;
  return title.substr(0, cut_at(title, kMaxDerivedTitleBytes)) + "…";
}

// A code point of punctuation, a sign, a pictogram or a blank: what no word is made of.
bool is_sign(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  static constexpr Range kSigns[] = {{0, '/'},          {':', '@'},       {'[', '`'},       {'{', 0xA9},
                                     {0xAB, 0xB1},      {0xB4, 0xB4},     {0xB6, 0xB8},     {0xBB, 0xBB},
                                     {0xBF, 0xBF},      {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x206F},
                                     {0x20A0, 0x20CF},  {0x2190, 0x245F}, {0x2500, 0x2BFF}, {0x3000, 0x3004},
                                     {0x3008, 0x3020},  {0xE000, 0xF8FF}, {0xFE00, 0xFE0F}, {0xFFFD, 0xFFFD},
                                     {0x1F000, 0x1FAFF}};
  return std::any_of(std::begin(kSigns), std::end(kSigns),
                     [c](const Range& range) { return c >= range.first && c <= range.last; });
}

// "…", "***", "★": no title to tell an article by.
bool is_only_signs(std::string_view title) {
  for (std::size_t at = 0; at < title.size();) {
    if (!is_sign(text::next_code_point(title, at))) return false;
  }
  return true;
}

// What a page may link to: an address of the web, or one relative to the site. Never javascript: or data:.
bool is_linkable(std::string_view url) {
  if (url.size() > kMaxUrlBytes || url.find_first_of(" <>\"") != std::string_view::npos) return false;
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || url.find_first_of("/?#") < colon) return true;
  const std::string scheme = text::ascii_lower(url.substr(0, colon));
  return scheme == "http" || scheme == "https";
}

// Puts a paragraph before the body.
void prepend(const std::string& paragraph, Article& article) {
  const std::string front = article.body.empty() ? paragraph : paragraph + "\n\n";
  const auto shift = static_cast<std::uint32_t>(front.size());
  article.body.insert(0, front);
  shift_body(shift, article);
  article.blocks.insert(article.blocks.begin(),
                        {0, static_cast<std::uint32_t>(paragraph.size()), BlockKind::paragraph});
}

bool has_time(std::string_view iso) {
  return iso.find(':') != std::string_view::npos;
}

}  // namespace

std::string one_line(std::string_view text) {
  text = trimmed(text);
  std::string line = has_control_characters(text) ? without_control_characters(text) : std::string(text);
  std::replace_if(line.begin(), line.end(), is_control, ' ');
  return line;
}

std::string in_quotes(std::string_view value) {
  constexpr std::size_t kMaxShown = 60;
  std::string shown = one_line(value.substr(0, kMaxShown));
  return "\"" + text::repair_utf8(shown) + (value.size() > kMaxShown ? "…\"" : "\"");
}

std::string id_fault(std::string_view id) {
  if (id.empty()) return "'id' is empty: give every article an id of its own";
  if (id.size() > kMaxIdBytes) {
    return "'id' is " + std::to_string(id.size()) + " bytes long: at most " + std::to_string(kMaxIdBytes) +
           " are allowed";
  }
  if (std::any_of(id.begin(), id.end(), is_control)) return "'id' contains a control character";
  if (!text::is_valid_utf8(id)) return "'id' is not valid UTF-8";
  // U+0080 to U+009F, the second range of control characters.
  for (std::size_t i = 0; i + 1 < id.size(); ++i) {
    if (id[i] == '\xC2' && static_cast<unsigned char>(id[i + 1]) < 0xA0)
      return "'id' contains a control character";
  }
  return {};
}

std::vector<Block> line_blocks(std::string_view text) {
  std::vector<Block> blocks;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    if (!line.empty()) {
      const auto offset = static_cast<std::uint32_t>(line.data() - text.data());
      blocks.push_back({offset, offset + static_cast<std::uint32_t>(line.size()), BlockKind::paragraph});
    }
    begin = end + 1;
  }
  return blocks;
}

std::string set_date(std::string_view field, std::string_view value, Article& article) {
  const std::string date = one_line(value);
  if (date.empty()) return {};
  article.day = text::parse_iso(date);
  if (!article.day) {
    return "'" + std::string(field) + "' is not an ISO 8601 date: " + in_quotes(date) +
           " (such as 2017-04-05 or 2017-04-05T18:30:00+02:00)";
  }
  if (has_time(date)) article.published = text::parse_iso_instant(date);
  return {};
}

std::string set_modified(std::string_view field, std::string_view value, Article& article) {
  const std::string date = one_line(value);
  if (date.empty()) return {};
  article.modified = text::parse_iso_instant(date);
  if (article.modified) return {};
  return "'" + std::string(field) + "' is not an ISO 8601 date: " + in_quotes(date);
}

std::vector<std::string> shorten_fields(Article& article) {
  std::vector<std::string> notes;
  const auto shorten = [&notes](const char* name, std::string& field, std::size_t limit) {
    if (field.size() <= limit) return false;
    notes.push_back("'" + std::string(name) + "' is " + std::to_string(field.size()) +
                    " bytes long: it was cut to " + std::to_string(limit));
    field = field.substr(0, cut_at(field, limit)) + "…";
    return true;
  };
  const std::string title = article.title.size() > kMaxTitleBytes ? article.title : std::string();
  // Its words are found all the same.
  if (shorten("title", article.title, kMaxTitleBytes)) prepend(title, article);
  shorten("lead", article.lead, kMaxLeadBytes);
  shorten("author", article.author, kMaxTitleBytes);
  shorten("source", article.source, kMaxTitleBytes);
  for (std::string& label : article.dossiers) shorten("dossiers", label, kMaxLabelBytes);
  for (std::string& label : article.persons) shorten("persons", label, kMaxLabelBytes);
  return notes;
}

std::string admit(Article& article, const ReaderOptions& options) {
  if (std::string fault = id_fault(article.id); !fault.empty()) return fault;
  if (article.blocks.empty()) {
    if (has_control_characters(article.body)) article.body = without_control_characters(article.body);
    article.blocks = line_blocks(article.body);
  }
  for (std::string* field :
       {&article.title, &article.lead, &article.url, &article.author, &article.source, &article.lang}) {
    *field = one_line(*field);
  }
  if (article.title.find('&') != std::string::npos) article.title = one_line(resolve_entities(article.title));
  if (is_only_signs(article.title)) {
    if (std::string title = derived_title(article.body, article.blocks); !title.empty())
      article.title = std::move(title);
  }
  if (article.title.empty()) return "neither a title nor a text to take it from";
  if (!is_linkable(article.url)) article.url.clear();
  settle_images(article);
  settle_embeds(article);
  rename_dossiers(article.dossiers, options);
  tidy_labels(article.dossiers);
  tidy_labels(article.persons);
  return {};
}

}  // namespace fonds::archive
