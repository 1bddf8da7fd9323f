// The mutator of every target: libFuzzer's own, and now and then an input made long. libFuzzer alone grows
// inputs by a few bytes at a time, so what breaks at 6,000 letters or takes time that grows with the square
// of the length is never met.
//
// A part of the input, or a piece known to grow when it is folded or normalised, is repeated where it stands:
// what is around it (quotes, tags, front matter) keeps its sense. Short lengths are as frequent as long ones
// on a scale of powers of two, for an input of a megabyte costs as much time as a thousand of a kilobyte.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

constexpr unsigned kOneIn = 8;                 // inputs made long
constexpr std::size_t kLongestPart = 64;       // bytes of a part that is repeated
constexpr unsigned kShortest = 8, kMost = 20;  // powers of two, of the length after it

constexpr std::string_view kPieces[] = {
    "ǆ", "ŉ", "ΐ", "ﬃ",  "ẞ", "İ", "ﷺ", "각",     "ᄀ", "東", "\u0301", "\u0323\u0301",
    "é", "'", "’", "-",  ".", "·", " ", "\n",     "\t", "a",  "A",      "9",
    "<", ">", "&", "\"", "(", "[", "{", "![[]()", "> ", "- ", "* ",     "`",
    "_", "%", "=", ",",  ":", ";", "#", "\\",     "/",  "@",  "\xFF",   "\xC3",
};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  bool wanted() { return below(kOneIn) == 0; }

  std::string make(std::string_view input, std::size_t max_size) {
    const std::size_t from = below(input.size() + 1);
    std::string_view part = kPieces[below(std::size(kPieces))];
    if (!input.empty() && below(3) != 0)
      part = input.substr(std::min(from, input.size() - 1), 1 + below(kLongestPart));
    const std::size_t length =
        std::min(max_size, std::size_t{1} << (kShortest + below(kMost - kShortest + 1)));
    std::string out(input.substr(0, from));
    while (out.size() < length) out += part;
    out += input.substr(from);
    out.resize(std::min(out.size(), max_size));
    return out;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::minstd_rand random_;
};

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  Maker maker(seed);
  if (!maker.wanted()) return LLVMFuzzerMutate(data, size, max_size);
  const std::string made = maker.make({reinterpret_cast<const char*>(data), size}, max_size);
  std::memcpy(data, made.data(), made.size());
  return made.size();
}
