#include "indexer/archive/byte_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "indexer/archive/reader.h"
#include "tests/temporary_folder.h"

namespace fonds::archive {
namespace {

using ::testing::HasSubstr;

std::string gzip(std::string_view text) {
  z_stream state{};
  deflateInit2(&state, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&state, text.size()), '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  state.avail_in = static_cast<uInt>(text.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  deflate(&state, Z_FINISH);
  out.resize(state.total_out);
  deflateEnd(&state);
  return out;
}

std::string zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string read_stream(std::string_view bytes, Compression compression) {
  return read_all(*memory_stream(bytes, compression, "source.gz"), std::size_t{1} << 30).value();
}

std::string error_of(std::string_view bytes, Compression compression) {
  try {
    read_stream(bytes, compression);
  } catch (const SourceError& error) {
    return error.what();
  }
  return "no error";
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += std::to_string(i * 7919) + " lignes\n";
  return text;
}

TEST(ByteStream, Decompresses) {
  const std::string text = long_text();
  EXPECT_EQ(read_stream(text, Compression::none), text);
  EXPECT_EQ(read_stream(gzip(text), Compression::gzip), text);
  EXPECT_EQ(read_stream(zstd(text), Compression::zstd), text);
}

TEST(ByteStream, EmptyTexts) {
  EXPECT_EQ(read_stream("", Compression::none), "");
  EXPECT_EQ(read_stream("", Compression::by_content), "");
  EXPECT_EQ(read_stream(gzip(""), Compression::gzip), "");
  EXPECT_EQ(read_stream(zstd(""), Compression::zstd), "");
}

TEST(ByteStream, SeveralMembersAndFramesAreOneText) {
  EXPECT_EQ(read_stream(gzip("un ") + gzip("") + gzip("deux"), Compression::gzip), "un deux");
  EXPECT_EQ(read_stream(gzip("un") + std::string(100, '\0'), Compression::gzip), "un");
  EXPECT_EQ(read_stream(zstd("un ") + zstd("") + zstd("deux"), Compression::zstd), "un deux");
}

TEST(ByteStream, KnowsCompressionByItsFirstBytes) {
  EXPECT_EQ(read_stream(gzip("texte"), Compression::by_content), "texte");
  EXPECT_EQ(read_stream(zstd("texte"), Compression::by_content), "texte");
  EXPECT_EQ(read_stream("texte", Compression::by_content), "texte");
  EXPECT_EQ(read_stream("\x1f", Compression::by_content), "\x1f");
}

TEST(ByteStream, EveryTruncationIsAnError) {
  const std::string packed_gzip = gzip(long_text().substr(0, 5000));
  const std::string packed_zstd = zstd(long_text().substr(0, 5000));
  for (std::size_t size = 0; size < packed_gzip.size(); size += 13) {
    EXPECT_THAT(error_of(packed_gzip.substr(0, size), Compression::gzip), HasSubstr("source.gz: ")) << size;
  }
  for (std::size_t size = 0; size < packed_zstd.size(); size += 13) {
    EXPECT_THAT(error_of(packed_zstd.substr(0, size), Compression::zstd), HasSubstr("source.gz: ")) << size;
  }
}

TEST(ByteStream, DamageIsAnError) {
  std::string packed = gzip(long_text());
  packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
  EXPECT_THAT(error_of(packed, Compression::gzip), HasSubstr("damaged"));
  EXPECT_THAT(error_of("plain text", Compression::gzip), HasSubstr("damaged"));
  EXPECT_THAT(error_of("plain text", Compression::zstd), HasSubstr("damaged"));
  EXPECT_THAT(error_of(gzip("un") + "rubbish", Compression::gzip), HasSubstr("source.gz: "));
}

TEST(ByteStream, ReadAllStopsAtItsLimit) {
  const std::string text(3u << 20, 'x');
  EXPECT_FALSE(read_all(*memory_stream(gzip(text), Compression::gzip, "x"), 1u << 20).has_value());
  EXPECT_TRUE(read_all(*memory_stream(gzip(text), Compression::gzip, "x"), text.size()).has_value());
}

TEST(ByteStream, ReadsFilesAndSaysHowMuch) {
  const test::TemporaryFolder folder;
  const std::string packed = gzip(long_text());
  const std::string path = folder.write("a.gz", packed);
  std::size_t bytes = 0;
  const auto stream = ByteStream::open(path, Compression::gzip, [&](std::size_t count) { bytes += count; });
  EXPECT_EQ(read_all(*stream, std::size_t{1} << 30), long_text());
  EXPECT_EQ(bytes, packed.size());
}

TEST(ByteStream, MissingFileIsNamed) {
  EXPECT_THROW(ByteStream::open("/nowhere/at-all.jsonl", Compression::none), SourceError);
  EXPECT_THROW(ByteStream::open("/", Compression::none)->read(std::string(9, ' ').data(), 9), SourceError);
}

}  // namespace
}  // namespace fonds::archive
