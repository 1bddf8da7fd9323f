#include "indexer/persons/editor_file.h"

#include <algorithm>
#include <cctype>

#include "indexer/persons/letters.h"
#include "indexer/persons/natural_case.h"

namespace fonds::persons {
namespace {

// A name or an article's id is no longer than this; a longer one is a slip of the editor's.
constexpr std::size_t kMaxNameBytes = 200;

std::string_view trim(std::string_view s) {
  while (!s.empty()) {
    const CodePoint c = decode(s, 0);
    if (!is_blank(c.value) && c.value != '\r' && c.value != 0xFEFF) break;
    s.remove_prefix(c.bytes);
  }
  while (!s.empty()) {
    const CodePoint c = decode_before(s, s.size());
    if (!is_blank(c.value) && c.value != '\r') break;
    s.remove_suffix(c.bytes);
  }
  return s;
}

std::vector<std::string> list_of(std::string_view s) {
  std::vector<std::string> items;
  while (true) {
    const std::size_t comma = s.find(',');
    const std::string_view item = trim(s.substr(0, comma));
    if (!item.empty()) items.emplace_back(item);
    if (comma == std::string_view::npos) return items;
    s.remove_prefix(comma + 1);
  }
}

// "A -> B" or "A → B".
std::optional<std::pair<std::string_view, std::string_view>> at_arrow(std::string_view s) {
  for (const std::string_view arrow : {"->", "→", "=>"}) {
    const std::size_t at = s.find(arrow);
    if (at != std::string_view::npos) return {{trim(s.substr(0, at)), trim(s.substr(at + arrow.size()))}};
  }
  return std::nullopt;
}

// "NAME dans ID, ID": cuts the ids off `s`.
std::vector<std::string> take_articles(std::string_view& s) {
  for (const std::string_view word : {" dans ", " in "}) {
    const std::size_t at = s.rfind(word);
    if (at == std::string_view::npos) continue;
    std::vector<std::string> ids = list_of(s.substr(at + word.size()));
    s = trim(s.substr(0, at));
    return ids;
  }
  return {};
}

class Parser {
 public:
  EditorFile run(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      ++line_;
      parse(trim(text.substr(0, end)));
      if (end == std::string_view::npos) break;
      text.remove_prefix(end + 1);
    }
    return std::move(file_);
  }

 private:
  void parse(std::string_view line) {
    if (line.empty() || line[0] == '#') return;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      return fail("il manque le deux-points après le verbe (« fusionner : A, B -> C »)");
    }
    const std::string verb = compact_key(trim(line.substr(0, colon)));
    const std::string_view rest = trim(line.substr(colon + 1));
    if (rest.empty()) return fail("il n'y a rien après « " + std::string(trim(line.substr(0, colon))) + " »");
    if (verb == "fusionner" || verb == "merge") return merge(rest);
    if (verb == "renommer" || verb == "rename") return rename(rest);
    if (verb == "separer" || verb == "split") return split(rest);
    if (verb == "rejeter" || verb == "reject") return reject(rest);
    if (verb == "proteger" || verb == "protect") return protect(rest);
    if (verb == "fonction" || verb == "function") return function(rest);
    fail("verbe inconnu « " + std::string(trim(line.substr(0, colon))) +
         " » (fusionner, renommer, séparer, rejeter, protéger, fonction)");
  }

  void merge(std::string_view rest) {
    const auto sides = at_arrow(rest);
    if (!sides) return fail("il manque la flèche « -> » devant le nom à garder");
    EditorFile::Merge m{list_of(sides->first), std::string(sides->second), line_};
    if (m.names.empty()) return fail("il manque les noms à fusionner, avant la flèche");
    if (!is_name(m.into) || !std::all_of(m.names.begin(), m.names.end(), is_name)) return fail_name();
    file_.merges.push_back(std::move(m));
  }
  void rename(std::string_view rest) {
    const auto sides = at_arrow(rest);
    if (!sides) return fail("il manque la flèche « -> » devant le nouveau nom");
    if (!is_name(sides->first) || !is_name(sides->second)) return fail_name();
    file_.renames.push_back({std::string(sides->first), std::string(sides->second), line_});
  }
  void split(std::string_view rest) {
    const auto sides = at_arrow(rest);
    if (!sides) return fail("il manque la flèche « -> » devant l'autre nom");
    std::string_view to = sides->second;
    std::vector<std::string> articles = take_articles(to);
    if (articles.empty()) return fail("il manque les articles : « … -> AUTRE NOM dans ID, ID »");
    if (!is_name(sides->first) || !is_name(to)) return fail_name();
    file_.splits.push_back({std::string(sides->first), std::string(to), std::move(articles), line_});
  }
  void reject(std::string_view rest) {
    std::vector<std::string> articles = take_articles(rest);
    if (!is_name(rest)) return fail_name();
    file_.rejects.push_back({std::string(rest), std::move(articles), line_});
  }
  void protect(std::string_view rest) {
    std::vector<std::string> names = list_of(rest);
    if (names.empty() || !std::all_of(names.begin(), names.end(), is_name)) return fail_name();
    file_.protected_names.insert(file_.protected_names.end(), names.begin(), names.end());
  }

  void function(std::string_view rest) {
    const std::size_t colon = rest.find(':');
    if (colon == std::string_view::npos)
      return fail("il manque la fonction : « fonction : NOM : maire 2014-2020 »");
    EditorFile::Function f;
    f.name = std::string(trim(rest.substr(0, colon)));
    std::string_view title = trim(rest.substr(colon + 1));
    f.line = line_;
    if (!is_name(f.name) || title.empty()) return fail_name();
    if (!take_years(title, f)) return fail("la période finit avant de commencer");
    while (!title.empty() && (title.back() == ',' || title.back() == ' ')) title.remove_suffix(1);
    if (title.empty()) return fail("il manque la fonction avant les années");
    f.title = std::string(title);
    file_.functions.push_back(std::move(f));
  }
  // "… 2014-2020", "… 2014-" (still), "… 2014" (that year). False where the period runs backwards.
  static bool take_years(std::string_view& title, EditorFile::Function& f) {
    const std::size_t blank = title.rfind(' ');
    const std::string_view last = blank == std::string_view::npos ? title : title.substr(blank + 1);
    const auto year = [](std::string_view s) -> std::optional<int> {
      if (s.size() != 4 || !std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return std::nullopt;
      }
      return (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + (s[3] - '0');
    };
    const std::size_t digits = std::min<std::size_t>(4, last.size());
    const auto from = year(last.substr(0, digits));
    if (!from) return true;
    std::string_view behind = last.substr(digits);
    if (behind.empty()) {
      f.from = f.to = from;
    } else {
      const CodePoint dash = decode(behind, 0);
      if (!is_hyphen(dash.value) && dash.value != 0x2013) return true;
      behind.remove_prefix(dash.bytes);
      const auto to = year(behind);
      if (!behind.empty() && !to) return true;
      f.from = from, f.to = to;
    }
    title = blank == std::string_view::npos ? std::string_view() : trim(title.substr(0, blank));
    return !f.to || *f.to >= *f.from;
  }

  static bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= kMaxNameBytes && !compact_key(name).empty();
  }
  void fail(std::string reason) { file_.errors.push_back({line_, std::move(reason)}); }
  void fail_name() { fail("un nom est vide ou trop long"); }

  EditorFile file_;
  std::size_t line_ = 0;
};

}  // namespace

EditorFile parse_editor_file(std::string_view utf8) {
  return Parser().run(utf8);
}

}  // namespace fonds::persons
