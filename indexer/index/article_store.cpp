#include "indexer/index/article_store.h"

#include <cstring>

#include <zstd.h>

#include "indexer/index/generation.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

// An article decompressed takes this much at most; a frame that says more is damaged.
constexpr unsigned long long kMaxArticleBytes = 1ULL << 30;

constexpr std::size_t kStreamHead = 4 * sizeof(std::uint32_t);

// What the words of a stream take, with their padding.
std::uint64_t word_bytes(std::uint64_t words) {
  return (words + 1) / 2 * 4;
}

// `count` values of T at `at`; nullopt where they are not all in the file or not aligned.
template <typename T>
std::optional<std::span<const T>> values_at(std::string_view file, std::uint64_t at, std::uint64_t count) {
  if (at % alignof(T) != 0 || at > file.size() || count > (file.size() - at) / sizeof(T)) return std::nullopt;
  return std::span<const T>(reinterpret_cast<const T*>(file.data() + at), count);
}

}  // namespace

struct ArticleStore::Decompression {
  explicit Decompression(std::string_view bytes) : dictionary(ZSTD_createDDict(bytes.data(), bytes.size())) {}
  ~Decompression() { ZSTD_freeDDict(dictionary); }
  Decompression(const Decompression&) = delete;
  Decompression& operator=(const Decompression&) = delete;
  ZSTD_DDict* dictionary;
};

ArticleStore::ArticleStore(const fs::path& path)
    : path_(path), mapped_(path, IndexError::Kind::damaged), file_(mapped_.bytes()) {
  constexpr const char* kNotWhole = "it is not whole";
  Header header;
  if (file_.size() < sizeof header) throw damaged(kNotWhole);
  std::memcpy(&header, file_.data(), sizeof header);
  if (std::memcmp(header.magic, "FONDSART", sizeof header.magic) != 0 || header.byte_order != kByteOrder ||
      header.layout != kLayout || header.end != file_.size() || header.records >= ~RecordNumber{0} ||
      header.words >= WordSequence::kNone || header.word_texts_at > header.word_order_at ||
      header.word_order_at > file_.size() || header.dictionary_at > file_.size()) {
    throw damaged(kNotWhole);
  }
  const auto records = values_at<Record>(file_, header.records_at, header.records);
  const auto starts = values_at<std::uint32_t>(file_, header.word_starts_at, header.words + 1);
  const auto order = values_at<WordNumber>(file_, header.word_order_at, header.words);
  if (!records || !starts || !order) throw damaged(kNotWhole);
  records_ = *records;
  word_starts_ = *starts;
  word_order_ = *order;
  word_texts_ = file_.substr(header.word_texts_at, header.word_order_at - header.word_texts_at);
  dictionary_ = file_.substr(header.dictionary_at);
  if (!std::is_sorted(word_starts_.begin(), word_starts_.end()) || word_starts_.back() > word_texts_.size() ||
      std::any_of(word_order_.begin(), word_order_.end(), [&](WordNumber n) { return n >= header.words; })) {
    throw damaged(kNotWhole);
  }
  decompression_ = std::make_unique<Decompression>(dictionary_);
}

ArticleStore::~ArticleStore() = default;

IndexError ArticleStore::damaged(const std::string& what) const {
  return IndexError(IndexError::Kind::damaged, path_.string() + " is damaged (" + what +
                                                   "): fonds-indexer check says more, fonds-indexer rollback "
                                                   "puts the state before back");
}

WordNumber ArticleStore::find(std::string_view wanted) const {
  const auto found = std::partition_point(word_order_.begin(), word_order_.end(),
                                          [&](WordNumber number) { return word(number) < wanted; });
  return found != word_order_.end() && word(*found) == wanted ? *found : WordSequence::kNone;
}

std::string_view ArticleStore::stream_bytes(RecordNumber record) const {
  if (record >= records_.size()) throw damaged("an article has a record that is not there");
  const std::uint64_t at = records_[record].stream_at;
  if (at == 0) return {};
  const auto head = values_at<std::uint32_t>(file_, at, 4);
  if (!head) throw damaged("the words of an article are outside the file");
  const std::uint64_t bytes = kStreamHead + word_bytes((*head)[2]) +
                              WordStream::break_units((*head)[2]) * sizeof(WordStream::BreakBits) +
                              (*head)[3] * std::uint64_t{sizeof(ExtraWord)};
  if (bytes > file_.size() - at) throw damaged("the words of an article are outside the file");
  return file_.substr(at, bytes);
}

WordStream ArticleStore::stream(RecordNumber record) const {
  WordStream stream;
  const std::string_view bytes = stream_bytes(record);
  if (bytes.empty()) return stream;
  const auto* head = reinterpret_cast<const std::uint32_t*>(bytes.data());
  if (head[0] > head[2] || head[1] > head[2] - head[0]) throw damaged("the fields of an article overlap");
  stream.title = head[0];
  stream.lead = head[1];
  stream.words = {reinterpret_cast<const std::uint16_t*>(bytes.data() + kStreamHead), head[2]};
  stream.breaks = {
      reinterpret_cast<const WordStream::BreakBits*>(bytes.data() + kStreamHead + word_bytes(head[2])),
      WordStream::break_units(head[2])};
  stream.extras = {
      reinterpret_cast<const ExtraWord*>(bytes.data() + bytes.size() - head[3] * sizeof(ExtraWord)), head[3]};
  // They are in the order of their places; whoever reads one asks all the same whether it is an article's.
  if (!stream.extras.empty() && stream.extras.back().place >= stream.words.size()) {
    throw damaged("a word stands behind the end of its article");
  }
  return stream;
}

std::string_view ArticleStore::article_bytes(RecordNumber record) const {
  if (record >= records_.size()) throw damaged("an article has a record that is not there");
  const Record& r = records_[record];
  if (r.article_at == 0) return {};
  if (r.article_at > file_.size() || r.article_bytes > file_.size() - r.article_at) {
    throw damaged("an article is outside the file");
  }
  return file_.substr(r.article_at, r.article_bytes);
}

std::optional<StoredArticle> ArticleStore::article(RecordNumber record) const {
  if (record >= records_.size()) return std::nullopt;
  const std::string_view bytes = article_bytes(record);
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (bytes.empty() || size > kMaxArticleBytes) return std::nullopt;  // errors are larger than any size
  struct Context {
    ZSTD_DCtx* context = ZSTD_createDCtx();
    std::string buffer;
    Context() = default;
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { ZSTD_freeDCtx(context); }
  };
  thread_local Context decompressor;
  decompressor.buffer.resize(size);
  const std::size_t written =
      ZSTD_decompress_usingDDict(decompressor.context, decompressor.buffer.data(), size, bytes.data(),
                                 bytes.size(), decompression_->dictionary);
  if (ZSTD_isError(written) || written != size) return std::nullopt;
  return decode(decompressor.buffer);
}

}  // namespace fonds::index
