// The pages that list all dossiers and all persons.
#include <algorithm>

#include "indexer/text/folding.h"
#include "server/api/search_url.h"
#include "server/api/site_impl.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

constexpr std::size_t kLettersFrom = 40;  // entries; fewer are found at a glance without letters between them

Data entry_data(const search::FacetValue& value, std::string href) {
  Data data;
  data["label"] = Data(value.label);
  data["count"] = Data(french_number(value.count));
  data["unit"] = Data(std::string(articles_word(value.count)));
  data["entry_href"] = Data(std::move(href));
  return data;
}

// "A" … "Z", or "0–9" for everything else.
std::string letter_of(const std::string& label) {
  const auto folded = text::fold(label);
  if (folded.empty() || folded[0] < 'a' || folded[0] > 'z') return "0–9";
  return capitalised(folded.substr(0, 1));
}

std::string plural(std::uint64_t count, std::string_view one, std::string_view many) {
  return french_number(count).append("\u00A0").append(count < 2 ? one : many);
}

}  // namespace

std::string Site::dossiers_page(const search::FacetListing& dossiers, ListOrder order) const {
  const auto& frame = impl_->frame;
  PageHead head;
  head.section = Section::dossiers;
  head.title = "Dossiers";
  head.description = "Tous les dossiers de l’archive, avec leur nombre d’articles.";
  head.canonical = frame.base + "/dossiers";
  auto page = begin_page(frame, head, &dossiers.index);

  auto values = dossiers.values;
  const bool by_name = order == ListOrder::name;
  if (by_name) {
    std::vector<std::pair<std::string, std::size_t>> keys;
    for (std::size_t i = 0; i < values.size(); ++i) keys.emplace_back(text::sort_key(values[i].label), i);
    std::sort(keys.begin(), keys.end());
    std::vector<search::FacetValue> sorted;
    for (const auto& [key, position] : keys) sorted.push_back(values[position]);
    values = std::move(sorted);
  }
  const bool letters = by_name && values.size() >= kLettersFrom;
  DataList groups, entries;
  std::string current;
  const auto close_group = [&] {
    if (entries.empty()) return;
    Data group;
    set_text(group, "letter", letters ? current : "");
    group["letter_id"] = Data(text::slugify(current));
    group["entries"] = Data(entries);
    groups.push_back(std::move(group));
    entries.clear();
  };
  for (const auto& value : values) {
    if (letters) {
      const auto letter = letter_of(value.label);
      if (letter != current) close_group();
      current = letter;
    }
    entries.push_back(entry_data(value, dossier_url(frame, value.value)));
  }
  close_group();
  page["letters"] = Data(letters);
  page["groups"] = Data(groups);
  page["by_name"] = Data(by_name);
  page["by_count"] = Data(!by_name);
  page["list_lead"] = Data(plural(dossiers.total, "dossier", "dossiers") +
                           (by_name ? ", de A à Z." : ", des plus fournis aux plus minces."));
  return impl_->templates.render("dossiers", page);
}

std::string Site::personnes_page(const PersonList& list) const {
  const auto& frame = impl_->frame;
  const auto address = [&](const std::string& letter, bool whole, std::uint64_t number) {
    std::string query;
    const auto add = [&query](const std::string& field) { query += (query.empty() ? "?" : "&") + field; };
    if (!list.q.empty()) add("q=" + percent_encode(list.q));
    if (!letter.empty()) add("lettre=" + percent_encode(letter));
    if (whole) add("tout=1");
    if (number > 1) add("page=" + std::to_string(number));
    return frame.base + "/personnes" + query;
  };
  const auto list_url = [&](std::uint64_t number) { return address(list.letter, list.whole, number); };
  PageHead head;
  head.section = Section::personnes;
  head.title = list.letter.empty() ? "Personnes" : "Personnes\u00A0: " + list.letter;
  head.description = "Les personnes citées dans l’archive, avec leur nombre d’articles.";
  head.canonical = list.q.empty() ? list_url(list.offset / kPersonsPerPage + 1) : "";
  head.indexed = list.q.empty();
  auto page = begin_page(frame, head, &list.index);

  DataList entries, letters;
  for (const auto& value : list.values) {
    auto entry = entry_data(value, person_page_url(frame, value.value));
    if (!list.letter.empty()) entry["label"] = Data(by_family_name(value.label));
    entries.push_back(std::move(entry));
  }
  set_list(page, "entries", entries);
  for (const std::string& letter : list.letters) {
    Data data;
    data["letter"] = Data(letter);
    data["letter_href"] = Data(address(letter, false, 1));
    data["letter_on"] = Data(letter == list.letter);
    letters.push_back(std::move(data));
  }
  set_list(page, "letters", list.letters.size() > 1 ? letters : DataList());
  set_text(page, "everybody_href", list.letter.empty() && list.q.empty() ? "" : frame.base + "/personnes");
  page["list_start"] = Data(std::to_string(list.offset + 1));
  set_text(page, "filter_q", list.q);
  page["filter_search_href"] = Data(page_url(frame, with_query({}, list.q)));
  auto lead = plural(list.total, "personne citée", "personnes citées");
  if (list.near) {
    lead = "Aucun nom ne répond à " + in_guillemets(list.q) + "\u202F; voici ceux qui lui ressemblent.";
  } else if (!list.q.empty()) {
    lead += " dont le nom répond à " + in_guillemets(list.q) + ".";
  } else {
    if (list.once > 0) lead += " plus d’une fois";
    lead += list.letter.empty() ? ", des plus présentes aux plus rares." : ", par nom de famille.";
  }
  page["list_lead"] = Data(lead);
  set_text(page, "once",
           list.once == 0 ? "" : plural(list.once, "nom cité une seule fois", "noms cités une seule fois"));
  page["once_href"] = Data(address(list.letter, true, 1));

  page["nothing_lead"] = Data(list.total == 0 ? "Personne de ce nom dans l’archive."
                                              : "Il n’y a pas de personnes si loin dans la liste.");

  Paging paging;
  paging.last = std::max<std::uint64_t>(1, (list.total + kPersonsPerPage - 1) / kPersonsPerPage);
  paging.current = list.offset / kPersonsPerPage + 1;
  if (paging.current > 1) paging.previous = list_url(paging.current - 1);
  if (paging.current < paging.last) paging.next = list_url(paging.current + 1);
  paging.form = frame.base + "/personnes";
  if (!list.letter.empty()) paging.fields.push_back(hidden_field("lettre", list.letter));
  if (list.whole) paging.fields.push_back(hidden_field("tout", "1"));
  if (!list.q.empty()) paging.fields.push_back(hidden_field("q", list.q));
  set_pager(page, paging, list_url);
  return impl_->templates.render("personnes", page);
}

}  // namespace fonds::api
