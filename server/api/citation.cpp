#include "server/api/citation.h"

#include "indexer/text/calendar.h"
#include "indexer/text/folding.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

std::string paper_of(const search::Hit& hit, std::string_view paper) {
  return hit.source.empty() ? std::string(paper) : hit.source;
}

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

// What TeX would take for its own.
std::string tex(std::string_view text) {
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
      case '}':
        // Unmatched ones would end the field, escaped or not.
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
  if (const std::string author = tex(hit.author); !author.empty()) entry.field("author", "{" + author + "}");
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
  field("AU", hit.author);
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
