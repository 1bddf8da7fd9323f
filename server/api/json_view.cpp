#include "server/api/json_view.h"

#include <algorithm>
#include <cmath>

#include "indexer/text/calendar.h"
#include "indexer/text/folding.h"
#include "indexer/text/json_writer.h"
#include "server/api/explanation_text.h"
#include "server/api/search_url.h"
#include "server/query/notes.h"

namespace fonds::api {

namespace {

std::optional<std::string> instant(const std::optional<std::int64_t>& seconds) {
  return seconds ? std::optional(text::rfc3339(*seconds)) : std::nullopt;
}

double rounded(double number, double scale) {
  return std::round(number * scale) / scale;
}

void write_labels(text::JsonWriter& json, const std::vector<search::FacetLabel>& labels) {
  json.open('[');
  for (const search::FacetLabel& label : labels) {
    json.open('{').member("value", label.value).member("label", label.label).close('}');
  }
  json.close(']');
}

// What hits and articles have in common; the object stays open.
void write_article(text::JsonWriter& json, const search::Hit& hit, std::string_view public_url) {
  json.open('{').member("id", hit.id);
  if (hit.url.empty() && !public_url.empty()) {
    json.member("url", std::string(public_url) + "/article/" + path_encode(hit.id));
  } else {
    json.member_or_null("url", hit.url);
  }
  json.member("title", hit.title);
  json.member("date", hit.day ? std::optional(text::iso(*hit.day)) : std::nullopt);
  json.member("published", instant(hit.published)).member("modified", instant(hit.modified));
  json.member_or_null("author", hit.author).member_or_null("source", hit.source);
  write_labels(json.key("dossiers"), hit.dossiers);
  write_labels(json.key("persons"), hit.persons);
  json.member("title_html", hit.title_html);
}

void write_image(text::JsonWriter& json, const search::HitImage& image) {
  json.open('{').member("url", image.url).member("alt", image.alternative);
  json.member_or_null("caption", image.caption).member_or_null("credit", image.credit);
  if (image.width > 0 && image.height > 0) json.member("width", image.width).member("height", image.height);
  json.close('}');
}

void write_explanation(text::JsonWriter& json, const search::Explanation& explanation) {
  json.key("explanation").open('{').key("words").open('[');
  for (const search::WordReason& reason : explanation.words) {
    json.open('{').member("word", reason.word).member("weight", rounded(reason.weight, 10'000));
    json.member("text", french_text(reason)).key("matched").open('[');
    for (const search::MatchedForm& form : reason.forms) {
      json.open('{').member("text", form.text).member("rule", name_of(form.rule));
      json.member("title", form.title).member("lead", form.lead).member("body", form.body).close('}');
    }
    json.close(']').close('}');
  }
  json.close(']').member("place", rounded(explanation.place, 10'000)).key("text").open('[');
  for (const std::string& line : french_lines(explanation)) json.value(line);
  json.close(']').close('}');
}

void write_hits(text::JsonWriter& json, const std::vector<search::Hit>& hits, std::string_view public_url) {
  json.key("hits").open('[');
  for (const search::Hit& hit : hits) {
    write_article(json, hit, public_url);
    json.member("excerpt_html", hit.excerpt_html).member("score", rounded(hit.score, 10'000));
    if (!hit.images.empty()) write_image(json.key("image"), hit.images.front());
    if (!hit.near_identical_to.empty()) json.member("near_identical_to", hit.near_identical_to);
    if (hit.explanation) write_explanation(json, *hit.explanation);
    json.close('}');
  }
  json.close(']');
}

void write_buckets(text::JsonWriter& json, const search::DateHistogram& histogram) {
  json.key("buckets").open('[');
  for (const search::DateBucket& bucket : histogram.buckets) {
    json.open('{').member("value", bucket.value).member("count", bucket.count);
    json.member("selected", bucket.selected).close('}');
  }
  json.close(']');
}

void write_dates(text::JsonWriter& json, const search::DateFacet& facet) {
  json.key("date").open('{').member("granularity", facet.histogram.granularity);
  write_buckets(json, facet.histogram);
  json.member("undated", facet.undated);
  if (facet.drilldown) {
    json.key("drilldown").open('{').member("granularity", facet.drilldown->granularity);
    json.member("parent", facet.drilldown->parent);
    write_buckets(json, *facet.drilldown);
    json.close('}');
  }
  json.close('}');
}

void write_values(text::JsonWriter& json, const std::vector<search::FacetValue>& values) {
  json.key("values").open('[');
  for (const search::FacetValue& value : values) {
    json.open('{').member("value", value.value).member("label", value.label).member("count", value.count);
    json.member("selected", value.selected);
    if (value.excluded) json.member("excluded", true);
    json.close('}');
  }
  json.close(']');
}

void write_facet(text::JsonWriter& json, std::string_view name, const search::Facet& facet) {
  json.key(name).open('{');
  write_values(json, facet.values);
  json.member("distinct", facet.distinct).close('}');
}

void write_counts(text::JsonWriter& json, const std::vector<search::FacetValue>& values) {
  json.open('[');
  for (const search::FacetValue& value : values) {
    json.open('{').member("value", value.value).member("label", value.label);
    json.member("count", value.count).close('}');
  }
  json.close(']');
}

// REQUIRES: an article with a date.
void write_mention(text::JsonWriter& json, const std::optional<search::Hit>& hit) {
  if (!hit) {
    json.value(nullptr);
    return;
  }
  json.open('{').member("id", hit->id).member("title", hit->title).member("date", text::iso(*hit->day));
  json.close('}');
}

// Oldest first, undated ones last.
void write_chronology(text::JsonWriter& json, const std::vector<search::Hit>& hits) {
  json.key("chronology").open('[');
  for (const search::Hit& hit : hits) {
    json.open('{').member("id", hit.id).member("title", hit.title);
    json.member("date", hit.day ? std::optional(text::iso(*hit.day)) : std::nullopt);
    json.member("excerpt_html", hit.excerpt_html).close('}');
  }
  json.close(']');
}

void write_index(text::JsonWriter& json, const search::IndexInfo& index) {
  json.key("index").open('{').member("generation", index.generation).member("articles", index.articles);
  json.member("updated", index.updated).close('}');
}

constexpr std::string_view kSearchPath = "/api/v1/search";

void write_links(text::JsonWriter& json, const search::SearchRequest& request,
                 const search::SearchResponse& response, std::string_view public_url) {
  const std::string path = std::string(public_url).append(kSearchPath);
  const auto url = [&path](const search::SearchRequest& r) { return search_url(path, r, UrlStyle::api); };
  std::optional<std::string> next, previous;
  if (!response.next_cursor.empty()) next = url(with_cursor(request, response.next_cursor));
  // A cursor leads forwards only; numbered pages lead back.
  if (request.cursor.empty() && request.offset > 0 && request.limit > 0) {
    previous = url(with_offset(request, request.offset - std::min(request.offset, request.limit)));
  }
  json.key("links").open('{').member("self", url(request)).member("next", next).member("prev", previous);
  json.close('}');
}

}  // namespace

std::string search_json(const search::SearchRequest& request, const search::SearchResponse& response,
                        double took_ms, std::string_view public_url) {
  text::JsonWriter json;
  json.open('{').key("query").open('{').member("q", request.q).member("understood", response.understood);
  json.member("relaxed", response.relaxed).member("corrected", response.corrected);
  json.member("suggestion", response.suggestion).key("notes").open('[');
  for (const std::string& note : response.notes) json.value(note);
  for (const auto& said : response.said_dates) {
    json.value(query::notes::said_date(said.typed, said.every_year, said.in_text));
  }
  json.close(']').key("dates").open('[');
  for (const auto& said : response.said_dates) {
    const std::optional<std::string> date =
        said.every_year || said.dates.empty() ? std::nullopt : std::optional(said.dates.front());
    json.open('{').member("text", said.typed).member("date", date).key("years").open('[');
    for (const std::string& of_year : said.dates) {
      if (said.every_year) json.value(of_year);
    }
    json.close(']').close('}');
  }
  json.close(']').close('}');
  json.member("total", response.total).member("took_ms", rounded(took_ms, 1000));
  write_index(json, response.index);
  write_hits(json, response.hits, public_url);
  json.key("facets").open('{');
  if (response.date) write_dates(json, *response.date);
  if (response.dossier) write_facet(json, "dossier", *response.dossier);
  if (response.person) write_facet(json, "person", *response.person);
  if (response.author) write_facet(json, "author", *response.author);
  if (response.source) write_facet(json, "source", *response.source);
  json.close('}');
  write_links(json, request, response, public_url);
  return json.close('}').take();
}

std::string article_json(const search::ArticleView& article, const search::IndexInfo& index,
                         std::string_view public_url) {
  text::JsonWriter json;
  write_article(json, article.hit, public_url);
  json.member("kind", article.is_page ? "page" : "article");
  json.member_or_null("lang", article.lang).member_or_null("lead", article.hit.lead);
  json.member_or_null("lead_html", article.lead_html).member("body_html", article.body_html);
  json.key("images").open('[');
  for (const search::HitImage& image : article.hit.images) write_image(json, image);
  json.close(']');
  json.member("body_text", article.body_text);
  write_index(json, index);
  return json.close('}').take();
}

std::string person_json(const search::PersonProfile& profile) {
  text::JsonWriter json;
  json.open('{').member("value", profile.person.value).member("label", profile.person.label);
  json.key("functions").open('[');
  for (const search::PersonFunction& function : profile.functions) {
    json.open('{').member("title", function.title).member("from", function.from);
    json.member("to", function.to).close('}');
  }
  json.close(']').member("articles", profile.articles);
  write_mention(json.key("first"), profile.first);
  write_mention(json.key("last"), profile.last);
  write_dates(json, profile.date);
  write_counts(json.key("dossiers"), profile.dossiers);
  write_counts(json.key("companions"), profile.companions);
  write_chronology(json, profile.chronology);
  write_index(json, profile.index);
  return json.close('}').take();
}

std::string dossier_json(const search::DossierProfile& profile) {
  text::JsonWriter json;
  json.open('{').member("value", profile.dossier.value).member("label", profile.dossier.label);
  json.member("articles", profile.articles);
  write_mention(json.key("first"), profile.first);
  write_mention(json.key("last"), profile.last);
  write_dates(json, profile.date);
  write_counts(json.key("persons"), profile.persons);
  write_counts(json.key("dossiers"), profile.neighbours);
  write_chronology(json, profile.chronology);
  write_index(json, profile.index);
  return json.close('}').take();
}

std::string hits_json(const std::vector<search::Hit>& hits, std::string_view public_url) {
  text::JsonWriter json;
  json.open('{');
  write_hits(json, hits, public_url);
  return json.close('}').take();
}

std::string changes_json(const search::Changes& changes) {
  text::JsonWriter json;
  json.open('{').member("since", changes.since);
  const auto ids = [&json](std::string_view name, const std::vector<std::string>& values) {
    json.key(name).open('[');
    for (const std::string& id : values) json.value(id);
    json.close(']');
  };
  ids("added", changes.added);
  ids("changed", changes.changed);
  ids("removed", changes.removed);
  write_index(json, changes.index);
  return json.close('}').take();
}

std::string related_text_json(const search::RelatedText& related, std::string_view body,
                              std::string_view public_url) {
  text::JsonWriter json;
  json.open('{');
  write_hits(json, related.hits, public_url);
  write_counts(json.key("persons"), related.persons);
  json.key("dossiers").open('[');
  for (const search::Proposal& proposal : related.dossiers) {
    const search::FacetValue& value = proposal.dossier;
    json.open('{').member("value", value.value).member("label", value.label).member("count", value.count);
    json.member("share", rounded(proposal.share, 1000)).close('}');
  }
  json.close(']').key("passages").open('[');
  std::size_t bytes = 0, code_points = 0;
  for (const search::KnownPassage& passage : related.passages) {
    code_points += text::count_code_points(body.substr(bytes, passage.begin - bytes));
    bytes = passage.begin;
    const std::size_t length = text::count_code_points(passage.text);
    json.open('{')
        .member("text", passage.text)
        .member("start", code_points)
        .member("end", code_points + length);
    json.member("resemblance", rounded(passage.resemblance, 1000));
    write_article(json.key("article"), passage.article, public_url);
    json.close('}').member("found", passage.found).close('}');
  }
  json.close(']');
  write_index(json, related.index);
  return json.close('}').take();
}

std::string suggestions_json(const std::vector<search::Suggestion>& suggestions) {
  text::JsonWriter json;
  json.open('{').key("suggestions").open('[');
  for (const search::Suggestion& suggestion : suggestions) {
    std::string_view kind = "word";
    switch (suggestion.kind) {
      case search::SuggestionKind::person:
        kind = "person";
        break;
      case search::SuggestionKind::dossier:
        kind = "dossier";
        break;
      case search::SuggestionKind::title:
        kind = "title";
        break;
      case search::SuggestionKind::word:
        break;
    }
    json.open('{').member("kind", kind).member("text", suggestion.text).member("value", suggestion.value);
    json.member("count", suggestion.count).close('}');
  }
  return json.close(']').close('}').take();
}

std::string opensearch_suggestions(const std::string& q, const std::vector<search::Suggestion>& suggestions) {
  text::JsonWriter json;
  json.open('[').value(q).open('[');
  for (const search::Suggestion& suggestion : suggestions) json.value(suggestion.text);
  return json.close(']').close(']').take();
}

std::string facet_json(const search::FacetListing& listing) {
  text::JsonWriter json;
  json.open('{');
  write_values(json, listing.values);
  json.member("total", listing.total);
  write_index(json, listing.index);
  return json.close('}').take();
}

}  // namespace fonds::api
