// Idea: the library's event parser, so that only the contract's fields are ever kept and nesting costs one
// bit a level; then the body by its format.
#include "indexer/archive/json_record.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/archive/admission.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/control_characters.h"
#include "indexer/archive/images.h"
#include "indexer/archive/markdown.h"
#include "indexer/archive/publication.h"
#include "indexer/archive/shortcodes.h"
#include "indexer/text/ascii.h"

namespace fonds::archive {
namespace {

// What a program left unescaped in a string: JSON forbids it, and a text has no use for it.
std::string without_raw_controls(std::string_view json) {
  std::string text = without_control_characters(json);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

using nlohmann::json;

enum Field : std::size_t {
  kId,
  kTitle,
  kBody,
  kFormat,
  kDate,
  kModified,
  kUrl,
  kAuthor,
  kLead,
  kSource,
  kLang,
  // Whether it is public (publication.h); their types are not the contract's, so a wrong one is no fault.
  kDraft,
  kPublished,
  kStatus,
  kPublishDate,
  kExpiryDate,
  // "page": of the paper itself; anything else is an article
  kKind,
  kStringFields,
  kDossiers = kStringFields,
  kPersons,
  kImages,
  kUnknown,
};
constexpr std::array<std::string_view, kUnknown> kNames = {
    "id",          "title",      "body",   "format",   "date",    "modified",  "url",
    "author",      "lead",       "source", "lang",     "draft",   "published", "status",
    "publishDate", "expiryDate", "kind",   "dossiers", "persons", "images"};
constexpr Field kFirstOptional = kDraft;

Field field_named(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Field>(i);
  }
  return kUnknown;
}

// One of "images": an object, or its address alone.
struct RecordImage {
  Image image;
  std::string alternative, caption;
};

// Collects one line's fields from the parser's events. The first fault of a type is kept, and parsing goes
// on: the id may still come.
class RecordHandler final : public json::json_sax_t {
 public:
  std::array<std::optional<std::string>, kStringFields> strings;
  std::vector<std::string> dossiers, persons;
  std::vector<RecordImage> images;
  std::string fault;         // a field of the wrong type
  std::string syntax_error;  // not JSON at all

  bool null() override {
    if (in_list()) wrong_type();
    return true;
  }
  bool boolean(bool value) override { return is_truth_expected() ? truth(value) : scalar(); }
  bool number_integer(number_integer_t /*value*/) override { return scalar(); }
  bool number_unsigned(number_unsigned_t value) override {
    if (is_truth_expected() && value <= 1) return truth(value == 1);
    if (!in_image()) return scalar();
    const auto length = static_cast<std::uint32_t>(std::min<number_unsigned_t>(value, kMostPixels));
    if (image_field_ == "width") images.back().image.width = length;
    if (image_field_ == "height") images.back().image.height = length;
    return true;
  }
  bool number_float(number_float_t /*value*/, const string_t& /*source*/) override { return scalar(); }
  bool binary(binary_t& /*value*/) override { return scalar(); }
  bool string(string_t& value) override {
    if (in_image()) {
      set_image_field(std::move(value));
    } else if (in_list() && field_ == kImages) {
      images.emplace_back().image.url = std::move(value);
    } else if (in_list()) {
      (field_ == kDossiers ? dossiers : persons).push_back(std::move(value));
    } else if (depth_ == 1 && field_ < kStringFields) {
      strings[field_] = std::move(value);
    } else {
      scalar();
    }
    return true;
  }
  bool start_object(std::size_t /*elements*/) override {
    if (in_list() && field_ == kImages) {
      images.emplace_back();
      image_field_.clear();
    } else if (depth_ > 0) {
      scalar();
    }
    ++depth_;
    return true;
  }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool start_array(std::size_t /*elements*/) override {
    if (depth_ == 1 && (field_ == kDossiers || field_ == kPersons)) {
      (field_ == kDossiers ? dossiers : persons).clear();
      list_ = true;
    } else if (depth_ == 1 && field_ == kImages) {
      images.clear();
      list_ = true;
    } else {
      scalar();
    }
    ++depth_;
    return true;
  }
  bool end_array() override {
    --depth_;
    if (depth_ == 1) list_ = false;
    return true;
  }
  bool key(string_t& name) override {
    if (depth_ == 1) {
      field_ = field_named(name);
      if (field_ < kStringFields) strings[field_].reset();  // of two fields of one name the last counts
    } else if (in_image()) {
      image_field_ = name;
    }
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*last_token*/,
                   const json::exception& error) override {
    // The library's message is "[…] parse error at line 1, column 5: syntax error while parsing …; last read:
    // …".
    std::string_view detail = error.what();
    if (const std::size_t colon = detail.find(": "); colon != std::string_view::npos)
      detail.remove_prefix(colon + 2);
    detail = detail.substr(0, detail.find("; last read"));
    syntax_error = "not JSON: " + std::string(detail) + " at column " + std::to_string(position);
    return false;
  }

 private:
  static constexpr std::uint32_t kMostPixels = 100'000;

