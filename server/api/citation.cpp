#include "server/api/citation.h"

#include <algorithm>
#include <array>

#include "indexer/text/ascii.h"
#include "indexer/text/calendar.h"
#include "indexer/text/folding.h"
#include "indexer/text/utf8.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

// A field of either format is one line.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    if (!space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

bool begins_with_capital(std::string_view word) {
  const std::string lower = text::lower(word);
  const std::size_t first = text::character_end(word, 0);
  return word.substr(0, first) != lower.substr(0, first);
}

// A given name and a surname, or more: words of which the first and the last have capitals.
bool is_full_name(std::string_view text) {
  const auto last = text.rfind(' ');
  return last != std::string_view::npos && begins_with_capital(text) &&
         begins_with_capital(text.substr(last + 1));
}

// "Dubois, Ève", as both formats have authors; who has no given name stays as he is.
std::string surname_first(std::string_view author) {
  if (!is_full_name(author)) return std::string(author);
  constexpr auto kParticles = std::to_array<std::string_view>(
      {"de", "du", "des", "la", "le", "les", "van", "von", "der", "den", "di", "da", "dos", "ben", "el"});
  // The surname is the last word, or begins with the first particle behind the given name.
  std::size_t surname = author.rfind(' ') + 1;
  for (std::size_t begin = author.find(' ') + 1; begin < surname; begin = author.find(' ', begin) + 1) {
    const std::string word = text::ascii_lower(author.substr(begin, author.find(' ', begin) - begin));
    if (std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end()) surname = begin;
  }
  return std::string(author.substr(surname)).append(", ").append(author.substr(0, surname - 1));
}

// Whether each brace has its other: those of a field count for BibTeX, escaped or not.
bool has_paired_braces(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth == 0;
}

// What TeX would take for its own.
std::string tex(std::string_view text) {
  const bool paired = has_paired_braces(text);
  std::string out;
  for (const char c : one_line(text)) {
    switch (c) {
      case '#':
      case '$':
      case '%':
      case '&':
      case '_':
        out += '\\';
        out += c;
        break;
      case '{':
        out += paired ? "\\{" : "\\textbraceleft ";
        break;
      case '}':
        out += paired ? "\\}" : "\\textbraceright ";
        break;
      case '\\':
        out += "\\textbackslash ";
        break;
      case '~':
        out += "\\textasciitilde ";
        break;
      case '^':
        out += "\\textasciicircum ";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// As BibTeX parts them: "Dubois, Ève"; in braces of its own what is no name of a person, or would be parted.
std::string bibtex_author(const std::string& author) {
  const bool is_one =
      author.find(',') == std::string::npos && text::ascii_lower(author).find(" and ") == std::string::npos;
  return is_full_name(author) && is_one ? tex(surname_first(author)) : "{" + tex(author) + "}";
}

class Bibtex {
 public:
  explicit Bibtex(std::string_view key) : text_("@article{" + std::string(key)) {}
  void field(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    text_.append(",\n  ").append(name).append(" = {").append(value).append("}");
  }
  std::string take() { return text_ + "\n}\n"; }

 private:
  std::string text_;
};

}  // namespace

std::string paper_of(const search::Hit& hit, std::string_view paper) {
  return hit.source.empty() ? std::string(paper) : hit.source;
}

std::vector<std::string> authors_of(std::string_view signature) {
  constexpr std::string_view kBetween[] = {", ", " et ", " & "};
  const std::string whole = one_line(signature);
  std::vector<std::string> authors;
  bool all_names = !whole.empty();
  for (std::string_view rest = whole; !rest.empty();) {
    std::size_t end = rest.size(), next = rest.size();
    for (const std::string_view between : kBetween) {
      if (const std::size_t at = rest.find(between); at < end) {
        end = at;
        next = at + between.size();
      }
    }
    authors.emplace_back(rest.substr(0, end));
    all_names = all_names && is_full_name(authors.back());
    rest.remove_prefix(next);
  }
  if (!all_names && !whole.empty()) authors = {whole};
  return authors;
}

std::string citation(const search::Hit& hit, std::string_view paper, std::string_view address) {
  std::string line = hit.author.empty() ? "" : hit.author + ", ";
  line += in_guillemets(hit.title) + ", " + paper_of(hit, paper);
  if (hit.day) line += ", " + text::french(*hit.day);
  return line.append(", ").append(address).append(".");
}

std::string bibtex(const search::Hit& hit, std::string_view paper, std::string_view address) {
  const std::string day = hit.day ? text::iso(*hit.day) : "";
  Bibtex entry(text::slugify(hit.id));
  // Braces keep the capitals of a title.
  entry.field("title", "{" + tex(hit.title) + "}");
  std::string authors;
  for (const std::string& author : authors_of(hit.author)) {
    authors += (authors.empty() ? "" : " and ") + bibtex_author(author);
  }
  entry.field("author", authors);
  entry.field("journal", tex(paper_of(hit, paper)));
  entry.field("date", day);
  entry.field("year", std::string_view(day).substr(0, 4));
  entry.field("url", address);
  return entry.take();
}

std::string ris(const search::Hit& hit, std::string_view paper, std::string_view address) {
  std::string record;
  const auto field = [&record](std::string_view tag, std::string_view value) {
    const std::string line = one_line(value);
    if (!line.empty()) record.append(tag).append("  - ").append(line).append("\r\n");
  };
  field("TY", "NEWS");
  field("ID", hit.id);
  field("TI", hit.title);
  for (const std::string& author : authors_of(hit.author)) field("AU", surname_first(author));
  field("T2", paper_of(hit, paper));
  if (hit.day) {
    const std::string day = text::iso(*hit.day);
    field("PY", day.substr(0, 4));
    field("DA", day.substr(0, 4) + "/" + day.substr(5, 2) + "/" + day.substr(8));
  }
  field("AB", hit.lead);
  for (const search::FacetLabel& dossier : hit.dossiers) field("KW", dossier.label);
  field("UR", address);
  return record + "ER  - \r\n";
}

}  // namespace fonds::api
