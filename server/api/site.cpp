#include "server/api/site.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "indexer/text/fnv.h"
#include "server/api/search_url.h"
#include "server/api/site_impl.h"
#include "server/api/site_text.h"
#include "server/http/static_files.h"
#include "server/http/url.h"
#include "server/search/hit_images.h"

namespace fonds::api {
namespace {

constexpr std::string_view kStaticFolder = "static/";
// Written in parts, one for each idea, served as one file.
constexpr std::string_view kStyleFolder = "static/style/", kStyle = "style.css";

// The paper's own colours, behind the style sheet's.
std::string colours(const SiteOptions& options) {
  std::string style;
  if (!options.accent.empty()) style += ":root { --accent: " + options.accent + "; }\n";
  const std::string dark = options.accent_dark.empty() ? "" : "--accent: " + options.accent_dark + ";";
  // One for light paper alone must not stay on dark paper.
  if (!options.accent.empty() || !dark.empty()) {
    style += "@media (prefers-color-scheme: dark) { :root { " +
             (dark.empty() ? "--accent: var(--ink);" : dark) + " } }\n";
  }
  if (!options.accent.empty()) {
    style +=
        ":root { --accent-soft: color-mix(in srgb, var(--accent) 12%, var(--paper)); }\n"
        "@media print { :root { --accent: #000; } }\n";
  }
  return style;
}

// Each url("NAME") of a style sheet with the version of that file, so that it may be kept for ever.
std::string with_versions(std::string style, const std::vector<StaticFile>& files) {
  for (const StaticFile& file : files) {
    const std::string plain = "url(\"" + std::string(file.name) + "\")";
    const std::string versioned = "url(\"" + std::string(file.name) + "?v=" + file.version + "\")";
    for (auto at = style.find(plain); at != std::string::npos;
         at = style.find(plain, at + versioned.size())) {
      style.replace(at, plain.size(), versioned);
    }
  }
  return style;
}

}  // namespace

bool is_picture_name(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  });
  return plain && !name.starts_with('.') && http::media_type_of(name).starts_with("image/");
}

Site::Impl::Impl(SiteOptions options) : templates(web::embedded_files()) {
  while (options.public_url.ends_with('/')) options.public_url.pop_back();
  frame.base = http::path_of_url(options.public_url);
  // Canonical addresses repeat the path, so the frame keeps the host alone.
  options.public_url.resize(options.public_url.size() - frame.base.size());
  // Pages show these: with others they are other pages.
  std::string versions = text::digest(options.title + '\n' + options.tagline + '\n' + options.public_url +
                                      frame.base + '\n' + options.logo + '\n' + options.report_to);
  for (const SiteLink& link : options.links) versions += text::digest(link.label + '\n' + link.href);
  for (const auto& [dossier, paragraphs] : options.presentations) {
    versions += text::digest(dossier);
    for (const std::string& paragraph : paragraphs) versions += text::digest(paragraph);
  }
  for (const std::string& host : options.image_hosts) versions += text::digest(host);
  for (const SitePicture& picture : options.pictures) versions += text::digest(picture.name);
  frame.options = std::move(options);
  for (const auto& file : web::embedded_files()) {
    versions += text::digest(file.content);
    if (file.name.starts_with(kStyleFolder)) style += file.content;
    if (!file.name.starts_with(kStaticFolder) || file.name.starts_with(kStyleFolder)) continue;
    const auto name = file.name.substr(kStaticFolder.size());
    static_files.push_back({name, http::media_type_of(name), file.content, text::digest(file.content)});
  }
  for (const SitePicture& picture : frame.options.pictures) {
    picture_names.push_back("pictures/" + picture.name);
    static_files.push_back({picture_names.back(), http::media_type_of(picture.name), *picture.content,
                            text::digest(*picture.content)});
  }
  // Articles may name them; without them there is nothing to show.
  if (!frame.options.pictures.empty()) frame.options.image_hosts.emplace_back(search::kOwnPictures);
  style += colours(frame.options);
  style = with_versions(std::move(style), static_files);
  static_files.push_back({kStyle, http::media_type_of(kStyle), style, text::digest(style)});
  version = text::digest(versions);
  const auto version_of = [this](std::string_view name) {
    const auto found = std::find_if(static_files.begin(), static_files.end(),
                                    [name](const StaticFile& file) { return file.name == name; });
    return found == static_files.end() ? std::string() : found->version;
  };
  frame.style_version = version_of("style.css");
  frame.script_version = version_of("search.js");
  frame.icon_version = version_of("favicon.svg");
  frame.typeface_version = version_of("fonts/regular.woff2");
}

Site::Site(SiteOptions options) : impl_(std::make_unique<const Impl>(std::move(options))) {}
Site::~Site() = default;

const std::string& Site::version() const {
  return impl_->version;
}

const std::vector<std::string>& Site::image_hosts() const {
  return impl_->frame.options.image_hosts;
}

std::string Site::mail_address() const {
  const std::string& address = impl_->frame.options.report_to;
  const bool mail = address.find('@') != std::string::npos && address.find('/') == std::string::npos;
  return mail ? address : std::string();
}

const std::string& Site::base_path() const {
  return impl_->frame.base;
}

std::string Site::manifest() const {
  const auto& frame = impl_->frame;
  const nlohmann::json icon = {{"src", frame.base + "/static/favicon.svg?v=" + frame.icon_version},
                               {"type", "image/svg+xml"},
                               {"sizes", "any"}};
  const nlohmann::json manifest = {{"name", frame.options.title},
                                   {"description", frame.options.tagline},
                                   {"lang", "fr"},
                                   {"start_url", frame.base + "/"},
                                   {"scope", frame.base + "/"},
                                   {"display", "minimal-ui"},
                                   {"background_color", "#fbf8f1"},
                                   {"theme_color", "#fbf8f1"},
                                   {"icons", nlohmann::json::array({icon})}};
  return manifest.dump();
}

std::span<const StaticFile> Site::static_files() const {
  return impl_->static_files;
}

const StaticFile* Site::static_file(std::string_view name) const {
  for (const auto& file : impl_->static_files) {
    if (file.name == name) return &file;
  }
  return nullptr;
}

std::string Site::error_page(int status, std::string_view title, std::string_view detail,
                             const std::string& words) const {
  PageHead head;
  head.section = Section::error;
  head.title = std::string(title);
  head.indexed = false;
  auto page = begin_page(impl_->frame, head, nullptr);
  page["status"] = Data(std::to_string(status));
  page["error_title"] = Data(std::string(title));
  page["error_detail"] = Data(std::string(detail));
  set_text(page, "words", words);
  if (!words.empty()) {
    page["form_q"] = Data(words);
    page["words_href"] = Data(page_url(impl_->frame, with_query({}, words)));
  }
  return impl_->templates.render("error", page);
}

}  // namespace fonds::api
