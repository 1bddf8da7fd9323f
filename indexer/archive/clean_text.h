// From HTML to what a reader reads: plain text in blocks; beside it, as ranges of its bytes, its links, what is set
// in bold and the like, the cells of its tables, its pictures with what is said of them, and what other sites were
// to show. No markup survives in the text; scripts and forms are left out. The one way from any HTML to an
// article's body.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/archive/html_tree.h"

namespace fonds::archive {

struct CleanText {
  // blocks joined by "\n\n"; <br> is "\n"
  std::string text;
  // cover text but for the joints
  std::vector<Block> blocks;
  std::vector<Link> links;
  std::vector<Styled> styles;
  std::vector<Cell> cells;
  // their addresses as written
  std::vector<Image> images;
  std::vector<Embed> embeds;
};

enum class LineBreaks : std::uint8_t {
  // a line end is white space
  html,
  // a line end is a line break, a blank line begins a paragraph
  wordpress,
};

// Parts of a tree that are left out.
using LeftOut = std::unordered_set<const GumboNode*>;

inline constexpr const char* kTooTangled = "the HTML is too deeply tangled to be read: simplify it";

// A fragment such as an article's body. nullopt: kTooTangled.
std::optional<CleanText> clean_html(std::string_view html, LineBreaks breaks);
// A part of a tree, without what is left out inside it.
CleanText clean_node(const GumboNode& node, LineBreaks breaks, const LeftOut& left_out = {});
// Whether an element shows no words: a script, a form, a picture's caption, what is hidden.
bool has_nothing_to_read(const GumboNode& element);
// What is meant to be a single line (a title, a label), with its tags and entities resolved; entities that were
// escaped twice, "&amp;eacute;", too.
std::string clean_line(std::string_view html);
std::string clean_line(const GumboNode& node);

// Entities alone: every other character stays as it is.
std::string resolve_entities(std::string_view text);
// The same, again where they were escaped more than once.
std::string resolve_all_entities(std::string text);

// Appends another text behind a paragraph's end.
void append(CleanText& clean, CleanText&& more);
// Makes it the body of an article, and all that is known of places in it.
void move_body(CleanText&& clean, Article& article);
// Of a body whose text is put behind `by` more bytes.
void shift_body(std::uint32_t by, Article& article);
// Removes the first `count` blocks with their text.
void drop_first_blocks(CleanText& clean, std::size_t count);

}  // namespace fonds::archive
