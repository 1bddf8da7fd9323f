// The elements of one WordPress export that matter here, read by libxml2 from one <item> or <wp:author> at a
// time.
//
// Thread safety: the functions are thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::archive {

struct WordPressCategory {
  // "category" or "post_tag"
  std::string domain;
  std::string name;
};

// The picture that stands for a post, by its number, and what an attachment shows, for those who do not see it.
inline constexpr std::string_view kThumbnailMeta = "_thumbnail_id";
inline constexpr std::string_view kAlternativeMeta = "_wp_attachment_image_alt";

struct WordPressElement {
  // Text of the element's children by qualified name, such as "wp:post_id"; of two of one name the first
  // counts.
  std::map<std::string, std::string, std::less<>> fields;
  std::vector<WordPressCategory> categories;
  // Of wp:postmeta, what tells of pictures, by key.
  std::map<std::string, std::string, std::less<>> meta;
  // What could not be read where the rest could, in words.
  std::vector<std::string> losses;
  // "" or why the XML is not well-formed
  std::string fault;
  // counted from 0 at the element's first line
  std::uint64_t fault_line = 0;

  std::string_view field(std::string_view name) const;
};

// `encoding` is the export's, as its XML declaration names it; empty = UTF-8. What is not well-formed is
// repaired where that takes no guess (xml_repair.h); else its fields are read each alone, and a broken one is
// lost. A fault remains where nothing tells where the fields are.
WordPressElement parse_wordpress_element(std::string_view xml, const std::string& encoding);

}  // namespace fonds::archive
