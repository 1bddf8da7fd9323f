#include "indexer/index/article_store_writer.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <numeric>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>

#include <zdict.h>
#include <zstd.h>

#include "indexer/index/folder.h"
#include "indexer/index/generation.h"
#include "indexer/index/mapped_file.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

// Of 50 MB of text: level 3 leaves 50.7 MB of store, 6 leaves 49.5, 9 leaves 48.8 and takes a tenth of the
// whole build.
constexpr int kCompression = 6;
constexpr std::size_t kDictionaryBytes = 112'640;            // zstd's own advice
constexpr std::size_t kSampleBytes = 40 * kDictionaryBytes;  // of articles the dictionary is made from
constexpr std::size_t kBatch = 512;                          // articles compressed before they are written
constexpr std::size_t kSegmentHead = 5 * sizeof(std::uint32_t);  // title, lead, words, beside, stored bytes
static_assert(sizeof(WordNumber) == sizeof(std::uint32_t) &&
              sizeof(WordStream::BreakBits) == sizeof(std::uint32_t));

// An article of a segment, in its file.
struct SegmentArticle {
  const std::uint32_t* head;
  std::uint32_t title() const { return head[0]; }
  std::uint32_t lead() const { return head[1]; }
  std::span<const WordNumber> words() const { return {head + 5, head[2]}; }
  std::span<const WordStream::BreakBits> breaks() const {
    return {words().data() + words().size(), WordStream::break_units(head[2])};
  }
  std::span<const ExtraWord> beside() const {
    return {reinterpret_cast<const ExtraWord*>(breaks().data() + breaks().size()), head[3]};
  }
  std::string_view stored() const {
    return {reinterpret_cast<const char*>(beside().data() + beside().size()), head[4]};
  }
};

class StoreWriter {
 public:
  StoreWriter(const fs::path& target, const std::vector<std::unique_ptr<ArticleSegment>>& segments,
              const ArticleStore* before, const std::vector<bool>& live, unsigned threads)
      : output_(target), segments_(segments), before_(before), live_(live), threads_(std::max(threads, 1U)) {}

  void run() {
    number_words();
    place_records();
    ArticleStore::Header header{};
    output_.write(&header, sizeof header);
    write_streams();
    make_dictionary();
    write_stored();
    output_.pad(8);
    std::memcpy(header.magic, "FONDSART", sizeof header.magic);
    header.byte_order = ArticleStore::kByteOrder;
    header.layout = ArticleStore::kLayout;
    header.records = records_.size();
    header.words = words_.size();
    header.records_at = output_.at();
    output_.write_all(records_);
    write_words(header);
    header.dictionary_at = output_.at();
    output_.write(dictionary_);
    header.end = output_.at();
    output_.rewrite_front({reinterpret_cast<const char*>(&header), sizeof header});
  }

