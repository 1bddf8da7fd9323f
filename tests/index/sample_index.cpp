#include "tests/index/sample_index.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/index/document_builder.h"
#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/generation.h"
#include "indexer/index/person_registration.h"
#include "indexer/index/stored_article.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kWords = {
    "école", "mairie", "budget", "numérique", "l’hôpital", "Vaugneray", "conseil",   "travaux", "tram-train",
    "vote",  "août",   "cœur",   "d'Yzeron",  "SYTRAL",    "lycée",     "transport", "place",   "marché"};

std::vector<Ordinal> ordinals_of(const std::string& column) {
  std::vector<Ordinal> ordinals;
  std::string_view rest = column;
  while (const auto ordinal = take_varint(rest)) ordinals.push_back(static_cast<Ordinal>(*ordinal));
  return ordinals;
}

// What each ordinal is, in the order given, or in order where `sorted`.
template <typename Describe>
std::string list(const std::vector<Ordinal>& ordinals, bool sorted, Describe describe) {
  std::vector<std::string> parts;
  for (const Ordinal ordinal : ordinals) parts.push_back(describe(ordinal));
  if (sorted) std::sort(parts.begin(), parts.end());
  std::string result;
  for (const std::string& part : parts) result += part + ";";
  return result + "\n";
}

}  // namespace

archive::Article article(const std::string& id, const std::string& title, const std::string& body) {
  archive::Article result;
  result.id = id;
  result.title = title;
  result.body = body;
  result.blocks = {{0, static_cast<std::uint32_t>(body.size()), archive::BlockKind::paragraph}};
  return result;
}

std::vector<archive::Article> sample_articles(std::size_t count) {
  std::mt19937 random(20170405);
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random()) % limit; };
  std::vector<archive::Article> result;
  for (std::size_t i = 0; i < count; ++i) {
    std::string title = "Titre", body;
    for (std::size_t word = 0; word < 4; ++word) title += " " + kWords[below(kWords.size())];
    for (std::size_t word = 0; word < 20 + below(60); ++word) {
      body += kWords[below(kWords.size())] + (below(9) == 0 ? ". " : " ");
    }
    body += "mot" + std::to_string(i);
    archive::Article next = article("article/" + std::to_string(i), title, body);
    next.lead = below(2) == 0 ? "" : "Le chapô : " + kWords[below(kWords.size())];
    if (below(5) != 0) next.day = static_cast<text::Day>(16000 + below(1500));
    if (below(3) == 0) next.modified = 1'500'000'000 + static_cast<std::int64_t>(i);
    if (below(2) == 0) next.author = "Agnès Müller";
    if (below(3) == 0) next.source = "La Gazette";
    next.is_page = below(9) == 0;
    // Labels that make the same slug, so that telling them apart is tested too.
    const std::vector<std::string> dossiers = {"Écoles", "écoles", "ECOLES", "Budget", "Pôle Numérique"};
    next.dossiers = {dossiers[below(dossiers.size())]};
    if (below(3) == 0) next.dossiers.push_back("Dossier " + std::to_string(below(20)));
    if (below(2) == 0)
      next.persons = {"Person " + std::to_string(below(10)), "person " + std::to_string(below(10))};
    result.push_back(std::move(next));
  }
  return result;
}

Changes build(const fs::path& index, std::vector<archive::Article> articles, unsigned threads) {
  Builder builder(index, {threads, nullptr, nullptr});
  for (archive::Article& next : articles) builder.add(std::move(next));
  return builder.publish();
}

Observed observe(const fs::path& index) {
  Observed result;
  const Generation generation = open_current(index);
  const Xapian::Database database(generation.database.string());
  const ArticleStore store(generation.articles);
  const auto dossiers = read_dossiers(database);
  const PersonsTable persons = read_persons(generation);
  const PersonLookup lookup(database, persons);
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) {
    const Xapian::Document document = database.get_document(*posting);
    const RecordNumber record = parse_record_value(document.get_value(kRecord)).value();
    auto stored = store.article(record);
    if (!stored) {
      ADD_FAILURE() << "document " << *posting << " is not readable";
      continue;
    }
    const auto dossier = [&](Ordinal ordinal) {
      return dossiers.at(ordinal).slug + "=" + dossiers.at(ordinal).label;
    };
    const auto person = [&](Ordinal name) {
      const Ordinal ordinal = lookup.person(*posting, name);
      const PersonEntry entry =
          ordinal == kNobody ? PersonEntry{"nobody", "", {}} : persons.persons.at(ordinal);
      return persons.names.at(name).label + "=" + entry.value + "=" + entry.label;
    };
    std::string seen = list(stored->dossiers, false, dossier) + list(stored->persons, false, person) +
                       list(ordinals_of(document.get_value(kDossiers)), true, dossier) +
                       list(ordinals_of(document.get_value(kPersons)), true, person);
    for (const ValueSlot slot : {kDay, kOrder, kContentHash, kTitle, kAuthor, kSource, kKind})
      seen += document.get_value(slot) + "\n";
    for (PersonMention& mention : stored->mentions) {
      seen += person(mention.person) + "@" + std::to_string(mention.begin) + "\n";
      mention.person = 0;
    }
    stored->dossiers.clear();
    stored->persons.clear();
    seen += encode(*stored) + "\n";
    for (auto term = database.termlist_begin(*posting); term != database.termlist_end(*posting); ++term) {
      seen += *term + ":" + std::to_string(term.get_wdf()) + "\n";
    }
    seen += words_in_order(store, record) + "\n";
    if (!result.emplace(stored->id, std::move(seen)).second) ADD_FAILURE() << stored->id << " is there twice";
  }
  return result;
}

StoredArticle stored_article(const fs::path& index, std::uint32_t docid) {
  const Generation generation = open_current(index);
  const Xapian::Database database(generation.database.string());
  const auto record = parse_record_value(database.get_document(docid).get_value(kRecord));
  return ArticleStore(generation.articles).article(record.value()).value();
}

std::string words_in_order(const ArticleStore& store, RecordNumber record) {
  const WordStream stream = store.stream(record);
  std::string words;
  auto extra = stream.extras.begin();
  for (std::uint32_t place = 0; place < stream.words.size(); ++place) {
    if (place == stream.title) words += "/ ";
    if (place == stream.title + stream.lead) words += "/ ";
    if (stream.words[place] <= WordStream::kLargest) words += store.word(stream.words[place]);
    std::vector<std::string> beside;  // numbers of words differ from build to build, and so does their order
    for (; extra != stream.extras.end() && extra->place == place; ++extra) {
      beside.emplace_back(store.word(extra->word));
    }
    std::sort(beside.begin(), beside.end());
    for (const std::string& word : beside) words += "|" + word;
    if (stream.has_break_after(place)) words += ",";
    words += " ";
  }
  return words;
}

std::string words_in_order(const fs::path& index, std::uint32_t docid) {
  const Generation generation = open_current(index);
  const Xapian::Database database(generation.database.string());
  const auto record = parse_record_value(database.get_document(docid).get_value(kRecord));
  return words_in_order(ArticleStore(generation.articles), record.value());
}

}  // namespace fonds::index
