#include "indexer/index/stored_article.h"

#include <algorithm>
#include <limits>

namespace fonds::index {
namespace {

constexpr std::uint64_t kMaxOffset = std::numeric_limits<std::uint32_t>::max();

std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

// Columns and rows that a cell covers share a number.
constexpr std::uint32_t kCellRows = archive::kMostCellsCovered + 1;

void append_optional(const std::optional<std::int64_t>& value, std::string& out) {
  out.push_back(value ? '\1' : '\0');
  if (value) append_varint(zigzag(*value), out);
}

// A word mostly follows the one before it after nothing, one byte (a space) or two: so the gap shares a byte
// with the length, and a token costs one byte. Other gaps, negative ones too, are written out.
constexpr std::uint64_t kGapWritten = 3;

void append_tokens(const std::vector<TokenOffset>& tokens, std::string& out) {
  append_varint(tokens.size(), out);
  std::int64_t previous = 0;
  for (const TokenOffset& token : tokens) {
    const std::int64_t gap = static_cast<std::int64_t>(token.begin) - previous;
    const std::uint64_t length = token.end - token.begin;
    if (gap >= 0 && gap < static_cast<std::int64_t>(kGapWritten)) {
      append_varint(length << 2 | static_cast<std::uint64_t>(gap), out);
    } else {
      append_varint(length << 2 | kGapWritten, out);
      append_varint(zigzag(gap), out);
    }
    previous = token.end;
  }
}

void append_sentences(const std::vector<text::Span>& sentences, std::string& out) {
  append_varint(sentences.size(), out);
  std::uint32_t previous = 0;
  for (const text::Span& sentence : sentences) {
    append_varint(sentence.begin - previous, out);
    append_varint(sentence.end - sentence.begin, out);
    previous = sentence.end;
  }
}

// Takes the fields one by one from bytes that may be damaged. After the first fault ok() is false and every
// field comes out empty.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && bytes_.empty(); }
  void fail() {
    ok_ = false;
    bytes_ = {};
  }

  std::uint64_t number() {
    // Nearly all are below 128.
    if (!bytes_.empty() && static_cast<unsigned char>(bytes_.front()) < 0x80) {
      const auto value = static_cast<std::uint64_t>(bytes_.front());
      bytes_.remove_prefix(1);
      return value;
    }
    const auto value = take_varint(bytes_);
    if (!value) fail();
    return value.value_or(0);
  }

  std::uint32_t offset(std::uint64_t limit) {
    const std::uint64_t value = number();
    if (value > limit) {
      fail();
      return 0;
    }
    return static_cast<std::uint32_t>(value);
  }

