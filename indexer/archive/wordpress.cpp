#include "indexer/archive/wordpress.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/archive/admission.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/embeds.h"
#include "indexer/archive/item_splitter.h"
#include "indexer/archive/publication.h"
#include "indexer/archive/shortcodes.h"
#include "indexer/archive/wordpress_blocks.h"
#include "indexer/archive/wordpress_item.h"
#include "indexer/archive/wordpress_labels.h"
#include "indexer/archive/wordpress_pictures.h"
#include "indexer/archive/written_date.h"

namespace fonds::archive {
namespace {

// Most authors, and most categories, read from an export's header.
constexpr std::size_t kMaxHeaderElements = 10'000;

// What stands between two marks, or "".
std::string_view between(std::string_view text, std::string_view before, std::string_view behind) {
  const std::size_t begin = text.find(before);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + before.size());
  const std::size_t end = text.find(behind);
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

std::string declared_encoding(std::string_view header) {
  if (header.starts_with("\xEF\xBB\xBF")) header.remove_prefix(3);
  std::string_view declaration = between(header, "<?xml", "?>");
  const std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  declaration.remove_prefix(at);
  const std::size_t quote = declaration.find_first_of("\"'");
  if (quote == std::string_view::npos) return {};
  declaration.remove_prefix(quote);
  return std::string(declaration.substr(1, declaration.find(declaration[0], 1) - 1));
}

// The number of an item that cannot be parsed, so that an update does not take its article for removed.
std::string id_in_broken_item(std::string_view xml) {
  std::string_view number = between(xml, "<wp:post_id>", "</wp:post_id>");
  if (number.starts_with("<![CDATA[")) number = between(number, "<![CDATA[", "]]>");
  const bool digits = !number.empty() && number.size() < 20 &&
                      number.find_first_not_of("0123456789") == std::string_view::npos;
  return digits ? "wp-" + std::string(number) : std::string();
}

// The elements of one name in an export's header, each parsed alone: a broken one costs no other.
template <typename Action>
void for_each_element(std::string_view header, const std::string& name, const std::string& encoding,
                      const Action& action) {
  const std::string start = "<" + name + ">", end = "</" + name + ">";
  for (std::size_t count = 0; count < kMaxHeaderElements; ++count) {
    const std::size_t begin = header.find(start);
    if (begin == std::string_view::npos) return;
    header.remove_prefix(begin);
    const std::size_t length = header.find(end);
    if (length == std::string_view::npos) return;
    const WordPressElement element = parse_wordpress_element(header.substr(0, length + end.size()), encoding);
    if (element.fault.empty()) action(element);
    header.remove_prefix(length);
  }
}

bool is_zero_date(std::string_view value) {
  return value.empty() || value.starts_with("0000-00-00");
}

class Export {
 public:
  Export(const ReaderOptions& options, RecordSink& sink) : options_(options), sink_(sink), labels_(options) {}

  void begin(const std::string& header) {
    declared_wordpress_ = header.find("wordpress.org/export") != std::string::npos ||
                          header.find("wxr_version") != std::string::npos;
    encoding_ = declared_encoding(header);
    language_ = between(header, "<language>", "</language>");
    for_each_element(header, "wp:author", encoding_, [this](const WordPressElement& author) {
      std::string name = clean_line(author.field("wp:author_display_name"));
      if (!name.empty()) authors_.emplace(author.field("wp:author_login"), std::move(name));
    });
    for_each_element(header, "wp:category", encoding_, [this](const WordPressElement& category) {
      labels_.know_category(category.field("wp:cat_name"));
    });
  }

  // Whether what has been seen is a WordPress export at all.
  bool is_wordpress() const { return declared_wordpress_; }

