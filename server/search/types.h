// What a search is asked and what it answers. Plain data between search/ and api/; the names are the
// contract's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/text/calendar.h"

namespace fonds::search {

enum class Match : std::uint8_t { automatic, all, any };
enum class Fuzzy : std::uint8_t { automatic, on, off };
enum class Sort : std::uint8_t { relevance, newest, oldest, modified };  // modified: the last changed first

// A period of the date facet: "2017", "2017-04", "2017-04-05" or "undated".
struct DatePeriod {
  bool undated = false;
  text::Day first = 0, last = 0;  // inclusive; meaningless where undated
  std::string value;              // as in the URL
};

struct FacetSelection {
  std::vector<std::string> any_of;   // slugs: an article needs one of them; empty = no restriction
  std::vector<std::string> none_of;  // slugs: an article may have none of them
  bool empty() const { return any_of.empty() && none_of.empty(); }
};

struct SearchRequest {
  std::string q;
  text::Day today = 0;  // in Paris: what "hier" and "depuis mars" are counted from
  FacetSelection dossier, person;
  bool persons_together = false;      // an article needs all of person.any_of, not one of them
  std::vector<DatePeriod> dates;      // any of them
  std::optional<text::Day> from, to;  // inclusive
  bool typing = false;                // the last word of q is still being typed
  // Changed at or after this instant, and before that one: seconds since the epoch.
  std::optional<std::int64_t> modified_from, modified_before;
  Match match = Match::automatic;
  Fuzzy fuzzy = Fuzzy::automatic;
  std::optional<Sort> sort;  // default: relevance, newest for an empty q
  std::uint32_t limit = 10;
  std::uint32_t offset = 0;
  std::string cursor;  // from Page::next_cursor; empty = none
  bool facet_date = true, facet_dossier = true, facet_person = true;
  std::uint32_t facet_limit = 20;
  bool excerpts = true;
  bool explain = false;  // Hit::explanation
};

struct FacetLabel {
  std::string value;  // slug
  std::string label;
};

// How a word of the query and words of an article are the same.
enum class Rule : std::uint8_t {
  as_written,
  elision,     // as written, behind an article that is elided: l'école
  accents,     // but for accents or case
  inflexion,   // plural, feminine, another form of the verb
  prefix,      // numér*
  phrase,      // words in quotes, or held together by a hyphen
  compound,    // in one word what was typed in several, or the reverse
  synonym,     // of the editor's file
  correction,  // of a slip: SearchResponse::corrected
  close,       // of similar spelling, where that was asked for
};

// Words of an article that match a word of the query.
struct MatchedForm {
  std::string text;  // lower case, as the article writes it
  Rule rule = Rule::as_written;
  std::uint32_t title = 0, lead = 0, body = 0;  // times
};
struct WordReason {
  std::string word;  // of the query: as searched, without accents where they make no difference
  std::vector<MatchedForm> forms;
  double weight = 0;  // of the score
};
struct Explanation {
  std::vector<WordReason> words;  // in the order of the query
  double place = 0;               // of the score: words close together, in order, at the front
};

// A picture of an article; what it has not is empty, or 0.
struct HitImage {
  std::string url, alternative, caption, credit;
  std::uint32_t width = 0, height = 0;  // pixels
};

struct Hit {
  std::string id, url, title, author, source;
  std::optional<text::Day> day;
  std::optional<std::int64_t> published, modified;
  std::vector<FacetLabel> dossiers, persons;
  std::string title_html, excerpt_html;  // escaped; the only tag is <mark>
  std::string lead;
  std::vector<HitImage> images;
  double score = 0;
  std::optional<Explanation> explanation;  // its weights sum up to the score
  std::string
      near_identical_to;  // id of a hit before it in this answer whose text is nearly the same; else empty
};

struct FacetValue {
  std::string value, label;
  std::uint64_t count = 0;
  bool selected = false, excluded = false;
};
struct Facet {
  std::vector<FacetValue> values;  // by count, then label; the selected ones are always there
  std::uint64_t distinct = 0;      // values with a count above 0
};
struct DateBucket {
  std::string value;  // "2017", "2017-04", "2017-04-05"
  std::uint64_t count = 0;
  bool selected = false;
};
struct DateHistogram {
  std::string granularity = "year";  // "year", "month", "day"
  std::string parent;                // of a drill-down: the year or month the buckets belong to; else empty
  // Ascending; the empty ones between two are there too, but for years where that would be a great many (facets.cpp).
  std::vector<DateBucket> buckets;
};
struct DateFacet {
  DateHistogram histogram;                 // years
  std::optional<DateHistogram> drilldown;  // months of the selected year, or days of the selected month
  std::uint64_t undated = 0;
  bool undated_selected = false;
};

struct IndexInfo {
  std::string generation;
  std::uint64_t articles = 0;
  std::string updated;   // RFC 3339
  std::string synonyms;  // names the contents of the editor's file; empty = none
  std::string delisted;  // names the articles that the server's register takes out; empty = none
  // Names all that an answer is made from: what keys a cache.
  std::string state() const { return generation + ":" + synonyms + ":" + delisted; }
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
  bool relaxed = false;                   // any of the words
  bool all_words_found = false;           // relaxed, though some articles have all of them
  std::optional<std::string> corrected;   // the query that was searched instead of q (fuzzy)
  std::optional<std::string> suggestion;  // "did you mean": a query worth trying
  std::vector<std::string> notes;         // French
  // Of the query's words, that the date of an article satisfies as well as its text.
  struct SaidDate {
    std::string typed;  // "juin 2018"
    std::string date;   // as a DatePeriod's value; empty where it is that of every year
  };
  std::vector<SaidDate> said_dates;
  // result
  std::uint64_t total = 0;
  std::vector<Hit> hits;
  Sort sort = Sort::relevance;  // the one applied
  std::string next_cursor;      // empty at the end
  std::optional<DateFacet> date;
  std::optional<Facet> dossier, person;
  IndexInfo index;
};

// Of a cache, since it was made.
struct CacheUsage {
  std::uint64_t hits = 0, misses = 0;
  std::uint64_t bytes = 0, entries = 0;
};

struct ArticleView {
  Hit hit;  // title_html highlighted; excerpt_html empty
  std::string lang;
  std::string lead_html;
  std::string body_text, body_html;  // with q: matches in <mark>
};

// What an editor's file says a person is or was.
struct PersonFunction {
  std::string title;
  std::optional<int> from, to;  // years, inclusive
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
  std::vector<FacetValue> dossiers, companions;  // by articles that have both; companions are other persons
  std::optional<Hit> first, last;                // of the dated articles
  std::vector<Hit> newest;
  std::vector<Hit> chronology;  // a page of it, oldest first; excerpt_html is the opening
  IndexInfo index;
};

struct DossierProfile {
  FacetLabel dossier;
  std::uint64_t articles = 0;
  DateFacet date;
  std::vector<FacetValue> persons, neighbours;  // by articles that have both; neighbours are other dossiers
  std::optional<Hit> first, last;               // of the dated articles
  std::vector<Hit> chronology;                  // as in PersonProfile
  IndexInfo index;
};

// The articles on either side of one, in the order of time.
struct Neighbours {
  std::optional<Hit> before, after;
  std::uint64_t place = 0, total = 0;  // counted from 1; 0 where nothing is counted
};
struct ArticlePlace {
  Neighbours time;
  std::optional<FacetLabel> dossier;  // the smallest of its dossiers, where it has others in it
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
  int years = 0;  // ago
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
  std::vector<Anniversary> anniversaries;  // by years
  bool anniversaries_exact = true;         // of this very day; else of the days around it
  std::vector<RunningDossier> dossiers;
  std::vector<FacetValue> persons;  // of the latest weeks
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
  double share = 0;  // of what the closest articles have together, from 0 to 1
};

// A sentence of a text that the archive has already.
struct KnownPassage {
  std::uint32_t begin = 0, end = 0;  // bytes of the text
  std::string text;
  Hit article;             // without any HTML
  std::string found;       // as the article has it
  double resemblance = 0;  // 1 = word for word
};

struct RelatedText {
  std::vector<Hit> hits;
  std::vector<FacetValue> persons;  // named in the text and known to the archive
  std::vector<Proposal> dossiers;
  std::vector<KnownPassage> passages;
  IndexInfo index;
};

enum class SuggestionKind : std::uint8_t { person, dossier, title, word };
struct Suggestion {
  SuggestionKind kind = SuggestionKind::word;
  std::string text;   // what to show
  std::string value;  // slug of a person or dossier, id of an article, the word itself
  std::uint64_t count = 0;
};

struct FacetListing {
  std::vector<FacetValue> values;
  std::uint64_t total = 0;  // of values that match, for paging
  IndexInfo index;
};

}  // namespace fonds::search
