// The gap finder and the draft check in figures, on the archives of ../shared and on the demonstration's: printed, and kept
// from getting worse.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "indexer/text/folding.h"
#include "server/desk/disagreements.h"
#include "server/desk/gap_finder.h"
#include "server/search/engine.h"
#include "tests/search/test_archive.h"

namespace fonds::desk {
namespace {

using archive::Article;
using search::Engine;

search::Deadline soon() {
  return std::chrono::steady_clock::now() + std::chrono::minutes(5);
}

std::vector<Article> shared(const std::string& name, std::size_t most) {
  std::vector<Article> articles = test::read_articles(std::string(FONDS_SHARED) + "/articles/" + name);
  if (articles.size() > most) articles.resize(most);
  return articles;
}

struct GapFigures {
  int dossiers = 0;
  double precision = 0, recall = 0;
};

// Half of each dossier that is neither tiny nor half the archive is hidden at once; how many of the first twenty (or of as
// many as are hidden, where these are fewer) are hidden ones, and how many of the hidden are among twice as many.
GapFigures measure_gaps(std::vector<Article> articles, const char* name) {
  std::map<std::string, std::vector<std::size_t>> dossiers;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    for (const std::string& dossier : articles[i].dossiers) dossiers[dossier].push_back(i);
  }
  std::map<std::string, std::set<std::string>> hidden;
  std::mt19937 random(1);
  for (auto& [dossier, members] : dossiers) {
    if (members.size() < 8 || members.size() > articles.size() / 2) continue;
    std::shuffle(members.begin(), members.end(), random);
    for (std::size_t i = 0; i < members.size() / 2; ++i) {
      Article& article = articles[members[i]];
      std::erase(article.dossiers, dossier);
      hidden[dossier].insert(article.id);
    }
  }
  const test::TemporaryFolder files;
  test::build_index(files.path() / "index", articles);
  Engine engine(files.path() / "index", {1});
  GapFigures figures;
  for (const auto& [dossier, ids] : hidden) {
    const auto values = engine.state().facet_values(index::FacetKind::dossier, dossier, 50, 0, soon()).values;
    const auto value =
        std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.label == dossier; });
    if (value == values.end()) continue;
    const std::size_t wanted = std::max<std::size_t>(20, 2 * ids.size());
    const auto gaps = find_gaps(value->value, {}, wanted, {engine.state(), 0, 0, soon()});
    if (!gaps) continue;
    std::size_t first = 0, all = 0;
    const std::size_t few = std::min<std::size_t>(20, ids.size());
    for (std::size_t i = 0; i < gaps->size(); ++i) {
      const bool right = ids.contains((*gaps)[i].hit.id);
      all += right ? 1 : 0;
      first += right && i < 20 ? 1 : 0;
    }
    ++figures.dossiers;
    figures.precision += static_cast<double>(first) / static_cast<double>(few);
    figures.recall += static_cast<double>(all) / static_cast<double>(ids.size());
  }
  figures.precision /= std::max(1, figures.dossiers);
  figures.recall /= std::max(1, figures.dossiers);
  std::printf("gaps, %s: %d dossiers, of the first twenty %.2f, of all hidden %.2f\n", name, figures.dossiers,
              figures.precision, figures.recall);
  return figures;
}