  void item(const ItemSplitter::Item& item) {
    if (!item.fault.empty()) return sink_.reject(item.line, id_in_broken_item(item.xml), item.fault);
    WordPressElement element = parse_wordpress_element(item.xml, encoding_);
    if (!element.fault.empty()) {
      const std::string line = std::to_string(item.line + element.fault_line);
      return sink_.reject(item.line, id_in_broken_item(item.xml), element.fault + " (line " + line + ")");
    }
    const std::string type = one_line(element.field("wp:post_type"));
    if (type == "attachment") pictures_.add(element);
    if (is_block(element))
      blocks_.add(one_line(element.field("wp:post_id")), std::string(element.field(kContent)));
    const bool waits =
        is_wanted(type) && (blocks_.lacks_one(element.field(kContent)) || pictures_.lacks_one(element));
    if (waits && waiting_bytes_ + item.xml.size() <= kMaxWaitingBytes) {
      waiting_bytes_ += item.xml.size();
      waiting_.emplace_back(item.line, std::move(element));
      return;
    }
    record(item.line, element);
  }

  // What waited for a reusable block or a picture that stands behind it.
  void finish() {
    for (const auto& [line, element] : waiting_) record(line, element);
    waiting_.clear();
  }

 private:
  static constexpr std::string_view kContent = "content:encoded";
  static constexpr std::string_view kBlockType = "wp_block";
  // Posts that wait are kept in memory; those beyond are taken without the blocks that come too late.
  static constexpr std::size_t kMaxWaitingBytes = kMaxRecordBytes;

  bool is_wanted(std::string_view type) const {
    return std::find(options_.post_types.begin(), options_.post_types.end(), type) !=
           options_.post_types.end();
  }
  static bool is_public(const WordPressElement& element) {
    return one_line(element.field("wp:status")) == "publish" && element.field("wp:post_password").empty();
  }
  // Its state as WordPress calls it: "draft".
  static std::string why_not_public(const WordPressElement& element) {
    std::string status = one_line(element.field("wp:status"));
    return status == "publish" ? kWithPassword : status;
  }
  static bool is_block(const WordPressElement& element) {
    return one_line(element.field("wp:post_type")) == kBlockType && is_public(element);
  }

  void record(std::uint64_t line, const WordPressElement& element) {
    const std::string type = one_line(element.field("wp:post_type"));
    const std::string number = one_line(element.field("wp:post_id"));
    const std::string id = number.empty() ? number : "wp-" + number;
    if (type.empty()) return sink_.reject(line, id, "'wp:post_type' is missing");
    if (!is_wanted(type)) return sink_.leave_out("wp:post_type " + in_quotes(type));
    if (number.empty()) return sink_.reject(line, "", "'wp:post_id' is missing");
    if (number.find_first_not_of("0123456789") != std::string::npos)
      return sink_.reject(line, "", "'wp:post_id' is not a number: " + in_quotes(number));
    if (one_line(element.field("wp:status")).empty()) return sink_.reject(line, id, "'wp:status' is missing");
    if (!is_public(element)) return sink_.withdraw(line, id, why_not_public(element));
    for (const std::string& loss : element.losses) sink_.note(line, loss);

    Article article;
    article.id = id;
    article.is_page = type == "page";
    set_dates(line, element, article);
    const std::string content = blocks_.expanded(element.field(kContent));
    // Written with the block editor, a post is HTML as it stands; before, line ends were its paragraphs.
    const bool has_blocks = content.find("<!-- wp:") != std::string::npos;
    const std::string text = strip_shortcodes(pictures_.with_figures(content, number));
    std::optional<CleanText> clean =
        clean_html(with_embed_frames(text), has_blocks ? LineBreaks::html : LineBreaks::wordpress);
    if (!clean) {
      std::string reason = "'content:encoded': ";
      reason += kTooTangled;
      return sink_.reject(line, id, std::move(reason));
    }
    move_body(std::move(*clean), article);
    set_fields(element, article);
    pictures_.add_featured(element, article);
    sink_.accept(line, std::move(article));
  }

