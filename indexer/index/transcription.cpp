#include "indexer/index/transcription.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include <xapian.h>

#include "indexer/index/article_store.h"
#include "indexer/index/article_store_writer.h"
#include "indexer/index/document_builder.h"
#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/folder.h"
#include "indexer/index/name_dictionary.h"
#include "indexer/index/shard_writer.h"

namespace fonds::index {

namespace {

namespace fs = std::filesystem;

IndexError damaged(Xapian::docid document) {
  return IndexError(IndexError::Kind::damaged,
                    "article number " + std::to_string(document) + " is damaged: run fonds-indexer build");
}

// The words of an article under the numbers of another store.
void copy_words(const WordStream& stream, const ArticleStore& store, WordNumbers& numbers,
                WordSequence& words) {
  words.clear();
  words.title = stream.title;
  words.lead = stream.lead;
  for (std::size_t place = 0; place < stream.words.size(); ++place) {
    const std::uint16_t code = stream.words[place];
    words.words.push_back(code <= WordStream::kLargest ? numbers.number(store.word(code))
                                                       : WordSequence::kNone);
    words.breaks.push_back(stream.has_break_after(static_cast<std::uint32_t>(place)));
  }
  for (const ExtraWord& extra : stream.extras) {
    const WordNumber number = numbers.number(store.word(extra.word));
    // Of a word with a large number, the stream says no more than that it stands here.
    const bool plain = stream.words[extra.place] == WordStream::kSeeExtras &&
                       words.words[extra.place] == WordSequence::kNone;
    if (plain) {
      words.words[extra.place] = number;
    } else {
      words.beside.push_back({extra.place, number});
    }
  }
}

class Transcriber {
 public:
  Transcriber(const fs::path& database, const ArticleStore& store, const std::vector<SightedName>& names,
              const std::vector<DossierEntry>& dossiers, DossierDictionary& new_dossiers,
              NameDictionary& new_names)
      : database_(database.string()),
        store_(store),
        names_(names),
        dossiers_(dossiers),
        new_dossiers_(new_dossiers),
        new_names_(new_names) {}

  // `record`: the number that the article's record gets.
  std::pair<Xapian::Document, std::size_t> copy(Xapian::docid number, ArticleSegment& segment,
                                                RecordNumber record) {
    const Xapian::Document before = database_.get_document(number);
    const auto old_record = parse_record_value(before.get_value(kRecord));
    auto stored = old_record ? store_.article(*old_record) : std::nullopt;
    if (!stored) throw damaged(number);
    const WordStream stream = store_.stream(*old_record);
    check(stream, number);

    for (Ordinal& dossier : stored->dossiers) dossier = new_dossier(dossier, number);
    for (Ordinal& name : stored->persons) name = new_name(name, number);
    for (PersonMention& mention : stored->mentions) mention.person = new_name(mention.person, number);
    copy_words(stream, store_, segment.words(), record_.words);
    record_.stored = encode(*stored);
    segment.add(record, record_);

    Xapian::Document document;
    for (auto term = before.termlist_begin(); term != before.termlist_end(); ++term)
      document.add_term(*term, term.get_wdf());
    for (auto value = before.values_begin(); value != before.values_end(); ++value)
      document.add_value(value.get_valueno(), *value);
    document.add_value(kRecord, record_value(record));
    if (!stored->dossiers.empty()) document.add_value(kDossiers, ordinals_value(stored->dossiers));
    if (!stored->persons.empty()) document.add_value(kPersons, ordinals_value(stored->persons));
    return {std::move(document), stored->title.size() + stored->lead.size() + stored->body.size()};
  }

 private:
  void check(const WordStream& stream, Xapian::docid number) const {
    const auto known = [&](WordNumber word) { return word < store_.words(); };
    const bool whole =
        std::all_of(stream.words.begin(), stream.words.end(),
                    [&](std::uint16_t code) { return code > WordStream::kLargest || known(code); }) &&
        std::all_of(stream.extras.begin(), stream.extras.end(), [&](const ExtraWord& extra) {
          return extra.place < stream.words.size() && known(extra.word);
        });
    if (!whole) throw damaged(number);
  }
  Ordinal new_dossier(Ordinal dossier, Xapian::docid number) {
    if (dossier >= dossiers_.size()) throw damaged(number);
    return new_dossiers_.ordinal(dossiers_[dossier].label);
  }
  Ordinal new_name(Ordinal name, Xapian::docid number) {
    if (name >= names_.size()) throw damaged(number);
    return new_names_.ordinal(names_[name]);
  }

  Xapian::Database database_;
  const ArticleStore& store_;
  const std::vector<SightedName>& names_;
  const std::vector<DossierEntry>& dossiers_;
  DossierDictionary& new_dossiers_;
  NameDictionary& new_names_;
  ArticleRecord record_;  // of the article at hand; kept for its memory
};

std::vector<Xapian::docid> document_numbers(const Xapian::Database& database) {
  std::vector<Xapian::docid> numbers;
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) numbers.push_back(*it);
  return numbers;
}

}  // namespace

std::vector<SightedName> transcribe(const fs::path& database, const fs::path& articles,
                                    const fs::path& scratch, const std::vector<SightedName>& names,
                                    unsigned threads) {
  make_folders(scratch);
  NameDictionary new_names;
  DossierDictionary new_dossiers;
  std::vector<fs::path> databases;
  std::vector<std::unique_ptr<ArticleSegment>> segments;
  {
    const Xapian::Database before(database.string());
    const ArticleStore store(articles);
    const std::vector<DossierEntry> dossiers = read_dossiers(before);
    new_dossiers.know(dossiers);
    const std::vector<Xapian::docid> numbers = document_numbers(before);
    // Each thread copies every so many articles; what it writes is its own.
    const auto work = [&](unsigned part) {
      Transcriber transcriber(database, store, names, dossiers, new_dossiers, new_names);
      ShardWriter shard(scratch / ("copies" + std::to_string(part)), kMaxRuns / threads);
      for (std::size_t i = part; i < numbers.size(); i += threads) {
        const auto [document, weight] =
            transcriber.copy(numbers[i], *segments[part], static_cast<RecordNumber>(i));
        shard.add(document, weight);
      }
      return shard.finish();
    };
    for (unsigned part = 0; part < threads; ++part)
      segments.push_back(std::make_unique<ArticleSegment>(scratch / ("copied" + std::to_string(part))));
    std::vector<std::future<std::vector<fs::path>>> parts;
    for (unsigned part = 0; part < threads; ++part)
      parts.push_back(std::async(std::launch::async, work, part));
    for (auto& part : parts) {
      std::vector<fs::path> runs = part.get();
      std::move(runs.begin(), runs.end(), std::back_inserter(databases));
    }
  }
  fs::remove(articles);
  write_articles(articles, segments, nullptr, {}, threads);
  databases.push_back(scratch / "dossiers");
  new_dossiers.write_database(databases.back());
  compact_databases(databases, scratch / "database");
  replace_folder(database, scratch / "database");
  return new_names.names();
}

}  // namespace fonds::index
