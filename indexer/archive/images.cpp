#include "indexer/archive/images.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "indexer/archive/admission.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/html_pictures.h"
#include "indexer/text/ascii.h"

namespace fonds::archive {
namespace {

constexpr std::string_view kJoint = "\n\n";

bool is_of_picture(const Block& block) {
  return block.kind == BlockKind::caption || block.kind == BlockKind::alternative;
}

// "-300x200" at the end of a name, as WordPress calls a smaller copy.
std::string_view without_size(std::string_view name) {
  const std::size_t dash = name.rfind('-');
  if (dash == std::string_view::npos) return name;
  const std::string_view size = name.substr(dash + 1);
  if (size == "scaled") return name.substr(0, dash);
  const std::size_t by = size.find('x');
  if (by == std::string_view::npos || by == 0 || by + 1 == size.size()) return name;
  const bool digits =
      std::all_of(size.begin(), size.end(), [](char c) { return text::is_ascii_digit(c) || c == 'x'; });
  return digits ? name.substr(0, dash) : name;
}

// What is the same for a picture in every size, by http and https, and whatever stands behind '?'.
std::string comparable(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t host = url.find("//");
  if (host != std::string_view::npos) url.remove_prefix(host + 2);
  const std::size_t dot = url.rfind('.');
  if (dot == std::string_view::npos || dot < url.rfind('/') + 1) return std::string(url);
  return std::string(without_size(url.substr(0, dot))).append(url.substr(dot));
}

// The blocks of a picture, as text to be put in at `begin` with their blocks.
struct Said {
  std::string text;
  std::vector<Block> blocks;
};

Said said_of(std::string alternative, std::string caption, std::size_t begin) {
  Said said;
  const auto add = [&](const std::string& text, BlockKind kind) {
    if (text.empty()) return;
    if (!said.text.empty()) said.text += kJoint;
    const auto at = static_cast<std::uint32_t>(begin + said.text.size());
    said.text += text;
    said.blocks.push_back({at, at + static_cast<std::uint32_t>(text.size()), kind});
  };
  alternative = spoken_alternative(alternative);
  caption = one_line(caption);
  if (!says_the_same(alternative, caption)) add(alternative, BlockKind::alternative);
  add(caption, BlockKind::caption);
  return said;
}

// The first block that is not before a picture.
std::vector<Block>::const_iterator blocks_from(const std::vector<Block>& blocks, std::uint32_t begin) {
  return std::partition_point(blocks.begin(), blocks.end(),
                              [begin](const Block& block) { return block.begin < begin; });
}

}  // namespace

void add_lead_image(Image image, std::string alternative, std::string caption, Article& article) {
  const auto whole = [&](const std::string& url) {
    const std::string resolved = resolved_address(article.url, url);
    return comparable(resolved.empty() ? url : resolved);
  };
  const std::string address = whole(image.url);
  const bool there = std::any_of(article.images.begin(), article.images.end(),
                                 [&](const Image& other) { return whole(other.url) == address; });
  if (there || image.url.empty()) return;
  Said said = said_of(std::move(alternative), std::move(caption), 0);
  const std::string front =
      said.text.empty() || article.body.empty() ? said.text : said.text + std::string(kJoint);
  const auto shift = static_cast<std::uint32_t>(front.size());
  article.body.insert(0, front);
  shift_body(shift, article);
  article.blocks.insert(article.blocks.begin(), said.blocks.begin(), said.blocks.end());
  image.begin = 0;
  article.images.insert(article.images.begin(), std::move(image));
}

void add_image(Image image, std::string alternative, std::string caption, Article& article) {
  const std::size_t begin = article.body.empty() ? 0 : article.body.size() + kJoint.size();
  const Said said = said_of(std::move(alternative), std::move(caption), begin);
  if (said.text.empty()) {
    image.begin = static_cast<std::uint32_t>(article.body.size());
  } else {
    image.begin = static_cast<std::uint32_t>(begin);
    if (!article.body.empty()) article.body += kJoint;
    article.body += said.text;
    article.blocks.insert(article.blocks.end(), said.blocks.begin(), said.blocks.end());
  }
  article.images.push_back(std::move(image));
}

void settle_images(Article& article) {
  for (Image& image : article.images) {
    image.url = resolved_address(article.url, one_line(image.url));
    if (image.url.size() > kMaxUrlBytes) image.url.clear();
    image.credit = one_line(image.credit);
    if (image.credit.size() > kMaxCreditBytes) image.credit.clear();
  }
  std::erase_if(article.images, [](const Image& image) { return image.url.empty(); });
  if (article.images.size() > kMaxImages) article.images.resize(kMaxImages);
}

std::string resolved_address(std::string_view base, std::string_view reference) {
  const auto is_web = [](std::string_view url) {
    return url.starts_with("https://") || url.starts_with("http://");
  };
  if (reference.empty() || reference.find_first_of(" \t\r\n\"'<>\\") != std::string_view::npos) return {};
  if (is_web(reference)) return std::string(reference);
  const std::size_t colon = reference.find(':');
  if (colon != std::string_view::npos && colon < reference.find_first_of("/?#")) return {};
  if (!is_web(base)) {
    return reference.starts_with('/') && !reference.starts_with("//") ? std::string(reference)
                                                                      : std::string();
  }
  if (reference.starts_with("//")) return std::string(base.substr(0, base.find(':') + 1)).append(reference);
  base = base.substr(0, base.find_first_of("?#"));
  const std::size_t host_end = std::min(base.find('/', base.find("//") + 2), base.size());
  const std::string origin(base.substr(0, host_end));
  if (reference.starts_with('/')) return origin + std::string(reference);
  std::string_view folder = base.substr(host_end);
  folder = folder.substr(0, folder.rfind('/') == std::string_view::npos ? 0 : folder.rfind('/'));
  while (reference.starts_with("./") || reference.starts_with("../")) {
    if (reference.starts_with("../")) {
      folder = folder.substr(0, folder.rfind('/') == std::string_view::npos ? 0 : folder.rfind('/'));
      reference.remove_prefix(1);
    }
    reference.remove_prefix(2);
  }
  return origin + std::string(folder) + "/" + std::string(reference);
}

std::string text_without_captions(std::string_view body, const std::vector<Block>& blocks) {
  std::string text;
  std::size_t copied = 0;
  for (const Block& block : blocks) {
    if (!is_of_picture(block) || block.begin < copied || block.end > body.size()) continue;
    text.append(body.substr(copied, block.begin - copied));
    copied = block.end;
    // With one of the joints around it.
    if (body.substr(copied).starts_with(kJoint)) {
      copied += kJoint.size();
    } else if (text.ends_with(kJoint)) {
      text.resize(text.size() - kJoint.size());
    }
  }
  return text.append(body.substr(copied));
}

ImageText image_text(std::size_t image, std::string_view body, const std::vector<Block>& blocks,
                     const std::vector<Image>& images) {
  ImageText text;
  const std::uint32_t begin = images[image].begin;
  // Of several pictures between two blocks, what is said is of the last.
  if (image + 1 < images.size() && images[image + 1].begin == begin) return text;
  for (auto block = blocks_from(blocks, begin); block != blocks.end() && is_of_picture(*block); ++block) {
    if (image + 1 < images.size() && block->begin >= images[image + 1].begin) break;
    const std::string_view words = body.substr(block->begin, block->end - block->begin);
    std::string_view& into = block->kind == BlockKind::caption ? text.caption : text.alternative;
    if (into.empty()) into = words;
  }
  return text;
}

}  // namespace fonds::archive
