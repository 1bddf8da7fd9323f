// The help page.
#include "server/api/site_help.h"

#include "indexer/archive/body_html.h"
#include "server/api/search_url.h"
#include "server/api/site_impl.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

// Of an archive that has no dated article.
constexpr text::Date kSomeDay{2017, 4, 5};

std::string quoted_field(std::string_view field, const std::string& value) {
  return std::string(field) + ":\"" + value + "\"";
}

std::string field_or(std::string_view field, const std::string& name, std::string_view fallback) {
  return name.empty() ? std::string(fallback) : field_query(field, name);
}

}  // namespace

std::vector<HelpExample> help_examples(const HelpNames& names) {
  const text::Date date = names.day ? text::to_date(*names.day) : kSomeDay;
  const text::Day day = text::to_day(date);
  const std::string iso = text::iso(day);
  const std::string year = iso.substr(0, 4), month = iso.substr(0, 7);
  const std::string before = std::to_string(date.year - 2);
  const std::string month_words = text::french_month(date.month) + " " + year;
  const std::string slashes = std::to_string(date.day) + "/" + std::to_string(date.month) + "/" + year;
  return {
      {"words", "école numérique"},
      {"phrase", "\"conseil municipal\""},
      {"guillemets", "« conseil municipal »"},
      {"prefix", "numér*"},
      {"slashes", slashes},
      {"signs", "C++"},
      {"colon", "Attention : travaux"},
      {"misspelt", "bibliotèque", true},
      {"split", "biblio thèque", true},
      {"either", "école OU lycée"},
      {"both", "école ET travaux"},
      {"except", "école SAUF lycée"},
      {"minus", "école -lycée"},
      {"group", "(école OU lycée) cantine"},
      {"title", "titre:école"},
      {"author", field_or("auteur", names.author, "auteur:martin")},
      {"dossier", field_or("dossier", names.dossier, "dossier:\"Vie municipale\"")},
      {"person", field_or("personne", names.person, "personne:martin")},
      {"year", "date:" + year},
      {"month", "date:" + month},
      {"month_words", quoted_field("date", month_words)},
      {"day", quoted_field("date", slashes)},
      {"range", "date:" + before + ".." + year},
      {"days", quoted_field("date", "du " + typed_day(day - 2) + " au " + typed_day(day))},
      {"since", quoted_field("date", "depuis " + before)},
      {"until", quoted_field("date", "avant mars " + year)},
      {"no_date", quoted_field("date", "31 février " + year)},
  };
}

std::string Site::aide_page(const search::IndexInfo& index, const std::vector<HelpExample>& examples) const {
  const auto& frame = impl_->frame;
  PageHead head;
  head.section = Section::aide;
  head.title = "Comment chercher";
  head.description = "Expressions exactes, opérateurs, champs et dates : la recherche par l’exemple.";
  head.canonical = frame.base + "/aide";
  auto page = begin_page(frame, head, &index);
  for (const HelpExample& example : examples.empty() ? help_examples({}) : examples) {
    const std::string code = "<code>" + archive::escape_html(example.query) + "</code>";
    const std::string href = archive::escape_html(page_url(frame, with_query({}, example.query)));
    page["example_" + std::string(example.key)] =
        Data(example.found ? "<a href=\"" + href + "\">" + code + "</a>" : code);
  }
  return impl_->templates.render("aide", page);
}

}  // namespace fonds::api
