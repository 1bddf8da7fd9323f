#include "server/http/compression.h"

#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "tests/http/gunzip.h"

namespace fonds::http {
namespace {

using Shared = std::shared_ptr<const std::string>;

std::string prose(std::size_t bytes, unsigned seed) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < bytes) text += "mot" + std::to_string(random() % 500) + ' ';
  return text;
}

TEST(Compression, GivesGzip) {
  for (const std::size_t bytes : {1U, 100U, 5000U, 3000000U}) {
    const auto text = prose(bytes, 1);
    EXPECT_EQ(test::gunzip(gzip(text, 6)), text);
  }
  std::string noise(100000, '\0');
  std::mt19937 random(3);
  for (char& c : noise) c = static_cast<char>(random());
  EXPECT_EQ(test::gunzip(gzip(noise, 4)), noise);
  EXPECT_EQ(gzip("égal", 6), gzip("égal", 6));
}

TEST(Compression, KeepsWhatOthersHoldToo) {
  Compressor compressor;
  const Shared page = std::make_shared<const std::string>(prose(20000, 2));
  const auto first = compressor.compress(Shared(page));
  EXPECT_EQ(compressor.compress(Shared(page)), first);
  EXPECT_EQ(test::gunzip(*first), *page);
  EXPECT_EQ(compressor.kept_bytes(), first->size());
}

TEST(Compression, ForgetsWhatIsSentOnce) {
  Compressor compressor;
  const Shared page = std::make_shared<const std::string>(prose(20000, 2));
  EXPECT_EQ(test::gunzip(*compressor.compress(page)), *page);
  EXPECT_EQ(compressor.kept_bytes(), 0U);
}

TEST(Compression, StaysWithinItsCapacityAndKeepsTheRecent) {
  constexpr std::size_t kCapacity = 40000;
  Compressor compressor(kCapacity);
  std::vector<Shared> pages;
  for (unsigned i = 0; i < 20; ++i) {
    pages.push_back(std::make_shared<const std::string>(prose(12000, i)));
    (void)compressor.compress(Shared(pages.back()));
    EXPECT_LE(compressor.kept_bytes(), kCapacity);
  }
  const auto newest = compressor.compress(Shared(pages.back()));
  EXPECT_EQ(compressor.compress(Shared(pages.back())), newest);
}

TEST(Compression, AnAddressUsedAgainIsAnotherBody) {
  Compressor compressor;
  for (unsigned i = 0; i < 200; ++i) {
    const auto text = prose(2000, i);
    const Shared page = std::make_shared<const std::string>(text);
    EXPECT_EQ(test::gunzip(*compressor.compress(Shared(page))), text);
  }
}

}  // namespace
}  // namespace fonds::http
