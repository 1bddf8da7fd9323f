// Persons: the doubtful merges with their sentences side by side, and what an editor may decide of anybody. A decision shows
// on the site as soon as the index is written anew, and is taken back in the journal.
#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "indexer/index/writer.h"
#include "indexer/persons/natural_case.h"
#include "server/api/search_url.h"
#include "server/api/site_text.h"
#include "server/desk/persons_decisions.h"
#include "server/desk/visit.h"
#include "server/desk/wording.h"
#include "server/http/url.h"

namespace fonds::desk {

namespace {

constexpr std::size_t kDoubtsShown = 5, kSentencesShown = 3, kNamesShown = 30;

std::string_view reason(persons::Tie tie) {
  switch (tie) {
    case persons::Tie::kSlip:
      return "à une faute de frappe ou une graphie près";
    case persons::Tie::kPart:
      return "l’un est une partie de l’autre";
    case persons::Tie::kInitials:
      return "des initiales pour le prénom";
    case persons::Tie::kSurname:
      return "le nom seul";
    case persons::Tie::kSame:
    case persons::Tie::kEditor:
      break;
  }
  return "le même nom";
}

// The sentences of a person's newest articles that name him.
DataList sentences_of(const Visit& visit, const std::string& value, const std::string& label) {
  search::SearchRequest request;
  request.q = "\"" + label + "\"";
  std::replace(request.q.begin() + 1, request.q.end() - 1, '"', ' ');
  request.today = visit.today;
  request.person.any_of = {value};
  request.match = search::Match::any;
  request.fuzzy = search::Fuzzy::off;
  request.sort = search::Sort::newest;
  request.limit = kSentencesShown;
  request.facet_date = request.facet_dossier = request.facet_person = false;
  DataList rows;
  for (const search::Hit& hit : visit.engine.state().search(visit.worker, request, visit.deadline).hits) {
    Data row;
    row["title"] = Data(hit.title);
    row["excerpt_html"] = Data(hit.excerpt_html);
    row["article_href"] = Data(visit.pages.base() + "/article/" + api::path_encode(hit.id));
    api::set_text(row, "day", hit.day ? text::french(*hit.day) : "sans date");
    rows.push_back(std::move(row));
  }
  return rows;
}

Data side(const Visit& visit, const persons::RegisteredPerson& person) {
  Data data;
  data["label"] = Data(person.label);
  data["person_href"] = Data(visit.pages.base() + "/personnes/" + api::percent_encode(person.value));
  data["count"] = Data(api::count_of_articles(person.articles));
  api::set_list(data, "sentences", sentences_of(visit, person.value, person.label));
  return data;
}

// What a form asks for, as the parser of the file has it; nullopt where it asks for nothing.
std::optional<persons::EditorFile> asked_of(const Visit& visit) {
  const std::string what = visit.field("quoi"), name = visit.field("nom", 200),
                    other = visit.field("autre", 200);
  persons::EditorFile asked;
  if (what == "fusionner") {
    asked.merges.push_back({{name}, other});
  } else if (what == "proteger") {
    asked.protected_names.push_back(name);
  } else if (what == "rejeter") {
    asked.rejects.push_back({name, {}});
  } else if (what == "rejeter-ici") {
    asked.rejects.push_back({name, {visit.field("article", 200)}});
  } else if (what == "renommer") {
    asked.renames.push_back({name, other});
  } else if (what == "fonction") {
    const std::string from = visit.field("de", 4), to = visit.field("a", 4);
    const std::string years = from.empty() ? "" : " " + from + "-" + to;
    asked.functions.push_back({name, visit.field("fonction", 200) + years, {}, {}});
  } else {
    return std::nullopt;
  }
  return asked;
}

// Whether the article names the person: else there is nothing to reject.
bool names_there(const Visit& visit, const persons::EditorFile::Reject& reject) {
  const std::string& id = reject.articles.front();
  const auto article = visit.engine.state().article(visit.worker, id, "", visit.today, visit.deadline);
  if (!article || article->hit.id != id) return false;
  const auto& named = article->hit.persons;
  return std::any_of(named.begin(), named.end(), [&](const search::FacetLabel& person) {
    return persons::compact_key(person.label) == persons::compact_key(reject.name);
  });
}

http::Response decide(const Visit& visit) {
  const auto asked = asked_of(visit);
  const auto line = asked ? line_of(*asked) : std::nullopt;
  if (!line) return done(visit, "/personnes", "personne-refusee");
  if (!names_somebody(visit, *asked, *line)) return done(visit, "/personnes", "personne-sans-nom");
  for (const auto& reject : asked->rejects) {
    if (!reject.articles.empty() && !names_there(visit, reject))
      return done(visit, "/personnes", "personne-pas-la");
  }
  return done(visit, "/personnes", decide_on_persons(visit, *line) ? "personne" : "personne-attend");
}

http::Response person_page(const Visit& visit, const std::string& value) {
  const auto profile = visit.engine.state().person(value, {0, 0, {}}, visit.deadline);
  if (!profile) return done(visit, "/personnes", "personne-inconnue");
  Data page = visit.begin(profile->person.label, "personnes");
  page["name"] = Data(profile->person.label);
  page["person_href"] = Data(visit.pages.base() + "/personnes/" + api::percent_encode(profile->person.value));
  page["count"] = Data(api::count_of_articles(profile->articles));
  api::set_list(page, "sentences", sentences_of(visit, profile->person.value, profile->person.label));
  return visit.pages.respond(200, "redaction_personne", page);
}

}  // namespace

http::Response person_section(const Visit& visit) {
  if (visit.posted) return decide(visit);
  if (const std::string value = visit.parameter("valeur"); !value.empty()) return person_page(visit, value);
  Data page = visit.begin("Personnes", "personnes");
  const std::string q = visit.parameter("q");
  page["q_value"] = Data(q);
  api::set_text(page, "q", q);
  DataList names, doubts;
  if (!q.empty()) {
    for (const search::FacetValue& person :
         visit.engine.state()
             .facet_values(index::FacetKind::person, q, kNamesShown, 0, visit.deadline)
             .values) {
      Data row;
      row["label"] = Data(person.label);
      row["count"] = Data(api::count_of_articles(person.count));
      row["person_href"] = Data(visit.pages.path("/personnes?valeur=" + http::encode_form(person.value)));
      names.push_back(std::move(row));
    }
  }
  api::set_list(page, "names", names);
  const std::string asked = visit.parameter("a_partir_de");
  std::size_t from = 0;
  std::from_chars(asked.data(), asked.data() + asked.size(), from);
  const std::string file = visit.folder.read(DecisionFile::persons);
  const persons::Registry registry =
      index::registered_persons(visit.index, file.empty() ? std::nullopt : std::optional(file));
  for (std::size_t i = from; i < std::min(registry.doubts.size(), from + kDoubtsShown); ++i) {
    const persons::Doubt& doubt = registry.doubts[i];
    Data row;
    row["number"] = Data(std::to_string(i + 1));
    row["reason"] = Data(std::string(reason(doubt.tie)));
    row["name"] = Data(registry.persons[doubt.person].label);
    row["other"] = Data(registry.persons[doubt.other].label);
    row["sides"] = Data(
        DataList{side(visit, registry.persons[doubt.person]), side(visit, registry.persons[doubt.other])});
    doubts.push_back(std::move(row));
  }
  api::set_list(page, "doubts", doubts);
  page["total"] = Data(counted(registry.doubts.size(), "rapprochement douteux", "rapprochements douteux"));
  api::set_text(page, "more",
                from + kDoubtsShown < registry.doubts.size()
                    ? visit.pages.path("/personnes?a_partir_de=" + std::to_string(from + kDoubtsShown))
                    : "");
  return visit.pages.respond(200, "redaction_personnes", page);
}

}  // namespace fonds::desk
