#include "indexer/archive/html_page.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "indexer/archive/admission.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/error_page.h"
#include "indexer/archive/html_tree.h"
#include "indexer/archive/images.h"
#include "indexer/archive/main_text.h"
#include "indexer/archive/page_metadata.h"
#include "indexer/archive/page_outline.h"
#include "indexer/archive/shortcodes.h"
#include "indexer/archive/written_date.h"

namespace fonds::archive {
namespace {

// "Le titre - La Voix" without the site's name.
std::string without_site(const std::string& title, const std::string& site) {
  if (site.empty() || !title.ends_with(site) || title.size() == site.size()) return title;
  std::string rest = title.substr(0, title.size() - site.size());
  for (const std::string_view separator : {" - ", " | ", " – ", " — ", " : ", " » ", " · "}) {
    if (rest.ends_with(separator)) return rest.substr(0, rest.size() - separator.size());
  }
  return title;
}

// /2017/04/05/ in an address is the day, as blogs write it.
void add_date_of_address(PageMetadata& metadata) {
  const std::string& url = metadata.url;
  const auto is_digit = [&](std::size_t at) { return url[at] >= '0' && url[at] <= '9'; };
  constexpr std::string_view kShape = "/dddd/dd/dd/";
  for (std::size_t at = url.find('/'); at != std::string::npos && at + kShape.size() <= url.size();
       at = url.find('/', at + 1)) {
    bool fits = true;
    for (std::size_t i = 0; i < kShape.size() && fits; ++i)
      fits = kShape[i] == 'd' ? is_digit(at + i) : url[at + i] == kShape[i];
    if (fits)
      return metadata.dates.push_back({"url", url.substr(at + 1, kShape.size() - 2), DateTrust::address});
  }
}

// The date of the most trusted field that holds one. What holds none is said, but for what a page only shows.
template <typename Set>
void take_first_date(std::vector<FoundDate>& dates, std::vector<std::string>& notes, const Set& set) {
  std::stable_sort(dates.begin(), dates.end(),
                   [](const FoundDate& a, const FoundDate& b) { return a.trust > b.trust; });
  for (const FoundDate& date : dates) {
    const std::string iso = iso_of_written_date(date.value);
    if (!iso.empty() && set(date.field, iso).empty()) return;
    if (date.trust >= DateTrust::meta) notes.push_back(not_a_date(date.field, date.value));
  }
}

PageMetadata read_metadata(const PageHead& head, const PageOutline& outline, PageMetadata&& linked) {
  PageMetadata metadata = std::move(linked);
  PageMetadata shown = read_byline(outline);
  const std::string site = metadata.source.empty() ? head.metadata.source : metadata.source;
  PageMetadata head_metadata = head.metadata;
  // Many a site names itself as the author of everything.
  if (head_metadata.author == site && !shown.author.empty()) head_metadata.author.clear();
  take_missing(metadata, std::move(head_metadata));
  take_missing(metadata, std::move(shown));
  if (metadata.title.empty() && outline.title() != PageOutline::kNone)
    metadata.title = clean_line(*outline.elements()[outline.title()].node);
  if (metadata.title.empty()) metadata.title = without_site(head.title, site);
  add_date_of_address(metadata);
  return metadata;
}

}  // namespace

void read_html_page(std::string_view content, const std::string& stem, const ReaderOptions& options,
                    RecordSink& sink) {
  const HtmlTree tree(content, HtmlTree::Scope::document);
  if (tree.root() == nullptr) return sink.reject(1, stem, kTooTangled);
  const PageHead head = read_page_head(*tree.root());
  PageIdentity identity{head.metadata.url, {}};
  for (const std::string& title : {head.metadata.title, head.title}) {
    if (!title.empty()) identity.titles.push_back(title);
  }
  PageMetadata linked = read_json_ld(head.json_ld, identity);
  if (!linked.title.empty()) identity.titles.insert(identity.titles.begin(), linked.title);
  const PageOutline outline(*tree.root(), identity);
  PageMetadata metadata = read_metadata(head, outline, std::move(linked));

  Article article;
  article.id = stem;
  std::vector<std::string> notes;
  take_first_date(metadata.dates, notes, [&](std::string_view field, std::string_view iso) {
    return set_date(field, iso, article);
  });
  take_first_date(metadata.modified, notes, [&](std::string_view field, std::string_view iso) {
    return set_modified(field, iso, article);
  });

  if (!head.passed_over.empty()) notes.push_back(head.passed_over);
  for (std::string& note : notes) sink.note(1, std::move(note));

  CleanText clean = main_text(outline, metadata.title);
  if (clean.text.empty() && !metadata.body.empty()) {
    // articleBody is plain text by its definition; some sites put HTML there, and line ends are its
    // paragraphs.
    clean = clean_html(strip_shortcodes(metadata.body), LineBreaks::wordpress).value_or(CleanText{});
  }
  if (clean.text.empty()) clean = whole_text(outline);
  if (!article.day && metadata.author.empty() &&
      is_error_page(metadata.title, clean.text.empty() ? metadata.title : clean.text)) {
    return sink.break_off(1, Ending::unknown_kind,
                          "not an article but what a server says in its place: " +
                              in_quotes(metadata.title.empty() ? clean.text : metadata.title));
  }
  article.title = std::move(metadata.title);
  article.lead = std::move(metadata.lead);
  article.author = std::move(metadata.author);
  article.url = std::move(metadata.url);
  article.source = std::move(metadata.source);
  article.lang = std::move(metadata.lang);
  article.persons = std::move(metadata.persons);
  article.dossiers = std::move(metadata.sections);
  if (options.tags_are_dossiers) {
    for (std::string& keyword : metadata.keywords) article.dossiers.push_back(std::move(keyword));
  }
  move_body(std::move(clean), article);
  PageImage& image = metadata.image;
  add_lead_image({std::move(image.url), {}, image.width, image.height, 0}, std::move(image.alternative),
                 std::move(image.caption), article);
  sink.accept(1, std::move(article));
}

}  // namespace fonds::archive
