// analyze, and persons of a text: what the indexer makes of a text, shown without an index.
#include <algorithm>
#include <iostream>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/archive/byte_stream.h"
#include "indexer/archive/line_reader.h"
#include "indexer/commands/commands.h"
#include "indexer/commands/exit_codes.h"
#include "indexer/index/slugs.h"
#include "indexer/index/token_terms.h"
#include "indexer/persons/recogniser.h"
#include "indexer/text/analyzer.h"
#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"
#include "indexer/text/utf8.h"

namespace fonds::commands {
namespace {

using Json = nlohmann::ordered_json;

// A text on standard input that is longer is not an article.
constexpr std::size_t kMaxText = std::size_t{256} << 20;  // bytes
constexpr std::size_t kMaxLine = std::size_t{64} << 20;   // bytes

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string_view name(text::TokenKind kind) {
  switch (kind) {
    case text::TokenKind::word:
      return "word";
    case text::TokenKind::compound:
      return "compound";
    case text::TokenKind::alternate:
      return "alternate";
  }
  return "";
}

// The text with line ends and tabs shown as spaces, padded to a column. Counts code points, not what a
// terminal shows.
std::string cell(std::string_view text, std::size_t width) {
  std::string result = text::repair_utf8(text);
  std::replace_if(
      result.begin(), result.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  const std::size_t length = text::count_code_points(result);
  return result.append(length < width ? width - length : 1, ' ');
}

// Offsets in bytes to offsets in code points of one text, asked in any order.
class CodePointOffsets {
 public:
  explicit CodePointOffsets(std::string_view utf8) : before_(utf8.size() + 1) {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
      before_[i] = count;
      const bool last = i + 1 == utf8.size() || !text::continues_character(utf8[i + 1]);
      if (last) ++count;
    }
    before_[utf8.size()] = count;
  }
  std::uint32_t of(std::uint32_t byte) const {
    return before_[std::min<std::size_t>(byte, before_.size() - 1)];
  }

 private:
  std::vector<std::uint32_t> before_;
};

// What the signs of a name say, as an editor would.
constexpr std::pair<persons::Signs, std::string_view> kReasons[] = {
    {persons::sign::kCivility, "civilité ou titre"},
    {persons::sign::kGivenName, "prénom connu"},
    {persons::sign::kInitials, "initiales"},
    {persons::sign::kFunctionBefore, "fonction devant"},
    {persons::sign::kFunctionAfter, "fonction derrière"},
    {persons::sign::kAge, "âge"},
    {persons::sign::kLifetime, "années de vie"},
    {persons::sign::kParty, "parti ou organisme entre parenthèses"},
    {persons::sign::kQuotation, "derrière une citation"},
    {persons::sign::kKinOf, "parenté"},
    {persons::sign::kHumanVerb, "verbe propre aux personnes"},
    {persons::sign::kSayingBefore | persons::sign::kSayingAfter, "verbe de parole"},
    {persons::sign::kVerbAfter, "sujet d'un verbe"},
    {persons::sign::kPreposition, "par, avec, selon…"},
    {persons::sign::kAmongPersons, "parmi d'autres personnes"},
    {persons::sign::kSurnameAlone, "nom seul"},
    {persons::sign::kGivenAlone, "prénom seul"},
    {persons::sign::kArticleBefore, "article devant (contre)"},
    {persons::sign::kModelAfter, "numéro de modèle derrière (contre)"},
};

Json reasons(persons::Signs signs) {
  Json reasons = Json::array();
  for (const auto& [sign, reason] : kReasons) {
    if (signs & sign) reasons.push_back(reason);
  }
  return reasons;
}

Json persons_json(const persons::Recogniser& recogniser, const std::string& text, bool with_reasons) {
  const std::vector<persons::Person> found = recogniser.recognise(text);
  std::vector<std::string> labels;
  for (const persons::Person& person : found) labels.push_back(person.label);
  const std::vector<std::string> slugs = index::distinct_slugs(labels);
  const CodePointOffsets offsets(text);
  Json result = Json::array();
  for (std::size_t i = 0; i < found.size(); ++i) {
    Json mentions = Json::array();
    for (const persons::Mention& mention : found[i].mentions) {
      mentions.push_back({{"start", offsets.of(mention.begin)},
                          {"end", offsets.of(mention.end)},
                          {"text", text.substr(mention.begin, mention.end - mention.begin)}});
    }
    result.push_back({{"value", slugs[i]}, {"label", found[i].label}, {"mentions", std::move(mentions)}});
    if (with_reasons) result.back()["why"] = reasons(found[i].signs);
  }
  return result;
}

// What makes a line no record; empty where it is one.
std::string persons_of_line(const persons::Recogniser& recogniser, const archive::LineReader& line) {
  if (line.too_long()) return "the line is longer than " + std::to_string(kMaxLine >> 20) + " MB";
  const Json record = Json::parse(line.text(), nullptr, false);
  if (record.is_discarded()) return "the line is not JSON in UTF-8";
  if (!record.is_object()) return "the line is not a JSON object";
  if (!record.contains("id") || !record["id"].is_string()) return "\"id\" is missing or no string";
  if (!record.contains("text") || !record["text"].is_string()) return "\"text\" is missing or no string";
  const auto text = record["text"].get<std::string>();
  std::cout << dump({{"id", record["id"]}, {"persons", persons_json(recogniser, text, false)}}) << "\n";
  return "";
}

}  // namespace

int analyze(const std::string& text, bool as_json) {
  text::Analyzer analyzer;
  text::Analysis analysis;
  analyzer.analyze(text, analysis);
  Json tokens = Json::array();
  if (!as_json) {
    std::cout << "position span kind       bytes       text                 stem                 terms\n";
  }
  std::string buffer;
  for (const text::Token& token : analysis.tokens()) {
    std::vector<std::string> terms;
    index::for_each_term(token, index::Field::text, false, buffer,
                         [&](const std::string& term) { terms.push_back(term); });
    const std::string source = text.substr(token.begin, token.end - token.begin);
    const std::string stem = text::stem(token.folded);
    if (as_json) {
      tokens.push_back({{"text", source},
                        {"begin", token.begin},
                        {"end", token.end},
                        {"position", token.position},
                        {"span", token.span},
                        {"kind", name(token.kind)},
                        {"folded", token.folded},
                        {"written", token.written},
                        {"stem", stem},
                        {"terms", terms}});
      continue;
    }
    std::cout << cell(std::to_string(token.position), 9) << cell(std::to_string(token.span), 5)
              << cell(name(token.kind), 11)
              << cell(std::to_string(token.begin) + "-" + std::to_string(token.end), 12) << cell(source, 21)
              << cell(stem, 21);
    for (std::size_t i = 0; i < terms.size(); ++i) std::cout << (i == 0 ? "" : " ") << terms[i];
    std::cout << "\n";
  }
  if (as_json) std::cout << dump({{"tokens", std::move(tokens)}}) << "\n";
  return kOk;
}

int persons_of_text(bool as_json, bool as_json_lines) {
  const persons::Recogniser recogniser;
  const auto input = archive::ByteStream::open("-", archive::Compression::none);
  if (as_json_lines) {
    archive::LineReader lines(*input, kMaxLine);
    int status = kOk;
    while (lines.next()) {
      if (lines.text().find_first_not_of(" \t\r") == std::string_view::npos) continue;
      const std::string fault = persons_of_line(recogniser, lines);
      if (fault.empty()) continue;
      std::cerr << "-:" << lines.number() << ": " << fault << std::endl;
      status = kData;
    }
    return status;
  }
  const auto text = archive::read_all(*input, kMaxText);
  if (!text) throw UsageError("the text is longer than " + std::to_string(kMaxText >> 20) + " MB");
  const Json found = persons_json(recogniser, text::repair_utf8(*text), true);
  if (as_json) {
    std::cout << dump({{"persons", found}}) << "\n";
    return kOk;
  }
  for (const Json& person : found) {
    std::set<std::string> forms;
    for (const Json& mention : person["mentions"]) forms.insert(mention["text"].get<std::string>());
    std::cout << cell(person["label"].get<std::string>(), 32) << person["mentions"].size();
    for (const std::string& form : forms) std::cout << "  " << cell(form, 0);
    std::cout << "\n   ";
    const char* separator = " ";
    for (const Json& reason : person["why"]) {
      std::cout << std::exchange(separator, ", ") << reason.get_ref<const std::string&>();
    }
    std::cout << "\n";
  }
  return kOk;
}

}  // namespace fonds::commands