 private:
  // Numbers for all words: those of the store before keep theirs; of the new ones the frequent come first.
  void number_words() {
    const WordNumber kept = before_ != nullptr ? before_->words() : 0;
    for (WordNumber number = 0; number < kept; ++number) words_.push_back(before_->word(number));
    std::unordered_map<std::string_view, std::uint64_t> fresh;
    for (const auto& segment : segments_) {
      for (const WordNumbers::Word& word : segment->numbered_words()) {
        if (before_ == nullptr || before_->find(word.text) == WordSequence::kNone)
          fresh[word.text] += word.uses;
      }
    }
    std::vector<std::pair<std::uint64_t, std::string_view>> by_use;
    for (const auto& [word, uses] : fresh) by_use.emplace_back(uses, word);
    std::sort(by_use.begin(), by_use.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::unordered_map<std::string_view, WordNumber> numbers;
    for (const auto& [uses, word] : by_use) {
      numbers.emplace(word, static_cast<WordNumber>(words_.size()));
      words_.push_back(word);
    }
    for (const auto& segment : segments_) {
      std::vector<WordNumber>& map = numbers_.emplace_back();
      for (const WordNumbers::Word& word : segment->numbered_words()) {
        const auto found = numbers.find(word.text);
        map.push_back(found != numbers.end() ? found->second : before_->find(word.text));
      }
    }
  }

  void place_records() {
    std::size_t count = before_ != nullptr ? before_->records() : 0;
    for (const auto& segment : segments_) {
      files_.push_back(std::make_unique<MappedFile>(segment->close(), IndexError::Kind::io));
      for (const ArticleSegment::Entry& entry : segment->entries()) {
        count = std::max<std::size_t>(count, std::size_t{entry.record} + 1);
      }
    }
    records_.resize(count);
    sources_.resize(count);
    for (std::size_t segment = 0; segment < segments_.size(); ++segment) {
      for (const ArticleSegment::Entry& entry : segments_[segment]->entries()) {
        const char* at = files_[segment]->bytes().data() + entry.at;
        sources_[entry.record] = {segment, SegmentArticle{reinterpret_cast<const std::uint32_t*>(at)}};
      }
    }
  }

  bool kept(std::size_t record) const {
    return before_ != nullptr && record < live_.size() && live_[record] && record < before_->records();
  }

  void write_streams() {
    for (std::size_t record = 0; record < records_.size(); ++record) {
      if (sources_[record]) {
        records_[record].stream_at = output_.at();
        write_stream(sources_[record]->second, numbers_[sources_[record]->first]);
      } else if (kept(record)) {
        records_[record].stream_at = output_.at();
        output_.write(before_->stream_bytes(static_cast<RecordNumber>(record)));
      }
    }
  }

  void write_stream(const SegmentArticle& article, const std::vector<WordNumber>& numbers) {
    codes_.clear();
    extras_.clear();
    for (const WordNumber word : article.words()) {
      if (word == WordSequence::kNone) {
        codes_.push_back(WordStream::kNoWord);
      } else if (numbers[word] <= WordStream::kLargest) {
        codes_.push_back(static_cast<std::uint16_t>(numbers[word]));
      } else {
        extras_.push_back({static_cast<std::uint32_t>(codes_.size()), numbers[word]});
        codes_.push_back(WordStream::kSeeExtras);
      }
    }
    for (const ExtraWord& beside : article.beside()) extras_.push_back({beside.place, numbers[beside.word]});
    std::sort(extras_.begin(), extras_.end(), [](const ExtraWord& a, const ExtraWord& b) {
      return a.place != b.place ? a.place < b.place : a.word < b.word;
    });
    const std::uint32_t head[4] = {article.title(), article.lead(), static_cast<std::uint32_t>(codes_.size()),
                                   static_cast<std::uint32_t>(extras_.size())};
    output_.write(head, sizeof head);
    output_.write_all(codes_);
    output_.pad(4);
    output_.write(article.breaks().data(), article.breaks().size_bytes());
    output_.write_all(extras_);
  }

  void make_dictionary() {
    if (before_ != nullptr) {
      dictionary_ = before_->dictionary();
      return;
    }
    std::uint64_t all = 0;
    for (const auto& source : sources_) all += source ? source->second.stored().size() : 0;
    const std::uint64_t step = all / kSampleBytes + 1;  // every so many articles
    std::string sample;
    std::vector<std::size_t> sizes;
    for (std::size_t record = 0; record < sources_.size(); record += step) {
      if (!sources_[record]) continue;
      const std::string_view stored = sources_[record]->second.stored().substr(0, kSampleBytes / 16);
      sample += stored;
      sizes.push_back(stored.size());
    }
    // Too few articles to learn from, and zstd says so: then they are compressed without a dictionary.
    std::string dictionary(kDictionaryBytes, '\0');
    const std::size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), sample.data(),
                                                   sizes.data(), static_cast<unsigned>(sizes.size()));
    if (ZDICT_isError(size)) return;
    trained_ = dictionary.substr(0, size);
    dictionary_ = trained_;
  }

  void write_stored() {
    ZSTD_CDict* dictionary = ZSTD_createCDict(dictionary_.data(), dictionary_.size(), kCompression);
    std::vector<std::string> frames(kBatch);
    for (std::size_t begin = 0; begin < records_.size(); begin += kBatch) {
      const std::size_t end = std::min(begin + kBatch, records_.size());
      std::atomic<std::size_t> next{begin};
      const auto compress = [&] {
        ZSTD_CCtx* context = ZSTD_createCCtx();
        for (std::size_t record = next++; record < end; record = next++) {
          if (!sources_[record]) continue;
          const std::string_view stored = sources_[record]->second.stored();
          std::string& frame = frames[record - begin];
          frame.resize(ZSTD_compressBound(stored.size()));
          frame.resize(ZSTD_compress_usingCDict(context, frame.data(), frame.size(), stored.data(),
                                                stored.size(), dictionary));
        }
        ZSTD_freeCCtx(context);
      };
      std::vector<std::thread> helpers;
      for (unsigned i = 1; i < threads_; ++i) helpers.emplace_back(compress);
      compress();
      for (std::thread& helper : helpers) helper.join();
      for (std::size_t record = begin; record < end; ++record) {
        std::string_view frame;
        if (sources_[record]) {
          frame = frames[record - begin];
        } else if (kept(record)) {
          frame = before_->article_bytes(static_cast<RecordNumber>(record));
        } else {
          continue;
        }
        records_[record].article_at = output_.at();
        records_[record].article_bytes = static_cast<std::uint32_t>(frame.size());
        output_.write(frame);
      }
    }
    ZSTD_freeCDict(dictionary);
  }

  void write_words(ArticleStore::Header& header) {
    std::vector<std::uint32_t> starts;
    std::uint32_t start = 0;
    for (const std::string_view word : words_) {
      starts.push_back(start);
      start += static_cast<std::uint32_t>(word.size());
    }
    starts.push_back(start);
    header.word_starts_at = output_.at();
    output_.write_all(starts);
    header.word_texts_at = output_.at();
    for (const std::string_view word : words_) output_.write(word);
    output_.pad(4);
    std::vector<WordNumber> order(words_.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](WordNumber a, WordNumber b) { return words_[a] < words_[b]; });
    header.word_order_at = output_.at();
    output_.write_all(order);
  }

  OutputFile output_;
  const std::vector<std::unique_ptr<ArticleSegment>>& segments_;
  const ArticleStore* before_;
  const std::vector<bool>& live_;
  unsigned threads_;
  std::vector<std::string_view> words_;           // by number
  std::vector<std::vector<WordNumber>> numbers_;  // of each segment's words
  std::vector<std::unique_ptr<MappedFile>> files_;
  std::vector<std::optional<std::pair<std::size_t, SegmentArticle>>> sources_;  // by record: segment, article
  std::vector<ArticleStore::Record> records_;
  std::string trained_;
  std::string_view dictionary_;
  std::vector<std::uint16_t> codes_;  // of the article at hand
  std::vector<ExtraWord> extras_;
};

}  // namespace

