// What a search is asked and what it answers. Plain data between search/ and api/; the names are the
// contract's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/text/calendar.h"

namespace fonds::search {

enum class Match : std::uint8_t { automatic, all, any };
enum class Fuzzy : std::uint8_t { automatic, on, off };
// modified: the last changed first
enum class Sort : std::uint8_t { relevance, newest, oldest, modified };

// A period of the date facet: "2017", "2017-04", "2017-04-05" or "undated".
struct DatePeriod {
  bool undated = false;
  // inclusive; meaningless where undated
  text::Day first = 0, last = 0;
  // as in the URL
  std::string value;
};

struct FacetSelection {
  // slugs: an article needs one of them; empty = no restriction
  std::vector<std::string> any_of;
  // slugs: an article may have none of them
  std::vector<std::string> none_of;
  bool empty() const { return any_of.empty() && none_of.empty(); }
};

// Of what a search finds: a page of the paper itself is no article.
enum class ArticleKind : std::uint8_t { any, article, page };

struct SearchRequest {
  std::string q;
  // in Paris: what "hier" and "depuis mars" are counted from
  text::Day today = 0;
  FacetSelection dossier, person, author, source;
  // an article needs all of person.any_of, not one of them
  bool persons_together = false;
  // any of them
  std::vector<DatePeriod> dates;
  // inclusive
  std::optional<text::Day> from, to;
  // the last word of q is still being typed
  bool typing = false;
  // Changed at or after this instant, and before that one: seconds since the epoch.
  std::optional<std::int64_t> modified_from, modified_before;
  ArticleKind kind = ArticleKind::any;
  Match match = Match::automatic;
  Fuzzy fuzzy = Fuzzy::automatic;
  // default: relevance, newest for an empty q
  std::optional<Sort> sort;
  std::uint32_t limit = 10;
  std::uint32_t offset = 0;
  // from Page::next_cursor; empty = none
  std::string cursor;
  bool facet_date = true, facet_dossier = true, facet_person = true;
  bool facet_author = false, facet_source = false;
  std::uint32_t facet_limit = 20;
  bool excerpts = true;
  // Hit::explanation
  bool explain = false;
};

struct FacetLabel {
  // slug
  std::string value;
  std::string label;
};

// How a word of the query and words of an article are the same.
enum class Rule : std::uint8_t {
  as_written,
  // as written, behind an article that is elided: l'école
  elision,
  // but for accents or case
  accents,
  // plural, feminine, another form of the verb
  inflexion,
  // € for euros, 3/4/2017 for avril
  sign,
  // numér*
  prefix,
  // words in quotes, or held together by a hyphen
  phrase,
  // in one word what was typed in several, or the reverse
  compound,
  // of the editor's file
  synonym,
  // of a slip: SearchResponse::corrected
  correction,
  // of similar spelling, where that was asked for
  close,
};

// Words of an article that match a word of the query.
struct MatchedForm {
  // lower case, as the article writes it
  std::string text;
  Rule rule = Rule::as_written;
  // times
  std::uint32_t title = 0, lead = 0, body = 0;
};
struct WordReason {
  // of the query: as searched, without accents where they make no difference
  std::string word;
  // none, and no weight, where the article does not have it
  std::vector<MatchedForm> forms;
  // of the score
  double weight = 0;
};
struct Explanation {
  // in the order of the query
  std::vector<WordReason> words;
  // of the score: words close together, in order, at the front; the article's date
  double place = 0;
};

// A picture of an article; what it has not is empty, or 0.
struct HitImage {
  std::string url, alternative, caption, credit;
  // pixels
  std::uint32_t width = 0, height = 0;
};

struct Hit {
  std::string id, url, title, author, source;
  std::optional<text::Day> day;
  std::optional<std::int64_t> published, modified;
  std::vector<FacetLabel> dossiers, persons;
  // escaped; the only tag is <mark>
  std::string title_html, excerpt_html;
  std::string lead;
  std::vector<HitImage> images;
  double score = 0;
  // its weights sum up to the score
  std::optional<Explanation> explanation;
  // id of a hit before it in this answer whose text is nearly the same; else empty
  std::string near_identical_to;
};

struct FacetValue {
  std::string value, label;
  std::uint64_t count = 0;
  bool selected = false, excluded = false;
};
struct Facet {
  // by count, then label; the selected ones are always there
  std::vector<FacetValue> values;
  // values with a count above 0
  std::uint64_t distinct = 0;
};
struct DateBucket {
  // "2017", "2017-04", "2017-04-05"
  std::string value;
  std::uint64_t count = 0;
  bool selected = false;
};
struct DateHistogram {
  // "year", "month", "day"
  std::string granularity = "year";
  // of a drill-down: the year or month the buckets belong to; else empty
  std::string parent;
  // Ascending; the empty ones between two are there too, but for years where that would be a great many (facets.cpp).
  std::vector<DateBucket> buckets;
};
struct DateFacet {
  // years
  DateHistogram histogram;
  // months of the selected year, or days of the selected month
  std::optional<DateHistogram> drilldown;
  std::uint64_t undated = 0;
  bool undated_selected = false;
};

// How fresh the sites are that the archive is read from, as readers are told: by the day, so that pages stay the same
// for as long.
struct SourceNews {
  struct Source {
    std::string name;
    // of the last complete reading, in Paris
    std::optional<text::Day> read;
    // the last reading was not complete
    bool failing = false;
  };
  // by name
  std::vector<Source> list;
  // names the contents
  std::string digest;
};

struct IndexInfo {
  std::string generation;
  std::uint64_t articles = 0;
  // RFC 3339
  std::string updated;
  // names the contents of the editor's file; empty = none
  std::string synonyms;
  // names the articles that the server's register takes out; empty = none
  std::string delisted;
  // of the sites that the archive is read from; null = none
  std::shared_ptr<const SourceNews> sources;
  // Names all that an answer is made from: what keys a cache.
  std::string state() const {
    return generation + ":" + synonyms + ":" + delisted + (sources ? ":" + sources->digest : "");
  }
};

// Whether the files of the generation that is served are what the indexer wrote. Known some time after it was opened,
// and looked at again.
struct IndexHealth {
  enum class State : std::uint8_t { being_verified, sound, damaged };
  State state = State::being_verified;
  // A line each, with the file's name.
  std::vector<std::string> faults;