  std::string text() {
    const std::uint64_t size = number();
    if (size > bytes_.size()) {
      fail();
      return {};
    }
    std::string result(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return result;
  }

  std::optional<std::int64_t> optional() {
    const std::uint64_t present = number();
    if (present > 1) fail();
    if (!ok_ || present == 0) return std::nullopt;
    return unzigzag(number());
  }

  // Number of elements that follow: each takes a byte or more, so a greater number is a fault, found before
  // any memory is asked for it.
  std::size_t count() {
    const std::uint64_t value = number();
    if (value > bytes_.size()) {
      fail();
      return 0;
    }
    return static_cast<std::size_t>(value);
  }

  // [begin, end) inside a text of `size` bytes, as begin and length.
  template <typename Range>
  void range(Range& out, std::uint64_t size) {
    out.begin = offset(size);
    out.end = out.begin + offset(size - out.begin);
  }

  std::vector<TokenOffset> tokens(std::uint64_t size) {
    std::vector<TokenOffset> result(count());
    std::int64_t previous = 0;
    for (TokenOffset& token : result) {
      const std::uint64_t head = number();
      std::int64_t gap = static_cast<std::int64_t>(head & kGapWritten);
      if (gap == static_cast<std::int64_t>(kGapWritten)) gap = unzigzag(number());
      const std::int64_t limit = static_cast<std::int64_t>(size);
      // Gaps are bounded before they are added, so damaged ones cannot overflow.
      if (gap < -limit || gap > limit || previous + gap < 0 || previous + gap > limit ||
          (head >> 2) > static_cast<std::uint64_t>(limit - previous - gap)) {
        fail();
        return {};
      }
      token.begin = static_cast<std::uint32_t>(previous + gap);
      token.end = token.begin + static_cast<std::uint32_t>(head >> 2);
      previous = token.end;
    }
    return result;
  }

  std::vector<text::Span> sentences(std::uint64_t size) {
    std::vector<text::Span> result(count());
    std::uint32_t previous = 0;
    for (text::Span& sentence : result) {
      sentence.begin = previous + offset(size - previous);
      sentence.end = sentence.begin + offset(size - sentence.begin);
      previous = sentence.end;
    }
    return result;
  }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

std::vector<Ordinal> take_ordinals(FieldReader& fields) {
  std::vector<Ordinal> result(fields.count());
  for (Ordinal& ordinal : result) ordinal = fields.offset(kMaxOffset);
  return result;
}

std::vector<archive::Styled> take_styles(FieldReader& fields, std::uint64_t size) {
  std::vector<archive::Styled> styles(fields.count());
  std::uint32_t previous = 0;
  for (archive::Styled& styled : styles) {
    styled.begin = previous + fields.offset(size - previous);
    const std::uint64_t head = fields.number();
    if (head >> 2 > size - styled.begin) fields.fail();
    if (!fields.ok()) return {};
    styled.end = styled.begin + static_cast<std::uint32_t>(head >> 2);
    styled.style = static_cast<archive::Style>(head & 3);
    previous = styled.begin;
  }
  return styles;
}

std::vector<archive::Cell> take_cells(FieldReader& fields, std::uint64_t size) {
  std::vector<archive::Cell> cells(fields.count());
  for (archive::Cell& cell : cells) {
    fields.range(cell, size);
    const std::uint32_t head = fields.offset((kCellRows * kCellRows) << 1);
    cell.header = (head & 1U) != 0;
    cell.columns = (head >> 1) / kCellRows;
    cell.rows = (head >> 1) % kCellRows;
  }
  return cells;
}

}  // namespace

void append_text(std::string_view text, std::string& out) {
  append_varint(text.size(), out);
  out.append(text);
}

void append_varint(std::uint64_t value, std::string& out) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

std::optional<std::uint64_t> take_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size() && i < 10; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (i == 9 && byte > 1) return std::nullopt;  // does not fit in 64 bits
    value |= static_cast<std::uint64_t>(byte & 0x7F) << (7 * i);
    if (byte < 0x80) {
      bytes.remove_prefix(i + 1);
      return value;
    }
  }
  return std::nullopt;
}

std::string encode(const StoredArticle& article) {
  std::string out;
  out.reserve(article.body.size() + article.lead.size() + article.body_tokens.size() + 512);
  for (const std::string* text : {&article.id, &article.url, &article.title, &article.lead, &article.body,
                                  &article.author, &article.source, &article.lang}) {
    append_text(*text, out);
  }
  append_optional(article.day, out);
  append_optional(article.published, out);
  append_optional(article.modified, out);
  for (const std::vector<Ordinal>* ordinals : {&article.dossiers, &article.persons}) {
    append_varint(ordinals->size(), out);
    for (const Ordinal ordinal : *ordinals) append_varint(ordinal, out);
  }
  append_varint(article.blocks.size(), out);
  for (const archive::Block& block : article.blocks) {
    append_varint(block.begin, out);
    append_varint(block.end - block.begin, out);
    append_varint(static_cast<std::uint64_t>(block.kind), out);
  }
  append_varint(article.links.size(), out);
  for (const archive::Link& link : article.links) {
    append_varint(link.begin, out);
    append_varint(link.end - link.begin, out);
    append_text(link.href, out);
  }
  append_varint(article.styles.size(), out);
  std::uint32_t previous = 0;
  for (const archive::Styled& styled : article.styles) {
    append_varint(styled.begin - previous, out);
    append_varint((styled.end - styled.begin) << 2 | static_cast<std::uint32_t>(styled.style), out);
    previous = styled.begin;
  }
  append_varint(article.cells.size(), out);
  for (const archive::Cell& cell : article.cells) {
    append_varint(cell.begin, out);
    append_varint(cell.end - cell.begin, out);
    append_varint((cell.columns * kCellRows + cell.rows) << 1 | (cell.header ? 1U : 0U), out);
  }
  append_varint(article.images.size(), out);
  for (const archive::Image& image : article.images) {
    append_text(image.url, out);
    append_text(image.credit, out);
    append_varint(image.width, out);
    append_varint(image.height, out);
    append_varint(image.begin, out);
  }
  append_varint(article.embeds.size(), out);
  for (const archive::Embed& embed : article.embeds) {
    append_text(embed.url, out);
    append_varint(embed.begin, out);
  }
  append_varint(article.mentions.size(), out);
  for (const PersonMention& mention : article.mentions) {
    append_varint(mention.person, out);
    append_varint(mention.begin, out);
    append_varint(mention.end - mention.begin, out);
  }
  append_tokens(article.title_tokens, out);
  append_tokens(article.lead_tokens, out);
  append_tokens(article.body_tokens, out);
  append_sentences(article.lead_sentences, out);
  append_sentences(article.body_sentences, out);
  return out;
}