ArticleSegment::ArticleSegment(fs::path file) : path_(std::move(file)) {
  make_folders(path_.parent_path());
  output_.emplace(path_);
}

void ArticleSegment::add(RecordNumber record, const ArticleRecord& article) {
  entries_.push_back({record, output_->at()});
  const WordSequence& words = article.words;
  const std::uint32_t head[] = {words.title, words.lead, static_cast<std::uint32_t>(words.words.size()),
                                static_cast<std::uint32_t>(words.beside.size()),
                                static_cast<std::uint32_t>(article.stored.size())};
  static_assert(sizeof head == kSegmentHead);
  output_->write(head, sizeof head);
  output_->write_all(words.words);
  std::vector<WordStream::BreakBits> breaks(WordStream::break_units(words.words.size()));
  for (std::size_t place = 0; place < words.words.size(); ++place) {
    if (words.breaks[place])
      breaks[place / WordStream::kBreakBits] |= WordStream::BreakBits{1} << place % WordStream::kBreakBits;
  }
  output_->write_all(breaks);
  output_->write_all(words.beside);
  output_->write(article.stored);
  output_->pad(sizeof(std::uint32_t));
}

void ArticleSegment::drop(const std::set<RecordNumber>& records) {
  std::erase_if(entries_, [&](const Entry& entry) { return records.contains(entry.record); });
}

const fs::path& ArticleSegment::close() {
  if (output_) output_->flush();
  output_.reset();
  return path_;
}

void write_articles(const fs::path& target, const std::vector<std::unique_ptr<ArticleSegment>>& segments,
                    const ArticleStore* before, const std::vector<bool>& live, unsigned threads) {
  StoreWriter(target, segments, before, live, threads).run();
}

}  // namespace fonds::index
