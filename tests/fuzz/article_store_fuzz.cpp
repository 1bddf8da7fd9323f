// Any bytes as the file of an article store: it is refused with an error of ours, or everything that can be
// asked of it is answered from within the file.
//
// What the file says about itself first (magic, byte order, layout, its length) is put right, so that the
// rest is reached.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include "indexer/index/article_store.h"

namespace {

using namespace fonds::index;

constexpr RecordNumber kRecordsRead = 64;  // each may decompress to much; the first show all there is to see

// The bytes as a file without a name.
class MemoryFile {
 public:
  explicit MemoryFile(const std::string& bytes) : fd_(::memfd_create("articles", 0)) {
    if (fd_ < 0 || ::write(fd_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
      std::abort();
  }
  ~MemoryFile() { ::close(fd_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
};

void read_everything(const ArticleStore& store) {
  std::uint64_t sum = 0;
  for (WordNumber number = 0; number < store.words(); ++number) sum += store.word(number).size();
  for (const WordNumber number : store.word_order()) {
    if (number >= store.words()) std::abort();
  }
  (void)store.find("ecole");
  const auto read_record = [&](RecordNumber record) {
    const WordStream stream = store.stream(record);
    if (stream.title + std::uint64_t{stream.lead} > stream.words.size()) std::abort();
    for (std::uint32_t place = 0; place < stream.words.size(); ++place) {
      sum += stream.words[place] + (stream.has_break_after(place) ? 1U : 0U);
    }
    for (const ExtraWord& extra : stream.extras) sum += extra.place + extra.word;
    if (const auto article = store.article(record)) sum += article->body.size();
    sum += store.stream_bytes(record).size() + store.article_bytes(record).size();
  };
  for (RecordNumber record = 0; record <= std::min(store.records(), kRecordsRead); ++record) {
    try {
      read_record(record);
    } catch (const IndexError&) {
      // A damaged record; the others are read all the same.
    }
  }
  [[maybe_unused]] static volatile std::uint64_t seen;  // so that no reading is left out
  seen = sum;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  ArticleStore::Header header;
  if (bytes.size() >= sizeof header) {
    std::memcpy(&header, bytes.data(), sizeof header);
    std::memcpy(header.magic, "FONDSART", sizeof header.magic);
    header.byte_order = ArticleStore::kByteOrder;
    header.layout = ArticleStore::kLayout;
    header.end = bytes.size();
    std::memcpy(bytes.data(), &header, sizeof header);
  }
  const MemoryFile file(bytes);
  try {
    read_everything(ArticleStore(file.path()));
  } catch (const IndexError&) {
    // What a damaged file must give.
  }
  return 0;
}
