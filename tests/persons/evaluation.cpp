#include "tests/persons/evaluation.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "indexer/persons/letters.h"

namespace fonds::persons {
namespace {

std::ifstream open(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  return in;
}

std::vector<std::string> split(const std::string& line, char by) {
  std::vector<std::string> fields;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(by, at), line.size());
    fields.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return fields;
}

// Builds an Annotated from tokens: with the true text where it is known, else by setting blanks between
// tokens.
class Builder {
 public:
  void begin(std::string id) { id_ = std::move(id); }
  void text(std::string text) { text_ = std::move(text), given_ = true; }
  bool empty() const { return tokens_.empty(); }
  void add(std::string token, const std::string& tag, bool space_after = true) {
    tokens_.push_back({std::move(token), tag, space_after});
  }
  Annotated finish() {
    Annotated out;
    out.id = id_;
    if (given_) out.text = text_;
    std::size_t at = 0;
    bool open = false;
    for (const auto& [token, tag, space] : tokens_) {
      std::size_t begin = at;
      if (given_) {
        begin = out.text.find(token, at);
        if (begin == std::string::npos) throw std::runtime_error("token not in its text: " + token);
      } else {
        out.text += token;
      }
      at = begin + token.size();
      const bool person = tag.size() > 2 && (tag.compare(2, 3, "PER") == 0 || tag.compare(2, 3, "per") == 0);
      if (person && (tag[0] == 'B' || !open)) {
        out.spans.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
      } else if (person) {
        out.spans.back().end = static_cast<std::uint32_t>(at);
      }
      open = person;
      if (!given_ && space) {
        out.text += ' ';
        ++at;
      }
    }
    tokens_.clear(), text_.clear(), given_ = false;
    return out;
  }

 private:
  struct Token {
    std::string token, tag;
    bool space;
  };
  std::string id_, text_;
  bool given_ = false;
  std::vector<Token> tokens_;
};

}  // namespace

std::string comparable(std::string_view label) {
  std::string key = name_key(label);
  std::erase_if(key, [](char c) { return c == '-' || c == '\''; });
  return key;
}

Score score_articles(const Recogniser& recogniser, const std::string& path) {
  Score score;
  std::ifstream in = open(path);
  for (std::string line; std::getline(in, line);) {
    const auto article = nlohmann::json::parse(line);
    const auto id = article.at("id").get<std::string>();
    struct Wanted {
      std::set<std::string> labels;
      std::string name;
      bool found = false;
    };
    std::vector<Wanted> wanted;
    for (const auto& person : article.at("persons")) {
      Wanted w;
      w.name = person.at("canonical").get<std::string>();
      w.labels.insert(comparable(w.name));
      if (person.contains("accept")) {
        for (const auto& other : person.at("accept")) w.labels.insert(comparable(other.get<std::string>()));
      }
      wanted.push_back(std::move(w));
    }
    std::set<std::string> ignored;
    if (article.contains("ignore")) {
      for (const auto& person : article.at("ignore")) {
        ignored.insert(comparable(person.at("canonical").get<std::string>()));
        for (const auto& mention : person.at("mentions"))
          ignored.insert(comparable(mention.get<std::string>()));
      }
    }
    for (const Person& person : recogniser.recognise(article.at("text").get<std::string>())) {
      const std::string label = comparable(person.label);
      const auto match = std::find_if(wanted.begin(), wanted.end(),
                                      [&](const Wanted& w) { return !w.found && w.labels.contains(label); });
      if (match != wanted.end()) {
        match->found = true;
        ++score.right;
      } else if (!ignored.contains(label)) {
        ++score.wrong;
        score.errors.push_back(id + ": wrong  " + person.label);
      }
    }
    for (const Wanted& w : wanted) {
      if (w.found) continue;
      ++score.missed;
      score.errors.push_back(id + ": missed " + w.name);
    }
  }
  return score;
}

std::vector<Annotated> read_sequoia(const std::string& path) {
  std::vector<Annotated> out;
  Builder builder;
  std::ifstream in = open(path);
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) {
      if (!builder.empty()) out.push_back(builder.finish());
    } else if (line.starts_with("# sent_id = ")) {
      builder.begin(line.substr(12));
    } else if (line.starts_with("# text = ")) {
      builder.text(line.substr(9));
    } else if (line[0] != '#') {
      const auto fields = split(line, '\t');
      if (fields.size() >= 2) builder.add(fields[0], fields[1]);
    }
  }
  if (!builder.empty()) out.push_back(builder.finish());
  return out;
}

std::vector<Annotated> read_wikineural(const std::string& path) {
  std::vector<Annotated> out;
  Builder builder;
  std::ifstream in = open(path);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    const auto fields = split(line, '\t');
    if (fields.size() < 3) {
      if (!builder.empty()) out.push_back(builder.finish());
      builder.begin("wikineural-" + std::to_string(++number));
      continue;
    }
    const std::string& token = fields[1];
    builder.add(token, fields[2], !(token.ends_with("'") || token.ends_with("’")));
  }
  if (!builder.empty()) out.push_back(builder.finish());
  return out;
}

std::vector<Annotated> read_hipe(const std::string& path) {
  std::vector<Annotated> out;
  Builder builder;
  std::ifstream in = open(path);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("# hipe2022:document_id = ")) {
      if (!builder.empty()) out.push_back(builder.finish());
      builder.begin(line.substr(25));
    }
    if (line.empty() || line[0] == '#' || line.starts_with("TOKEN\t")) continue;
    const auto fields = split(line, '\t');
    if (fields.size() < 3) continue;
    builder.add(fields[0], fields[1], fields.back().find("NoSpaceAfter") == std::string::npos);
  }
  if (!builder.empty()) out.push_back(builder.finish());
  return out;
}

std::vector<Annotated> join(const std::vector<Annotated>& sentences) {
  std::vector<Annotated> out;
  for (const Annotated& s : sentences) {
    const std::string document = s.id.substr(0, s.id.rfind('_'));
    if (out.empty() || out.back().id != document) out.push_back({document, "", {}});
    const auto shift = static_cast<std::uint32_t>(out.back().text.size());
    out.back().text += s.text + '\n';
    for (const Mention& m : s.spans) out.back().spans.push_back({m.begin + shift, m.end + shift});
  }
  return out;
}

Score score_spans(const Recogniser& recogniser, const std::vector<Annotated>& texts) {
  Score score;
  for (const Annotated& a : texts) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> wanted, found;
    for (const Mention& m : a.spans) wanted.insert({m.begin, m.end});
    for (const Person& person : recogniser.recognise(a.text)) {
      for (const Mention& m : person.mentions) found.insert({m.begin, m.end});
    }
    const auto around = [&](const std::pair<std::uint32_t, std::uint32_t>& span) {
      const std::size_t begin = span.first > 40 ? span.first - 40 : 0;
      return a.text.substr(begin, span.first - begin) + "[" +
             a.text.substr(span.first, span.second - span.first) + "]" + a.text.substr(span.second, 30);
    };
    for (const auto& span : found) {
      if (wanted.contains(span)) {
        ++score.right;
      } else {
        ++score.wrong;
        score.errors.push_back(a.id + ": wrong  " + around(span));
      }
    }
    for (const auto& span : wanted) {
      if (found.contains(span)) continue;
      ++score.missed;
      score.errors.push_back(a.id + ": missed " + around(span));
    }
  }
  for (std::string& error : score.errors) std::replace(error.begin(), error.end(), '\n', '/');
  return score;
}

}  // namespace fonds::persons