  void set_fields(const WordPressElement& element, Article& article) const {
    article.title = clean_line(strip_shortcodes(element.field("title")));
    article.lead = clean_line(with_embed_frames(strip_shortcodes(element.field("excerpt:encoded"))));
    article.url = one_line(element.field("link"));
    article.lang = language_;
    const std::string login = one_line(element.field("dc:creator"));
    const auto author = authors_.find(login);
    article.author = author != authors_.end() ? author->second : clean_line(login);
    for (const WordPressCategory& category : element.categories) add_dossier(category, article);
  }

  // A date that cannot be read costs that date: the local one stands for that in UTC.
  void set_dates(std::uint64_t line, const WordPressElement& element, Article& article) {
    const auto take = [&](const char* field, const std::string& zone, const auto& set) {
      const std::string value = one_line(element.field(field));
      if (is_zero_date(value)) return;
      // WordPress' own form, "2017-04-05 18:30:00", is ISO 8601 with a space.
      Article dated;
      if (std::string fault = set(field, value + zone, dated); !fault.empty()) {
        // What another program has written there.
        sink_.note(line, std::move(fault));
        if (!set(field, iso_of_written_date(value), dated).empty()) return;
      }
      if (dated.day) article.day = dated.day;
      if (dated.published) article.published = dated.published;
      if (dated.modified) article.modified = dated.modified;
    };
    take("wp:post_date", "", set_date);
    take("wp:post_date_gmt", "Z", set_date);
    take("wp:post_modified_gmt", "Z", set_modified);
    // Of a post without a date WordPress writes the year -1 here.
    const std::string published = one_line(element.field("pubDate"));
    if (!article.day && published.find("-0001") == std::string::npos) {
      Article dated;
      if (set_date("pubDate", iso_of_written_date(published), dated).empty()) {
        article.day = dated.day;
        article.published = dated.published;
      }
    }
  }

  void add_dossier(const WordPressCategory& category, Article& article) const {
    const bool is_tag = category.domain == "post_tag" || category.domain == "tag";
    if (!is_tag && category.domain != "category") return;  // post formats, menus, languages
    labels_.add(is_tag, category.name, article.dossiers);
  }

  const ReaderOptions& options_;
  RecordSink& sink_;
  WordPressLabels labels_;
  ReusableBlocks blocks_;
  WordPressPictures pictures_;
  std::vector<std::pair<std::uint64_t, WordPressElement>> waiting_;  // with their lines
  std::size_t waiting_bytes_ = 0;
  bool declared_wordpress_ = false;
  std::string encoding_, language_;
  std::map<std::string, std::string, std::less<>> authors_;  // display names by login
};

void read_items(ItemSplitter& splitter, Export& exported, RecordSink& sink) {
  ItemSplitter::Item item;
  bool any_item = splitter.next(item);
  exported.begin(splitter.header());
  if (!exported.is_wordpress() && (!any_item || item.xml.find("<wp:") == std::string_view::npos)) {
    return sink.break_off(1, Ending::unknown_kind,
                          "not a WordPress export: an XML file must be what WordPress' Tools > Export gives");
  }
  const bool empty = !any_item;
  std::uint64_t broken_at = 0;
  for (; any_item; any_item = splitter.next(item)) {
    if (item.unclosed && broken_at == 0) broken_at = item.line;
    exported.item(item);
  }
  exported.finish();
  if (broken_at > 0) {
    sink.break_off(broken_at, Ending::cut_off,
                   "a part of the export is missing behind this item, and articles may be with it");
  } else if (!splitter.complete()) {
    sink.break_off(splitter.line(), Ending::cut_off,
                   "the export ends before </channel>: it is cut off, and articles may be missing");
  } else if (empty) {
    sink.break_off(1, Ending::without_article, "the export holds no record");
  }
}

}  // namespace

void read_wordpress(ByteStream& stream, const ReaderOptions& options, RecordSink& sink) {
  ItemSplitter splitter(stream, kMaxRecordBytes);
  Export exported(options, sink);
  try {
    read_items(splitter, exported, sink);
  } catch (const SourceError& error) {
    exported.finish();
    sink.break_off(splitter.line(), Ending::cut_off, error.what());
  }
}

}  // namespace fonds::archive