std::optional<StoredArticle> decode(std::string_view bytes) {
  FieldReader fields(bytes);
  StoredArticle article;
  for (std::string* text : {&article.id, &article.url, &article.title, &article.lead, &article.body,
                            &article.author, &article.source, &article.lang}) {
    *text = fields.text();
  }
  if (const auto day = fields.optional()) {
    if (*day < std::numeric_limits<text::Day>::min() || *day > std::numeric_limits<text::Day>::max()) {
      return std::nullopt;
    }
    article.day = static_cast<text::Day>(*day);
  }
  article.published = fields.optional();
  article.modified = fields.optional();
  article.dossiers = take_ordinals(fields);
  article.persons = take_ordinals(fields);
  article.blocks.resize(fields.count());
  for (archive::Block& block : article.blocks) {
    fields.range(block, article.body.size());
    block.kind =
        static_cast<archive::BlockKind>(fields.offset(static_cast<std::uint64_t>(archive::kLastBlockKind)));
  }
  article.links.resize(fields.count());
  for (archive::Link& link : article.links) {
    fields.range(link, article.body.size());
    link.href = fields.text();
  }
  article.styles = take_styles(fields, article.body.size());
  article.cells = take_cells(fields, article.body.size());
  article.images.resize(fields.count());
  for (archive::Image& image : article.images) {
    image.url = fields.text();
    image.credit = fields.text();
    image.width = fields.offset(kMaxOffset);
    image.height = fields.offset(kMaxOffset);
    image.begin = fields.offset(article.body.size());
  }
  article.embeds.resize(fields.count());
  for (archive::Embed& embed : article.embeds) {
    embed.url = fields.text();
    embed.begin = fields.offset(article.body.size());
  }
  article.mentions.resize(fields.count());
  for (PersonMention& mention : article.mentions) {
    mention.person = fields.offset(kMaxOffset);
    fields.range(mention, article.body.size());
  }
  article.title_tokens = fields.tokens(article.title.size());
  article.lead_tokens = fields.tokens(article.lead.size());
  article.body_tokens = fields.tokens(article.body.size());
  article.lead_sentences = fields.sentences(article.lead.size());
  article.body_sentences = fields.sentences(article.body.size());
  if (!fields.at_end()) return std::nullopt;
  return article;
}

std::vector<TokenOffset> token_offsets(const text::Analysis& analysis) {
  std::vector<TokenOffset> offsets(analysis.positions());
  for (const text::Token& token : analysis.tokens()) {
    if (token.kind == text::TokenKind::word && token.position < offsets.size()) {
      offsets[token.position] = {token.begin, token.end};
    }
  }
  // A position that no plain word holds covers nothing, where the word before it ends.
  std::uint32_t previous = 0;
  for (TokenOffset& offset : offsets) {
    if (offset.end == 0) offset = {previous, previous};
    previous = offset.end;
  }
  return offsets;
}

}  // namespace fonds::index
