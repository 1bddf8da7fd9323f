#include "indexer/index/document_builder.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "indexer/index/content_hash.h"
#include "indexer/index/name_terms.h"
#include "indexer/text/compounds.h"

namespace fonds::index {
namespace {

constexpr std::uint32_t kDayBias = 0x80000000U;  // 2^31: days before 1970 sort before those after
constexpr std::uint64_t kInstantBias = std::uint64_t{1} << 63U;

std::string big_endian(std::uint32_t number) {
  return {static_cast<char>(number >> 24), static_cast<char>(number >> 16 & 0xFF),
          static_cast<char>(number >> 8 & 0xFF), static_cast<char>(number & 0xFF)};
}

// Whether the word at a position and the next are no compound.
bool has_break_after(std::string_view text, const std::vector<TokenOffset>& offsets, std::size_t position) {
  if (position + 1 == offsets.size()) return true;
  const TokenOffset word = offsets[position], next = offsets[position + 1];
  // The order of the words is not always that of the text: 2017-01-30 is read as 30 janvier 2017.
  if (next.begin < word.end) return false;
  return !text::may_be_one_compound(text.substr(word.begin, word.end - word.begin),
                                    text.substr(word.end, next.begin - word.end));
}

// Ordinals in the order they are first given; an article may give any number.
class DistinctOrdinals {
 public:
  explicit DistinctOrdinals(std::vector<Ordinal>& ordinals) : ordinals_(ordinals) {}
  void push(Ordinal ordinal) {
    if (seen_.insert(ordinal).second) ordinals_.push_back(ordinal);
  }

