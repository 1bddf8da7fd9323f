#include "indexer/archive/wordpress_pictures.h"

#include <algorithm>
#include <array>

#include "indexer/archive/admission.h"
#include "indexer/archive/body_html.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/images.h"
#include "indexer/text/ascii.h"

namespace fonds::archive {
namespace {

constexpr std::string_view kGallery = "[gallery", kCaption = "[caption", kCaptionEnd = "[/caption]";
constexpr std::size_t kMaxTagBytes = 16u << 10;

bool is_picture(std::string_view url) {
  const std::string lower = text::ascii_lower(url.substr(0, url.find_first_of("?#")));
  constexpr auto kExtensions =
      std::to_array<std::string_view>({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"});
  return std::any_of(kExtensions.begin(), kExtensions.end(),
                     [&](std::string_view extension) { return lower.ends_with(extension); });
}

// A shortcode that begins at `at`, up to its ']'; empty where it has none.
std::string_view tag_at(std::string_view content, std::size_t at) {
  const std::size_t end = content.substr(at, kMaxTagBytes).find(']');
  return end == std::string_view::npos ? std::string_view() : content.substr(at, end + 1);
}

// The value of an attribute of a shortcode: name="…", name='…'.
std::string_view value_of(std::string_view tag, std::string_view name) {
  for (const char quote : {'"', '\''}) {
    const std::string start = " " + std::string(name) + "=" + quote;
    const std::size_t begin = tag.find(start);
    if (begin == std::string_view::npos) continue;
    const std::string_view value = tag.substr(begin + start.size());
    return value.substr(0, value.find(quote));
  }
  return {};
}

// The numbers in "12, 15,7".
template <typename Action>
void for_each_number(std::string_view list, const Action& action) {
  constexpr std::string_view kDigits = "0123456789";
  for (std::size_t begin = list.find_first_of(kDigits); begin != std::string_view::npos;) {
    const std::size_t end = std::min(list.find_first_not_of(kDigits, begin), list.size());
    action(list.substr(begin, end - begin));
    begin = list.find_first_of(kDigits, end);
  }
}

// Where the picture of a [caption] ends, with the link around it: its caption stands behind.
std::size_t end_of_picture(std::string_view inside) {
  const std::size_t image = inside.find("<img");
  if (image == std::string_view::npos) return std::string_view::npos;
  std::size_t end = inside.find('>', image);
  if (end == std::string_view::npos) return end;
  ++end;
  const std::size_t rest = std::min(inside.find_first_not_of(" \t\r\n", end), inside.size());
  constexpr std::string_view kLinkEnd = "</a>";
  return inside.substr(rest).starts_with(kLinkEnd) ? rest + kLinkEnd.size() : end;
}

std::string figure(std::string_view picture, std::string_view caption) {
  std::string html = "\n<figure>" + std::string(picture);
  if (!caption.empty()) html += "<figcaption>" + std::string(caption) + "</figcaption>";
  return html + "</figure>\n";
}

}  // namespace

void WordPressPictures::add(const WordPressElement& attachment) {
  const std::string number = one_line(attachment.field("wp:post_id"));
  const std::string url = one_line(attachment.field("wp:attachment_url"));
  if (number.empty() || !is_picture(url)) return;
  const auto alternative = attachment.meta.find(kAlternativeMeta);
  attachments_.try_emplace(
      number, Attachment{url, alternative == attachment.meta.end() ? "" : clean_line(alternative->second),
                         clean_line(attachment.field("excerpt:encoded"))});
  const std::string post = one_line(attachment.field("wp:post_parent"));
  if (!post.empty() && post != "0") of_posts_[post].push_back(number);
}

const WordPressPictures::Attachment* WordPressPictures::find(std::string_view number) const {
  const auto found = attachments_.find(number);
  return found == attachments_.end() ? nullptr : &found->second;
}

bool WordPressPictures::lacks_one(const WordPressElement& post) const {
  const auto thumbnail = post.meta.find(kThumbnailMeta);
  if (thumbnail != post.meta.end() && find(thumbnail->second) == nullptr) return true;
  const std::string_view content = post.field("content:encoded");
  bool lacks = false;
  for (std::size_t at = content.find(kGallery); at != std::string_view::npos && !lacks;
       at = content.find(kGallery, at + 1)) {
    const std::string_view ids = value_of(tag_at(content, at), "ids");
    // Whose pictures it does not name may be anywhere.
    lacks = ids.empty();
    for_each_number(ids, [&](std::string_view number) { lacks = lacks || find(number) == nullptr; });
  }
  return lacks;
}

std::vector<const WordPressPictures::Attachment*> WordPressPictures::gallery(std::string_view tag,
                                                                             std::string_view post) const {
  std::vector<const Attachment*> pictures;
  const auto add = [&](std::string_view number) {
    if (const Attachment* found = find(number); found != nullptr && pictures.size() < kMaxImages)
      pictures.push_back(found);
  };
  const std::string_view ids = value_of(tag, "ids");
  for_each_number(ids, add);
  if (!ids.empty()) return pictures;
  if (const auto own = of_posts_.find(post); own != of_posts_.end()) {
    for (const std::string& number : own->second) add(number);
  }
  return pictures;
}

std::string WordPressPictures::with_figures(std::string_view content, std::string_view number) const {
  std::string html;
  std::size_t copied = 0;
  for (std::size_t at = content.find('['); at != std::string_view::npos; at = content.find('[', at)) {
    const std::string_view rest = content.substr(at);
    const std::string_view tag =
        rest.starts_with(kGallery) || rest.starts_with(kCaption) ? tag_at(content, at) : std::string_view();
    if (tag.empty() || (at > 0 && content[at - 1] == '[')) {
      ++at;
      continue;
    }
    std::size_t end = at + tag.size();
    std::string figures;
    if (rest.starts_with(kGallery)) {
      for (const Attachment* picture : gallery(tag, number)) {
        figures += figure("<img src=\"" + escape_html(picture->url) + "\" alt=\"" +
                              escape_html(picture->alternative) + "\">",
                          escape_html(picture->caption));
      }
    } else {
      const std::size_t closing = content.find(kCaptionEnd, end);
      // One that is never closed, or opens again before it is, is no caption.
      const std::string_view inside =
          closing == std::string_view::npos ? std::string_view() : content.substr(end, closing - end);
      const std::size_t picture = end_of_picture(inside);
      if (picture == std::string_view::npos || inside.find(kCaption) != std::string_view::npos) {
        ++at;
        continue;
      }
      const std::string_view written = value_of(tag, "caption");
      figures = figure(inside.substr(0, picture), written.empty() ? inside.substr(picture) : written);
      end = closing + kCaptionEnd.size();
    }
    html.append(content.substr(copied, at - copied)).append(figures);
    copied = at = end;
  }
  return html.append(content.substr(copied));
}

void WordPressPictures::add_featured(const WordPressElement& post, Article& article) const {
  const auto thumbnail = post.meta.find(kThumbnailMeta);
  if (thumbnail == post.meta.end()) return;
  if (const Attachment* found = find(thumbnail->second))
    add_lead_image({found->url, {}, 0, 0, 0}, found->alternative, found->caption, article);
}

}  // namespace fonds::archive
