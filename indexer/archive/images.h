// The pictures of an article: put into it, put in order, and told apart from its text.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "indexer/archive/article.h"

namespace fonds::archive {

// Most pictures of one article: what has more is a folder.
inline constexpr std::size_t kMaxImages = 200;
inline constexpr std::size_t kMaxCreditBytes = 300;

// A picture that stands before the text, unless the text has it already, in whatever size. REQUIRES: the article has
// its address.
void add_lead_image(Image image, std::string alternative, std::string caption, Article& article);
// A picture behind the text.
void add_image(Image image, std::string alternative, std::string caption, Article& article);

// Makes addresses whole by the article's own, and leaves out what is no address of a picture. What was said of a
// picture that is left out stays as text. REQUIRES: the article's own address is settled.
void settle_images(Article& article);

// "../photo.jpg" beside "https://journal.example/2017/halle/" is "https://journal.example/2017/photo.jpg". Empty where
// it can be no address of the web: data:, or relative to nothing.
std::string resolved_address(std::string_view base, std::string_view reference);

// The body without what is said of pictures.
std::string text_without_captions(std::string_view body, const std::vector<Block>& blocks);

// What stands in the blocks of a picture, by its place among the article's images.
struct ImageText {
  std::string_view alternative, caption;
};
ImageText image_text(std::size_t image, std::string_view body, const std::vector<Block>& blocks,
                     const std::vector<Image>& images);

}  // namespace fonds::archive