 private:
  std::vector<Ordinal>& ordinals_;
  std::unordered_set<Ordinal> seen_;
};

}  // namespace

std::string indexed_content_hash(const archive::Article& article, const persons::Recogniser* recogniser) {
  static const std::string kRecognised =
      "persons recognised " + std::to_string(persons::Recogniser::kVersion);
  return content_hash(article, recogniser != nullptr ? kRecognised : "persons as given");
}

std::string id_term(std::string_view id) {
  return std::string(kIdPrefix).append(id);
}

// Its order ends with it: see order_value().
std::string id_of(const Xapian::Document& document) {
  return document.get_value(kOrder).substr(kUndatedOrder.size());
}

std::string day_value(text::Day day) {
  return big_endian(static_cast<std::uint32_t>(day) + kDayBias);
}

std::string order_value(std::optional<text::Day> day, std::string_view id) {
  if (!day) return std::string(kUndatedOrder).append(id);
  return big_endian(~(static_cast<std::uint32_t>(*day) + kDayBias)).append(id);
}

std::optional<text::Day> parse_day_value(std::string_view value) {
  if (value.size() != 4) return std::nullopt;
  std::uint32_t number = 0;
  for (const char byte : value) number = number << 8 | static_cast<unsigned char>(byte);
  return static_cast<text::Day>(number - kDayBias);
}

std::string modified_value(const archive::Article& article) {
  std::optional<std::int64_t> instant = article.modified ? article.modified : article.published;
  if (!instant && article.day) instant = text::parse_iso_instant(text::iso(*article.day));
  if (!instant) return {};
  const std::uint64_t biased = static_cast<std::uint64_t>(*instant) + kInstantBias;
  return big_endian(static_cast<std::uint32_t>(biased >> 32U)) +
         big_endian(static_cast<std::uint32_t>(biased));
}

std::optional<std::int64_t> parse_modified_value(std::string_view value) {
  if (value.size() != 8) return std::nullopt;
  std::uint64_t number = 0;
  for (const char byte : value) number = number << 8U | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(number - kInstantBias);
}

std::string record_value(RecordNumber record) {
  std::string value;
  append_varint(record, value);
  return value;
}

std::optional<RecordNumber> parse_record_value(std::string_view value) {
  const auto record = take_varint(value);
  if (!record || !value.empty() || *record > std::numeric_limits<RecordNumber>::max()) return std::nullopt;
  return static_cast<RecordNumber>(*record);
}

std::string ordinals_value(std::vector<Ordinal> ordinals) {
  std::sort(ordinals.begin(), ordinals.end());
  std::string value;
  for (const Ordinal ordinal : ordinals) append_varint(ordinal, value);
  return value;
}

DocumentBuilder::DocumentBuilder(DossierDictionary& dossiers, NameDictionary& names,
                                 const persons::Recogniser* recogniser)
    : dossiers_(dossiers), names_(names), recogniser_(recogniser) {}

Xapian::Document DocumentBuilder::build(archive::Article&& article, ArticleSegment& segment,
                                        RecordNumber record) {
  Xapian::Document document;
  document.add_value(kRecord, record_value(record));
  document.add_value(kContentHash, indexed_content_hash(article, recogniser_));

  StoredArticle stored;
  DistinctOrdinals dossiers(stored.dossiers);
  for (const std::string& label : article.dossiers) {
    if (!label.empty()) dossiers.push(dossiers_.ordinal(label));
  }
  add_persons(article, stored);

  record_.words.clear();
  stored.title_tokens = add_text(article.title, Field::title, segment.words(), document);
  record_.words.title = analysis_.positions();
  stored.lead_tokens = add_text(article.lead, Field::text, segment.words(), document);
  record_.words.lead = analysis_.positions();
  stored.body_tokens = add_text(article.body, Field::text, segment.words(), document);
  add_terms(article.author, Field::author, document);
  document.add_boolean_term(id_term(article.id));
  for (const std::string& term : name_terms(article.id, article.url)) document.add_boolean_term(term);

  if (article.day) document.add_value(kDay, day_value(*article.day));
  if (!stored.dossiers.empty()) document.add_value(kDossiers, ordinals_value(stored.dossiers));
  if (!stored.persons.empty()) document.add_value(kPersons, ordinals_value(stored.persons));
  document.add_value(kOrder, order_value(article.day, article.id));
  document.add_value(kTitle, article.title);
  if (!article.author.empty()) document.add_value(kAuthor, article.author);
  if (!article.source.empty()) document.add_value(kSource, article.source);
  if (article.is_page) document.add_value(kKind, std::string(kPageKind));
  if (std::string modified = modified_value(article); !modified.empty()) {
    document.add_value(kModified, modified);
  }

  stored.lead_sentences = text::sentences(article.lead);
  stored.body_sentences = text::sentences(article.body);
  stored.id = std::move(article.id);
  stored.url = std::move(article.url);
  stored.title = std::move(article.title);
  stored.lead = std::move(article.lead);
  stored.body = std::move(article.body);
  stored.author = std::move(article.author);
  stored.source = std::move(article.source);
  stored.lang = std::move(article.lang);
  stored.day = article.day;
  stored.published = article.published;
  stored.modified = article.modified;
  stored.blocks = std::move(article.blocks);
  stored.links = std::move(article.links);
  stored.styles = std::move(article.styles);
  stored.cells = std::move(article.cells);
  stored.images = std::move(article.images);
  stored.embeds = std::move(article.embeds);
  record_.stored = encode(stored);
  segment.add(record, record_);
  return document;
}

// The names that the article gives come first, as they are; the recognised ones are added to them.
void DocumentBuilder::add_persons(archive::Article& article, StoredArticle& stored) {
  std::erase(article.persons, "");
  const std::string before = article.title + "\n" + article.lead + "\n";
  const auto body_begin = static_cast<std::uint32_t>(before.size());
  std::vector<persons::Person> recognised;
  if (recogniser_ != nullptr) recognised = recogniser_->recognise(before + article.body, article.persons);
  std::erase_if(recognised, [](const persons::Person& person) { return person.label.empty(); });
  std::unordered_map<std::string_view, persons::Gender> genders;  // of those recognised, by label
  for (const persons::Person& person : recognised) genders.emplace(person.label, person.gender);
  DistinctOrdinals names(stored.persons);
  for (const std::string& label : article.persons) {
    const auto found = genders.find(label);
    const auto gender = found == genders.end() ? persons::Gender::kUnknown : found->second;
    names.push(names_.ordinal({label, gender, true, persons::Certainty::kProved}));
  }
  const std::unordered_set<std::string_view> given_labels(article.persons.begin(), article.persons.end());
  for (const persons::Person& person : recognised) {
    const bool given = given_labels.contains(person.label);
    const auto certainty = given ? persons::Certainty::kProved : persons::certainty_of(person.signs);
    const Ordinal name = names_.ordinal({person.label, person.gender, given, certainty});
    names.push(name);
    for (const persons::Mention& mention : person.mentions) {
      if (mention.begin < body_begin) continue;
      stored.mentions.push_back({name, mention.begin - body_begin, mention.end - body_begin});
    }
  }
  std::sort(stored.mentions.begin(), stored.mentions.end(),
            [](const PersonMention& a, const PersonMention& b) {
              return std::tie(a.begin, a.end, a.person) < std::tie(b.begin, b.end, b.person);
            });
}

void DocumentBuilder::add_terms(const std::string& text, Field field, Xapian::Document& document) {
  analyzer_.analyze(text, analysis_);
  const bool all_capitals = field == Field::title && is_all_capitals(analysis_);
  for (const text::Token& token : analysis_.tokens()) {
    for_each_term(token, field, all_capitals, term_,
                  [&](const std::string& term) { document.add_term(term); });
  }
}

std::vector<TokenOffset> DocumentBuilder::add_text(const std::string& text, Field field, WordNumbers& words,
                                                   Xapian::Document& document) {
  add_terms(text, field, document);
  WordSequence& sequence = record_.words;
  const auto base = static_cast<std::uint32_t>(sequence.words.size());
  sequence.words.resize(base + analysis_.positions(), WordSequence::kNone);
  for (const text::Token& token : analysis_.tokens()) {
    const WordNumber word = words.number(token.folded);
    if (token.kind == text::TokenKind::word && token.span == 1) {
      sequence.words[base + token.position] = word;
      continue;
    }
    // A compound stands at every position it covers.
    for (std::uint32_t i = 0; i < token.span; ++i)
      sequence.beside.push_back({base + token.position + i, word});
  }
  std::vector<TokenOffset> offsets = token_offsets(analysis_);
  for (std::size_t i = 0; i < offsets.size(); ++i)
    sequence.breaks.push_back(has_break_after(text, offsets, i));
  return offsets;
}

}  // namespace fonds::index
