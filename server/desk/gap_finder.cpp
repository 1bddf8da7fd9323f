#include "server/desk/gap_finder.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"

namespace fonds::desk {

namespace {

// Of the dossier, the newest ones; of the archive, the ones that are scored.
constexpr std::uint32_t kMembersRead = 300, kCandidates = 200;
// Words whose frequency in the archive is asked for, and words of the profile.
constexpr std::size_t kWordsWeighed = 160, kProfile = 60;
// Below it a word is no more the dossier's than anybody's.
constexpr double kLeastOdds = 0.5;
// BM25's, with a weak correction of the length.
constexpr double kSaturation = 1.2, kLength = 0.5, kTitle = 1.5;
constexpr std::size_t kReasons = 5;
constexpr std::size_t kShortestWord = 3;
// In how many members a word stands before it says something of the dossier.
constexpr std::uint32_t kFewestMembers = 2;

struct Use {
  std::uint32_t times = 0;
  bool in_title = false;
  // lower case, as written
  std::string written;
};
// By stem.
using Words = std::unordered_map<std::string, Use>;

struct Text {
  Words words;
  std::uint32_t length = 0;
};

class Reader {
 public:
  explicit Reader(const GapSearch& in) : in_(in) {}

  Text read(const search::Hit& hit) {
    Text text;
    count(hit.title, true, text);
    const auto article = in_.state.article(in_.worker, hit.id, "", in_.today, in_.deadline);
    if (!article) return text;
    count(hit.lead, false, text);
    count(article->body_text, false, text);
    return text;
  }

 private:
  void count(std::string_view utf8, bool title, Text& text) {
    analyzer_.analyze(utf8, analysis_);
    for (const text::Token& token : analysis_.tokens()) {
      if (token.kind != text::TokenKind::word) continue;
      ++text.length;
      const bool figure = token.folded.front() >= '0' && token.folded.front() <= '9';
      if (figure || token.folded.size() < kShortestWord || text::is_stop_word(token.folded)) continue;
      Use& use = text.words[text::stem(token.folded)];
      ++use.times;
      use.in_title = use.in_title || title;
      if (use.written.empty()) use.written = token.written;
    }
  }

  const GapSearch& in_;
  text::Analyzer analyzer_;
  text::Analysis analysis_;
};

search::SearchRequest quiet(const GapSearch& in) {
  search::SearchRequest request;
  request.today = in.today;
  request.fuzzy = search::Fuzzy::off;
  request.facet_date = request.facet_dossier = request.facet_person = false;
  request.excerpts = false;
  return request;
}

// The newest articles of the dossier.
std::vector<search::Hit> members(const std::string& dossier, const GapSearch& in) {
  search::SearchRequest request = quiet(in);
  request.dossier.any_of = {dossier};
  request.sort = search::Sort::newest;
  request.limit = kMembersRead;
  return in.state.search(in.worker, request, in.deadline).hits;
}

struct Weighed {
  std::string stem, written;
  double weight = 0;
};

class Profile {
 public:
  Profile(const std::vector<Text>& members, double dossier_articles, const GapSearch& in) {
    struct Sum {
      std::uint32_t members = 0;
      std::string written;
    };
    std::map<std::string, Sum> sums;
    double words = 0;
    for (const Text& text : members) {
      words += text.length;
      for (const auto& [stem, use] : text.words) {
        Sum& sum = sums[stem];
        ++sum.members;
        if (sum.written.empty()) sum.written = use.written;
      }
    }
    average_length_ = members.empty() ? 1 : std::max(1.0, words / static_cast<double>(members.size()));
    std::vector<std::pair<std::string, Sum>> frequent;
    for (auto& [stem, sum] : sums) {
      if (sum.members >= std::min<std::size_t>(kFewestMembers, members.size()))
        frequent.emplace_back(stem, sum);
    }
    std::stable_sort(frequent.begin(), frequent.end(),
                     [](const auto& a, const auto& b) { return a.second.members > b.second.members; });
    const double archive = static_cast<double>(in.state.info().articles);
    const auto read = static_cast<double>(members.size());
    std::size_t weighed = 0;
    for (const auto& [stem, sum] : frequent) {
      if (weighed++ == kWordsWeighed) break;
      const double within = sum.members, everywhere = std::max(within, articles_with(sum.written, in));
      // What the members not read have of it is taken to be like what was read.
      const double outside = std::max(0.0, everywhere - within / read * dossier_articles);
      const double odds = std::log((within + 0.5 * everywhere / archive) / (read + 0.5)) -
                          std::log((outside + 0.5) / (archive - dossier_articles + 1));
      if (odds > kLeastOdds) words_.push_back({stem, sum.written, odds * std::sqrt(within / read)});
    }
    std::stable_sort(words_.begin(), words_.end(),
                     [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; });
    if (words_.size() > kProfile) words_.resize(kProfile);
  }

