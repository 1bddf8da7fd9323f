// What other sites were to show in an article: a video, a sound, a map. Nothing of it is fetched; its address is
// kept, so that a reader can be led there.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/archive/html_tree.h"

namespace fonds::archive {

// Most of one article.
inline constexpr std::size_t kMaxEmbeds = 100;

// <iframe>, <video>, <audio>, <embed>, <object>.
bool is_embed(GumboTag tag);
// Its address as written; empty where there is nothing to see, such as a counter or an advertisement.
std::string embedded_address(const GumboNode& element);
// Those of all embeds inside a part of a page.
std::vector<std::string> embedded_addresses(const GumboNode& part);

// Lines of WordPress that are nothing but an address become frames: WordPress shows in their place what is there.
std::string with_embed_frames(std::string_view html);

// Makes addresses whole by the article's own, those of players addresses of pages, and leaves out what is no
// address. REQUIRES: the article's own address is settled.
void settle_embeds(Article& article);

// For readers, in French: « Vidéo : voir sur youtube.com ».
std::string embed_label(std::string_view url);

}  // namespace fonds::archive
