#include "server/search/front_page.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "indexer/archive/body_html.h"
#include "server/search/facets.h"
#include "server/search/hit.h"
#include "server/search/opening.h"

namespace fonds::search {

namespace {

constexpr std::size_t kSeconds = 4, kLatest = 6;
constexpr Rank kLooked = 24;  // newest articles that the lead is chosen from, and the others after it
constexpr std::size_t kLeadBytes = 420, kSecondBytes = 220;
// What makes a lead: enough to read, under a title that can be set large.
constexpr std::size_t kLeadLeastBody = 700, kLeadMostTitle = 110;
constexpr std::size_t kAnniversaries = 4;
constexpr auto kRoundYears = std::to_array<int>({1, 5, 10, 25, 50, 100, 150});
constexpr int kDaysAround = 3;  // where nothing appeared on the day itself
constexpr std::size_t kRunningDossiers = 3;
constexpr std::uint32_t kDossiersLooked =
    8;  // of which some are sections, or have nothing of their own to show
constexpr std::uint32_t kPersons = 10, kFewPersons = 6;
constexpr int kDossierDays = 180, kPersonDays = 60, kLongDays = 365;  // before the latest article

class FrontPageMaker {
 public:
  FrontPageMaker(text::Day today, const Snapshot& snapshot, Deadline deadline)
      : today_(today), snapshot_(snapshot), columns_(snapshot.columns()), deadline_(deadline) {}

  FrontPage make() const {
    FrontPage page;
    page.index = snapshot_.info();
    Bitmap articles(columns_.size(), true);
    articles.subtract(columns_.pages());
    page.articles = articles.count();
    add_latest(page);
    if (columns_.dated() > 0) {
      check(deadline_);
      add_anniversaries(page, 0);
      if (page.anniversaries.size() < 2) add_anniversaries(page, kDaysAround);
      check(deadline_);
      add_dossiers(page);
      page.persons = persons(kPersonDays);
      if (page.persons.size() < kFewPersons) page.persons = persons(kLongDays);
    }
    check(deadline_);
    page.date = count_dates(articles, {}, columns_);
    return page;
  }

 private:
  Hit hit(const index::StoredArticle& article, std::size_t bytes) const {
    Hit hit = to_hit(article, columns_);
    hit.excerpt_html = archive::escape_html(opening(article, bytes));
    return hit;
  }
  Hit hit_at(Rank rank, std::size_t bytes) const { return hit(snapshot_.article(rank), bytes); }

  static bool can_lead(const index::StoredArticle& article) {
    const bool long_enough = article.lead.size() + article.body.size() >= kLeadLeastBody;
    const std::string_view text = article.lead.empty() ? article.body : article.lead;
    const auto& sentences = article.lead.empty() ? article.body_sentences : article.lead_sentences;
    const bool report = !sentences.empty() &&
                        is_roll_call(text.substr(sentences[0].begin, sentences[0].end - sentences[0].begin));
    return long_enough && !report && article.title.size() <= kLeadMostTitle;
  }

  void add_latest(FrontPage& page) const {
    std::vector<index::StoredArticle> articles;
    const Rank dated = columns_.dated() > 0 ? columns_.dated() : columns_.size();
    for (Rank rank = 0; rank < dated && articles.size() < kLooked; ++rank) {
      if (!columns_.is_page(rank)) articles.push_back(snapshot_.article(rank));
    }
    if (articles.empty()) return;
    auto lead = std::find_if(articles.begin(), articles.end(), can_lead);
    if (lead == articles.end()) lead = articles.begin();
    page.lead = hit(*lead, kLeadBytes);
    articles.erase(lead);
    for (const auto& article : articles) {
      if (page.seconds.size() < kSeconds) {
        page.seconds.push_back(hit(article, kSecondBytes));
      } else if (page.latest.size() < kLatest) {
        page.latest.push_back(to_hit(article, columns_));
      }
    }
  }

  // The longest article of these days so many years ago.
  std::optional<Rank> on_this_day(int years, int around) const {
    text::Date date = text::to_date(today_);
    date.year -= years;
    if (!text::is_valid(date)) return std::nullopt;  // 29 February
    const text::Day day = text::to_day(date);
    const auto [begin, end] = columns_.range(day - around, day + around);
    std::optional<Rank> best;
    for (Rank rank = begin; rank < end; ++rank) {
      if (columns_.is_page(rank)) continue;
      if (!best || columns_.length(rank) > columns_.length(*best)) best = rank;
    }
    return best;
  }

  void add_anniversaries(FrontPage& page, int around) const {
    page.anniversaries.clear();
    page.anniversaries_exact = around == 0;
    const int oldest = text::to_date(columns_.day(columns_.dated() - 1)).year;
    std::vector<int> years(kRoundYears.begin(), kRoundYears.end());
    for (int year = 1; year <= text::to_date(today_).year - oldest; ++year) {
      if (std::find(kRoundYears.begin(), kRoundYears.end(), year) == kRoundYears.end()) years.push_back(year);
    }
    for (const int year : years) {
      if (page.anniversaries.size() == kAnniversaries) break;
      if (const auto rank = on_this_day(year, around)) {
        page.anniversaries.push_back({year, hit_at(*rank, kSecondBytes)});
      }
    }
    std::sort(page.anniversaries.begin(), page.anniversaries.end(),
              [](const Anniversary& a, const Anniversary& b) { return a.years < b.years; });
  }

  Bitmap of_last(int days) const {
    Bitmap recent(columns_.size());
    const auto [begin, end] = columns_.range(columns_.day(0) - days, columns_.day(0));
    recent.set_range(begin, end);
    return recent;
  }

  void add_dossiers(FrontPage& page) const {
    const FacetColumn& dossiers = columns_.facet(index::FacetKind::dossier);
    const auto running = count_values(of_last(kDossierDays), dossiers, {}, kDossiersLooked).values;
    std::vector<Rank> shown;
    for (const FacetValue& value : running) {
      const index::Ordinal ordinal = dossiers.find(value.value);
      // What holds half of the archive is a section rather than a dossier.
      if (page.dossiers.size() == kRunningDossiers || dossiers.count(ordinal) * 2 > columns_.size()) continue;
      // An article of two dossiers stands for one of them.
      const auto [begin, end] = dossiers.articles(ordinal);
      const auto last = std::find_if(begin, end, [&shown](Rank rank) {
        return std::find(shown.begin(), shown.end(), rank) == shown.end();
      });
      if (last == end) continue;
      shown.push_back(*last);
      page.dossiers.push_back(
          {{value.value, value.label}, dossiers.count(ordinal), hit_at(*last, kSecondBytes)});
    }
  }

  std::vector<FacetValue> persons(int days) const {
    return count_values(of_last(days), columns_.facet(index::FacetKind::person), {}, kPersons).values;
  }

  text::Day today_;
  const Snapshot& snapshot_;
  const Columns& columns_;
  Deadline deadline_;
};

}  // namespace

FrontPage front_page(text::Day today, const Snapshot& snapshot, Deadline deadline) {
  return FrontPageMaker(today, snapshot, deadline).make();
}

}  // namespace fonds::search
