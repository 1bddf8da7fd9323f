// The pictures of a WordPress export: attachments, the one that stands for a post, galleries, and captions written as
// shortcodes.
//
// Thread safety: one thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/archive/wordpress_item.h"

namespace fonds::archive {

class WordPressPictures {
 public:
  // REQUIRES: an attachment. One that is no picture is passed over.
  void add(const WordPressElement& attachment);

  // Whether a post refers to an attachment that is not there, or not yet.
  bool lacks_one(const WordPressElement& post) const;

  // The content with [caption] and [gallery] as figures in HTML; a gallery that names no pictures has those of the
  // post `number`.
  std::string with_figures(std::string_view content, std::string_view number) const;

  // Puts the picture that stands for the post before its text, where it is known.
  void add_featured(const WordPressElement& post, Article& article) const;

 private:
  struct Attachment {
    std::string url, alternative, caption;
  };
  const Attachment* find(std::string_view number) const;
  std::vector<const Attachment*> gallery(std::string_view tag, std::string_view post) const;

  // by number
  std::map<std::string, Attachment, std::less<>> attachments_;
  // numbers by the post's
  std::map<std::string, std::vector<std::string>, std::less<>> of_posts_;
};

}  // namespace fonds::archive