  friend bool operator==(const IndexHealth&, const IndexHealth&) = default;
};

struct SearchResponse {
  // query
  std::string understood;
  // any of the words
  bool relaxed = false;
  // relaxed, though some articles have all of them
  bool all_words_found = false;
  // the query that was searched instead of q (fuzzy)
  std::optional<std::string> corrected;
  // "did you mean": a query worth trying
  std::optional<std::string> suggestion;
  // French
  std::vector<std::string> notes;
  // Of the query, what the date of an article satisfies.
  struct SaidDate {
    // "juin 2018"
    std::string typed;
    // as a DatePeriod's value: one; or, where no year is said, that of each year
    std::vector<std::string> dates;
    bool every_year = false;
    // Saying so in the text satisfies as well.
    bool in_text = true;
  };
  std::vector<SaidDate> said_dates;
  // result
  std::uint64_t total = 0;
  std::vector<Hit> hits;
  // the one applied
  Sort sort = Sort::relevance;
  // empty at the end
  std::string next_cursor;
  std::optional<DateFacet> date;
  std::optional<Facet> dossier, person, author, source;
  IndexInfo index;
};

struct ArticleView {
  // title_html highlighted; excerpt_html empty
  Hit hit;
  std::string lang;
  std::string lead_html;
  // with q: matches in <mark>
  std::string body_text, body_html;
  // of the paper itself
  bool is_page = false;
};

// What an editor's file says a person is or was.
struct PersonFunction {
  std::string title;
  // years, inclusive
  std::optional<int> from, to;
};

// Which articles of a chronology.
struct ChronologyPage {
  std::uint32_t offset = 0, limit = 100;
  // As it stood at the end of this day: later articles and undated ones do not count.
  std::optional<text::Day> asof = {};
};

struct PersonProfile {
  FacetLabel person;
  std::uint64_t articles = 0;
  std::vector<PersonFunction> functions;
  DateFacet date;
  // by articles that have both; companions are other persons
  std::vector<FacetValue> dossiers, companions;
  // of the dated articles
  std::optional<Hit> first, last;
  std::vector<Hit> newest;
  // a page of it, oldest first; excerpt_html is the opening
  std::vector<Hit> chronology;
  IndexInfo index;
};

struct DossierProfile {
  FacetLabel dossier;
  std::uint64_t articles = 0;
  DateFacet date;
  // by articles that have both; neighbours are other dossiers
  std::vector<FacetValue> persons, neighbours;
  // of the dated articles
  std::optional<Hit> first, last;
  // as in PersonProfile
  std::vector<Hit> chronology;
  IndexInfo index;
};

// The articles on either side of one, in the order of time.
struct Neighbours {
  std::optional<Hit> before, after;
  // counted from 1; 0 where nothing is counted
  std::uint64_t place = 0, total = 0;
};
struct ArticlePlace {
  Neighbours time;
  // the smallest of its dossiers, where it has others in it
  std::optional<FacetLabel> dossier;
  Neighbours in_dossier;
};

// The nearest days with an article before and after a period.
struct PeriodNeighbours {
  std::optional<text::Day> before, after;
};

struct ArticleAddress {
  std::string id;
  std::optional<text::Day> day;
};

struct Anniversary {
  // ago
  int years = 0;
  Hit hit;
};
struct RunningDossier {
  FacetLabel dossier;
  std::uint64_t articles = 0;
  Hit last;
};
// excerpt_html of the hits is their opening.
struct FrontPage {
  std::uint64_t articles = 0;
  std::optional<Hit> lead;
  std::vector<Hit> seconds, latest;
  // by years
  std::vector<Anniversary> anniversaries;
  // of this very day; else of the days around it
  bool anniversaries_exact = true;
  std::vector<RunningDossier> dossiers;
  // of the latest weeks
  std::vector<FacetValue> persons;
  DateFacet date;
  IndexInfo index;
};

// From an earlier generation to the one that is served: ids, in their order.
struct Changes {
  std::string since;
  std::vector<std::string> added, changed, removed;
  IndexInfo index;
};

// A dossier that a text might belong to.
struct Proposal {
  FacetValue dossier;
  // of what the closest articles have together, from 0 to 1
  double share = 0;
};

// A sentence of a text that the archive has already.
struct KnownPassage {
  // bytes of the text
  std::uint32_t begin = 0, end = 0;
  std::string text;
  // without any HTML
  Hit article;
  // as the article has it
  std::string found;
  // 1 = word for word
  double resemblance = 0;
};

struct RelatedText {
  std::vector<Hit> hits;
  // named in the text and known to the archive
  std::vector<FacetValue> persons;
  std::vector<Proposal> dossiers;
  std::vector<KnownPassage> passages;
  IndexInfo index;
};

enum class SuggestionKind : std::uint8_t { person, dossier, title, word };
struct Suggestion {
  SuggestionKind kind = SuggestionKind::word;
  // what to show
  std::string text;
  // slug of a person or dossier, id of an article, the word itself
  std::string value;
  std::uint64_t count = 0;
};

struct FacetListing {
  std::vector<FacetValue> values;
  // of values that match, for paging
  std::uint64_t total = 0;
  IndexInfo index;
};

}  // namespace fonds::search