  bool empty() const { return words_.empty(); }

  std::string query() const {
    std::string query;
    for (const Weighed& word : words_) query += (query.empty() ? "" : " ") + word.written;
    return query;
  }

  double score(const Text& text, std::vector<std::string>* reasons = nullptr) const {
    const double length = 1 - kLength + kLength * text.length / average_length_;
    double score = 0;
    std::vector<std::pair<double, std::string>> parts;
    for (const Weighed& word : words_) {
      const auto found = text.words.find(word.stem);
      if (found == text.words.end()) continue;
      const double times = found->second.times;
      double part = word.weight * times * (kSaturation + 1) / (times + kSaturation * length);
      if (found->second.in_title) part *= kTitle;
      score += part;
      parts.emplace_back(part, found->second.written);
    }
    if (reasons != nullptr) {
      std::stable_sort(parts.begin(), parts.end(),
                       [](const auto& a, const auto& b) { return a.first > b.first; });
      for (std::size_t i = 0; i < std::min(parts.size(), kReasons); ++i) reasons->push_back(parts[i].second);
    }
    return score;
  }

 private:
  static double articles_with(const std::string& word, const GapSearch& in) {
    search::SearchRequest request = quiet(in);
    request.q = word;
    request.limit = 0;
    return static_cast<double>(in.state.search(in.worker, request, in.deadline).total);
  }

  std::vector<Weighed> words_;
  double average_length_ = 1;
};

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

std::optional<std::vector<Gap>> find_gaps(std::string_view dossier, const std::set<std::string>& dismissed,
                                          std::size_t limit, const GapSearch& in) {
  const auto known = in.state.dossier(dossier, {0, 0, {}}, in.deadline);
  if (!known) return std::nullopt;
  const std::string value = known->dossier.value;
  Reader reader(in);
  std::vector<Text> texts;
  for (const search::Hit& hit : members(value, in)) texts.push_back(reader.read(hit));
  const Profile profile(texts, static_cast<double>(known->articles), in);
  std::vector<Gap> gaps;
  if (profile.empty()) return gaps;
  std::vector<double> own;
  for (const Text& text : texts) own.push_back(profile.score(text));
  const double usual = std::max(1e-9, median(std::move(own)));

  search::SearchRequest request = quiet(in);
  request.q = profile.query();
  request.match = search::Match::any;
  request.dossier.none_of = {value};
  request.limit = kCandidates;
  for (search::Hit& hit : in.state.search(in.worker, request, in.deadline).hits) {
    if (dismissed.contains(hit.id)) continue;
    Gap gap;
    gap.closeness = profile.score(reader.read(hit), &gap.words) / usual;
    gap.hit = std::move(hit);
    gaps.push_back(std::move(gap));
  }
  std::stable_sort(gaps.begin(), gaps.end(),
                   [](const Gap& a, const Gap& b) { return a.closeness > b.closeness; });
  if (gaps.size() > limit) gaps.resize(limit);
  return gaps;
}

}  // namespace fonds::desk
