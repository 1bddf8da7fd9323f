#include "indexer/index/stored_article.h"

#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace fonds::index {
namespace {

StoredArticle full_article() {
  StoredArticle article;
  article.id = "2017/école";
  article.url = "https://example.org/?p=12";
  article.title = "L’école rouvre";
  article.lead = "Enfin.";
  article.body = "Mme Dupont a coupé le ruban.\n\nElle était émue.";
  article.author = "La rédaction";
  article.source = "Le Journal";
  article.lang = "fr";
  article.day = -700000;
  article.published = -62135596800;
  article.modified = std::numeric_limits<std::int64_t>::max();
  article.dossiers = {3, 0, 4000000000U};
  article.persons = {7};
  article.blocks = {{0, 29, archive::BlockKind::heading}, {31, 48, archive::kLastBlockKind}};
  article.links = {{4, 10, "mailto:a@example.org"}};
  article.images = {{"https://example.org/a.jpg", "L. M.", 640, 480, 31}, {"/b.jpg", "", 0, 0, 48}};
  article.styles = {{4, 10, archive::Style::strong}, {4, 6, archive::Style::subscript}};
  article.cells = {{0, 4, true, 1, 1}, {4, 4, false, 100, 3}};
  article.embeds = {{"https://example.org/v", 31}, {"/a.mp3", 48}};
  article.mentions = {{7, 0, 10}};
  article.title_tokens = {{4, 10}, {11, 17}};
  article.lead_tokens = {{0, 5}};
  article.body_tokens = {
      {0, 3}, {4, 10}, {11, 12}, {30, 30}, {4, 48}};  // a gap, an empty one, one that goes back
  article.lead_sentences = {{0, 6}};
  article.body_sentences = {{0, 28}, {30, 46}};
  return article;
}

bool same(const StoredArticle& a, const StoredArticle& b) {
  return encode(a) == encode(b);
}

TEST(StoredArticle, ComesBackWhole) {
  const StoredArticle article = full_article();
  const auto back = decode(encode(article));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->id, article.id);
  EXPECT_EQ(back->body, article.body);
  EXPECT_EQ(back->lang, article.lang);
  EXPECT_EQ(back->day, article.day);
  EXPECT_EQ(back->published, article.published);
  EXPECT_EQ(back->modified, article.modified);
  EXPECT_EQ(back->dossiers, article.dossiers);
  EXPECT_EQ(back->persons, article.persons);
  EXPECT_EQ(back->blocks, article.blocks);
  EXPECT_EQ(back->links, article.links);
  EXPECT_EQ(back->styles, article.styles);
  EXPECT_EQ(back->cells, article.cells);
  EXPECT_EQ(back->images, article.images);
  EXPECT_EQ(back->embeds, article.embeds);
  ASSERT_EQ(back->mentions.size(), 1U);
  EXPECT_EQ(back->mentions[0].end, 10U);
  ASSERT_EQ(back->body_tokens.size(), article.body_tokens.size());
  for (std::size_t i = 0; i < article.body_tokens.size(); ++i) {
    EXPECT_EQ(back->body_tokens[i].begin, article.body_tokens[i].begin) << i;
    EXPECT_EQ(back->body_tokens[i].end, article.body_tokens[i].end) << i;
  }
  ASSERT_EQ(back->body_sentences.size(), 2U);
  EXPECT_EQ(back->body_sentences[1].begin, 30U);
  EXPECT_EQ(back->body_sentences[1].end, 46U);
  EXPECT_TRUE(same(*back, article));
}

TEST(StoredArticle, AnEmptyOneComesBack) {
  const auto back = decode(encode(StoredArticle()));
  ASSERT_TRUE(back);
  EXPECT_FALSE(back->day);
  EXPECT_TRUE(same(*back, {}));
}

TEST(StoredArticle, FieldsStartAfterTheGap) {
  const StoredArticle article = full_article();
  EXPECT_EQ(article.title_base(), 1U);
  EXPECT_EQ(article.lead_base(), 1U + 2U + kFieldGap);
  EXPECT_EQ(article.body_base(), 1U + 2U + kFieldGap + 1U + kFieldGap);
}

TEST(StoredArticle, NoPrefixOfTheBytesIsAnArticle) {
  const std::string bytes = encode(full_article());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(decode(bytes + '\0'));
}

TEST(StoredArticle, DamagedBytesGiveNothingOrAnArticleWithinItsBounds) {
  const std::string bytes = encode(full_article());
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string damaged = bytes;
    for (unsigned i = 0; i <= random() % 3; ++i)
      damaged[random() % damaged.size()] = static_cast<char>(random());
    const auto article = decode(damaged);
    if (!article) continue;
    for (const archive::Block& block : article->blocks) {
      ASSERT_LE(block.begin, block.end);
      ASSERT_LE(block.end, article->body.size());
    }
    for (const TokenOffset& token : article->body_tokens) {
      ASSERT_LE(token.begin, token.end);
      ASSERT_LE(token.end, article->body.size());
    }
    std::uint32_t previous = 0;
    for (const text::Span& sentence : article->body_sentences) {
      ASSERT_LE(previous, sentence.begin);
      ASSERT_LE(sentence.begin, sentence.end);
      ASSERT_LE(sentence.end, article->body.size());
      previous = sentence.end;
    }
  }
}

TEST(Varint, ComesBack) {
  for (const std::uint64_t value :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{127}, std::uint64_t{128}, std::uint64_t{300},
        std::uint64_t{1} << 32, ~std::uint64_t{0}}) {
    std::string bytes;
    append_varint(value, bytes);
    bytes += "rest";
    std::string_view view = bytes;
    EXPECT_EQ(take_varint(view), value);
    EXPECT_EQ(view, "rest");
  }
}

TEST(Varint, BadOnesAreRefused) {
  for (const std::string& bytes : {std::string(), std::string("\x80"), std::string("\xFF\xFF"),
                                   std::string(9, '\xFF') + "\x02", std::string(10, '\x80') + "\x01"}) {
    std::string_view view = bytes;
    EXPECT_FALSE(take_varint(view)) << bytes.size();
  }
}

}  // namespace
}  // namespace fonds::index
