#include "server/search/hit_images.h"

#include <algorithm>

#include "indexer/archive/images.h"
#include "indexer/text/ascii.h"

namespace fonds::search {

std::vector<HitImage> images_of(const index::StoredArticle& article) {
  std::vector<HitImage> images;
  for (std::size_t i = 0; i < article.images.size(); ++i) {
    const archive::Image& image = article.images[i];
    const archive::ImageText text = archive::image_text(i, article.body, article.blocks, article.images);
    images.push_back({image.url, std::string(text.alternative), std::string(text.caption), image.credit,
                      image.width, image.height});
  }
  return images;
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos || (!url.starts_with("http://") && !url.starts_with("https://")))
    return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  const std::string host = text::ascii_lower(url);
  return host.starts_with("www.") ? host.substr(4) : host;
}

bool may_be_shown(std::string_view url, std::string_view article_url, const std::vector<std::string>& hosts) {
  const auto named = [&](std::string_view host) {
    return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
  };
  if (url.starts_with(kOwnPictures)) return named(kOwnPictures);
  if (url.starts_with('/')) return true;
  const std::string host = host_of(url);
  if (host.empty()) return false;
  return host == host_of(article_url) || named(host);
}

std::vector<archive::ShownImage> shown_images(const index::StoredArticle& article,
                                              const std::vector<std::string>& hosts) {
  std::vector<archive::ShownImage> shown;
  for (const archive::Image& image : article.images) {
    const bool may_be = may_be_shown(image.url, article.url, hosts);
    // One of the paper's own that this server has not leads nowhere.
    if (!may_be && image.url.starts_with('/')) continue;
    shown.push_back({image.begin, image.url, image.credit, image.width, image.height, may_be});
  }
  return shown;
}

}  // namespace fonds::search