TEST(SharedGaps, MostHiddenArticlesAreFound) {
  const GapFigures poitiers = measure_gaps(shared("poitiers.jsonl", 100'000), "poitiers");
  const GapFigures orange = measure_gaps(shared("orange.jsonl", 3'000), "orange (3,000 articles)");
  const GapFigures corpus = measure_gaps(test::read_articles(FONDS_CORPUS), "demonstration");
  EXPECT_GE(poitiers.precision, 0.4);
  EXPECT_GE(orange.precision, 0.4);
  EXPECT_GE(corpus.precision, 0.4);
}

// A sentence with one figure and something to say.
struct Planted {
  std::size_t article = 0;
  std::string sentence, figure, instead;
};

// "…120 étudiants…" with another figure, and every sixth word left out: as somebody would tell it again.
std::optional<Planted> plant(const Article& article, std::size_t place) {
  for (const text::Span span : text::sentences(article.body)) {
    const std::string sentence = article.body.substr(span.begin, span.end - span.begin);
    if (sentence.size() < 70 || sentence.size() > 260 || sentence.find('\n') != std::string::npos) continue;
    std::string digits;
    std::size_t runs = 0, at = 0;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      if (sentence[i] < '0' || sentence[i] > '9') continue;
      const std::size_t end = std::min(sentence.find_first_not_of("0123456789", i), sentence.size());
      ++runs;
      at = i;
      digits = sentence.substr(i, end - i);
      i = end;
    }
    // A count of something: "12 élèves", no year, no hour, no part of a longer figure.
    const std::size_t behind = at + digits.size();
    const bool counts = runs == 1 && digits.size() >= 2 && digits.size() <= 3 && at > 0 &&
                        sentence[at - 1] == ' ' && behind + 5 < sentence.size() && sentence[behind] == ' ' &&
                        sentence[behind + 1] >= 'a' && sentence[behind + 1] <= 'z' &&
                        sentence.find(' ', behind + 1) > behind + 4;
    if (!counts) continue;
    Planted planted{place, {}, digits, std::to_string(std::stoi(digits) + 7)};
    std::string changed = sentence;
    changed.replace(at, digits.size(), planted.instead);
    std::size_t word = 0;
    std::string part;
    for (const char c : changed + " ") {
      if (c != ' ') {
        part += c;
        continue;
      }
      const bool near_figure = part == planted.instead || part.size() < 4;
      if (++word % 6 != 0 || near_figure) planted.sentence += (planted.sentence.empty() ? "" : " ") + part;
      part.clear();
    }
    return planted;
  }
  return std::nullopt;
}

struct DraftFigures {
  int drafts = 0, planted = 0, found = 0, false_alarms = 0;
};

// Drafts are articles that the archive does not have, each with a sentence of one that it has, told again with another
// figure. What is said of anything else is a false alarm.
DraftFigures measure_drafts(const std::vector<Article>& all, int drafts, const char* name) {
  std::vector<Article> kept, held_back;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool back =
        i % (all.size() / static_cast<std::size_t>(drafts)) == 1 && all[i].body.size() > 1000 && all[i].day;
    (back && static_cast<int>(held_back.size()) < drafts ? held_back : kept).push_back(all[i]);
  }
  const test::TemporaryFolder files;
  test::build_index(files.path() / "index", kept);
  Engine engine(files.path() / "index", {1});
  text::Analyzer analyzer;
  DraftFigures figures;
  for (const Article& draft : held_back) {
    ++figures.drafts;
    // A sentence of an article near it, as the paper would repeat it.
    std::optional<Planted> planted;
    const auto near = engine.state().related_text(0, draft.title, draft.body, 10, soon());
    for (const search::Hit& hit : near.hits) {
      const auto article =
          std::find_if(kept.begin(), kept.end(), [&](const Article& a) { return a.id == hit.id; });
      if (planted || article == kept.end() || !article->day) continue;
      planted = plant(*article, static_cast<std::size_t>(article - kept.begin()));
    }
    const text::Day day = planted ? *kept[planted->article].day + 10 : *draft.day;
    const std::string body = draft.body + (planted ? "\n\n" + planted->sentence : "");
    std::vector<Archived> archived;
    for (const search::Hit& hit : engine.state().related_text(0, draft.title, body, 25, soon()).hits) {
      const auto article = engine.state().article(0, hit.id, "", 0, soon());
      if (article) archived.push_back({hit.day, hit.title + ".\n\n" + article->body_text});
    }
    figures.planted += planted ? 1 : 0;
    for (const Disagreement& said : disagreements(draft.title + ".\n\n" + body, day, archived, analyzer)) {
      const bool is_planted = planted && said.said_figure.starts_with(planted->instead + " ");
      (is_planted ? figures.found : figures.false_alarms) += 1;
      if (!is_planted) std::printf("  false: « %s » / « %s »\n", said.said.c_str(), said.archived.c_str());
    }
  }
  std::printf("drafts, %s: %d drafts, %d planted, %d found, %d false alarms\n", name, figures.drafts,
              figures.planted, figures.found, figures.false_alarms);
  return figures;
}

TEST(SharedDrafts, PlantedFiguresAreFoundAndLittleElse) {
  for (const char* name : {"poitiers.jsonl", "chemere.jsonl"}) {
    const DraftFigures figures = measure_drafts(shared(name, 100'000), 25, name);
    EXPECT_GE(figures.planted, 5) << name;
    EXPECT_GE(figures.found * 2, figures.planted) << name;
    EXPECT_LE(figures.false_alarms, figures.drafts / 3) << name;
  }
}

}  // namespace
}  // namespace fonds::desk
