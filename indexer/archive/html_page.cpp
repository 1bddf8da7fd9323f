#include "indexer/archive/html_page.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/archive/admission.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/html_tree.h"
#include "indexer/archive/page_metadata.h"
#include "indexer/archive/shortcodes.h"

namespace fonds::archive {
namespace {

// Most <article> elements compared; a front page has some dozen teasers.
constexpr std::size_t kMaxArticles = 200;

struct MainParts {
  const GumboNode* body_property = nullptr;  // itemprop=articleBody
  std::vector<const GumboNode*> articles;    // outermost ones
  const GumboNode* main = nullptr;
  const GumboNode* body = nullptr;
};

MainParts find_main_parts(const GumboNode& root) {
  MainParts parts;
  std::vector<std::pair<const GumboNode*, bool>> waiting{
      {&root, false}};  // and whether it is inside an <article>
  while (!waiting.empty()) {
    auto [node, inside] = waiting.back();
    waiting.pop_back();
    if (node->type == GUMBO_NODE_ELEMENT) {
      const GumboTag tag = node->v.element.tag;
      if (parts.body_property == nullptr && attribute(*node, "itemprop") == "articleBody")
        parts.body_property = node;
      if (tag == GUMBO_TAG_ARTICLE && !inside) {
        if (parts.articles.size() < kMaxArticles) parts.articles.push_back(node);
        inside = true;
      }
      if (tag == GUMBO_TAG_MAIN && parts.main == nullptr) parts.main = node;
      if (tag == GUMBO_TAG_BODY && parts.body == nullptr) parts.body = node;
    }
    const GumboVector& children = children_of(*node);
    for (unsigned i = children.length; i-- > 0;) {
      waiting.emplace_back(static_cast<const GumboNode*>(children.data[i]), inside);
    }
  }
  return parts;
}

CleanText main_text(const GumboNode& root) {
  const MainParts parts = find_main_parts(root);
  CleanText longest;
  const auto consider = [&longest](const GumboNode* node, PageFurniture furniture) {
    if (node == nullptr) return;
    CleanText clean = clean_node(*node, LineBreaks::html, furniture);
    if (clean.text.size() > longest.text.size()) longest = std::move(clean);
  };
  consider(parts.body_property, PageFurniture::drop);
  if (longest.text.empty()) {
    for (const GumboNode* article : parts.articles) consider(article, PageFurniture::drop);
  }
  if (longest.text.empty()) consider(parts.main, PageFurniture::drop);
  if (longest.text.empty()) consider(parts.body, PageFurniture::drop);
  return longest;
}

// For pages that put everything into a <header> or an <aside>.
CleanText whole_text(const GumboNode& root) {
  const GumboNode* body = find_main_parts(root).body;
  return body == nullptr ? CleanText{} : clean_node(*body, LineBreaks::html, PageFurniture::keep);
}

// The text without a heading at its front that says the title again.
void drop_repeated_title(const std::string& title, CleanText& clean) {
  if (clean.blocks.empty() || clean.blocks.front().kind != BlockKind::heading) return;
  const Block& first = clean.blocks.front();
  std::string heading = clean.text.substr(first.begin, first.end - first.begin);
  std::replace(heading.begin(), heading.end(), '\n', ' ');
  if (heading == title) drop_first_blocks(clean, 1);
}

}  // namespace

void read_html_page(std::string_view content, const std::string& stem, const ReaderOptions& options,
                    RecordSink& sink) {
  const HtmlTree tree(content, HtmlTree::Scope::document);
  if (tree.root() == nullptr) return sink.reject(1, stem, kTooTangled);
  PageMetadata metadata = read_page_metadata(*tree.root());

  Article article;
  article.id = stem;
  std::string fault = set_date("datePublished", metadata.date, article);
  if (fault.empty()) fault = set_modified("dateModified", metadata.modified, article);
  if (!fault.empty()) return sink.reject(1, stem, std::move(fault));

  CleanText clean = main_text(*tree.root());
  if (clean.text.empty() && !metadata.body.empty()) {
    // articleBody is plain text by its definition; some sites put HTML there, and line ends are its
    // paragraphs.
    clean = clean_html(strip_shortcodes(metadata.body), LineBreaks::wordpress).value_or(CleanText{});
  }
  if (clean.text.empty()) clean = whole_text(*tree.root());
  drop_repeated_title(metadata.title, clean);
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
  article.body = std::move(clean.text);
  article.blocks = std::move(clean.blocks);
  article.links = std::move(clean.links);
  sink.accept(1, std::move(article));
}

}  // namespace fonds::archive