  bool in_list() const { return list_ && depth_ == 2; }
  bool is_truth_expected() const { return depth_ == 1 && (field_ == kDraft || field_ == kPublished); }
  bool truth(bool value) {
    strings[field_] = value ? "true" : "false";
    return true;
  }
  bool in_image() const { return list_ && field_ == kImages && depth_ == 3 && !images.empty(); }
  void set_image_field(std::string&& value) {
    RecordImage& into = images.back();
    if (image_field_ == "url") into.image.url = std::move(value);
    if (image_field_ == "alt") into.alternative = std::move(value);
    if (image_field_ == "caption") into.caption = std::move(value);
    if (image_field_ == "credit") into.image.credit = std::move(value);
  }
  // A value that no field of the contract takes here.
  bool scalar() {
    if (in_image()) return true;
    if (depth_ == 0) fault = "not a JSON object: an article is {\"id\": …, \"title\": …, \"body\": …}";
    if (in_list() || (depth_ == 1 && field_ != kUnknown)) wrong_type();
    return true;
  }
  void wrong_type() {
    if (!fault.empty() || (field_ >= kFirstOptional && field_ < kStringFields)) return;
    fault = "'" + std::string(kNames[field_]) +
            (field_ < kStringFields ? "' must be a string"
             : field_ == kImages    ? "' must be an array of objects such as {\"url\": …, \"caption\": …}"
                                    : "' must be an array of strings");
  }

  int depth_ = 0;
  Field field_ = kUnknown;
  bool list_ = false;
  std::string image_field_;
};

std::string set_body(std::string source, const std::optional<std::string>& format, Article& article) {
  if (!format || *format == "text") {
    article.body = std::move(source);
    return {};
  }
  std::optional<CleanText> clean;
  if (*format == "html") {
    clean = clean_html(strip_shortcodes(source), LineBreaks::html);
  } else if (*format == "markdown") {
    clean = clean_markdown(source);
  } else {
    return "'format' is \"" + one_line(*format) + "\": it must be \"text\", \"html\" or \"markdown\"";
  }
  if (!clean) return std::string("'body': ") + kTooTangled;
  move_body(std::move(*clean), article);
  return {};
}

// The first stands before the text, the others behind it.
void add_images(std::vector<RecordImage>& images, Article& article) {
  if (images.empty()) return;
  if (article.blocks.empty()) {
    if (has_control_characters(article.body)) article.body = without_control_characters(article.body);
    article.blocks = line_blocks(article.body);
  }
  RecordImage& lead = images.front();
  add_lead_image(std::move(lead.image), std::move(lead.alternative), std::move(lead.caption), article);
  for (std::size_t i = 1; i < images.size(); ++i) {
    if (images[i].image.url.empty()) continue;
    add_image(std::move(images[i].image), std::move(images[i].alternative), std::move(images[i].caption),
              article);
  }
}

std::string build(RecordHandler& record, Article& article) {
  if (!record.fault.empty()) return std::move(record.fault);
  if (!record.strings[kId]) return "'id' is missing";
  if (!record.strings[kBody]) return "'body' is missing (it may be empty: \"\")";
  if (std::string fault = set_date("date", record.strings[kDate].value_or(""), article); !fault.empty())
    return fault;
  if (std::string fault = set_modified("modified", record.strings[kModified].value_or(""), article);
      !fault.empty()) {
    return fault;
  }
  if (std::string fault = set_body(std::move(*record.strings[kBody]), record.strings[kFormat], article);
      !fault.empty()) {
    return fault;
  }
  article.title = std::move(record.strings[kTitle]).value_or("");
  article.url = std::move(record.strings[kUrl]).value_or("");
  article.author = std::move(record.strings[kAuthor]).value_or("");
  article.lead = std::move(record.strings[kLead]).value_or("");
  article.source = std::move(record.strings[kSource]).value_or("");
  article.lang = std::move(record.strings[kLang]).value_or("");
  article.dossiers = std::move(record.dossiers);
  article.persons = std::move(record.persons);
  article.is_page = record.strings[kKind].value_or("") == "page";
  add_images(record.images, article);
  return {};
}

// What the record says itself of being public.
Publication publication_of(const RecordHandler& record, std::int64_t now) {
  const auto field = [&record](std::string_view name) {
    for (std::size_t i = kFirstOptional; i < kStringFields; ++i) {
      if (text::ascii_lower(kNames[i]) == name) return record.strings[i].value_or("");
    }
    return std::string();
  };
  return judge_publication(field, now);
}

}  // namespace

void read_json_record(std::string_view json, std::uint64_t line, const ReaderOptions& options,
                      RecordSink& sink) {
  RecordHandler record;
  json::sax_parse(json.begin(), json.end(), &record);
  if (!record.syntax_error.empty()) {
    if (const std::string text = without_raw_controls(json); text != json) {
      RecordHandler again;
      json::sax_parse(text.begin(), text.end(), &again);
      if (again.syntax_error.empty()) record = std::move(again);
    }
  }
  std::string id = record.strings[kId].value_or("");
  if (!record.syntax_error.empty()) return sink.reject(line, std::move(id), std::move(record.syntax_error));
  if (!id.empty()) {
    const Publication publication = publication_of(record, options.instant());
    if (!publication.is_public) return sink.withdraw(line, std::move(id), publication.why);
  }
  Article article;
  if (std::string reason = build(record, article); !reason.empty()) {
    return sink.reject(line, std::move(id), std::move(reason));
  }
  article.id = std::move(id);
  sink.accept(line, std::move(article));
}

std::string json_record_id(std::string_view beginning) {
  RecordHandler record;
  json::sax_parse(beginning.begin(), beginning.end(), &record);
  return record.strings[kId].value_or("");
}

}  // namespace fonds::archive
