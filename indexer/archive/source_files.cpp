// Idea: real folders first, each known by its device and inode, outer ones before those inside them; then
// what symbolic links lead to, in byte order. So which of several ways to a file names it depends on names
// alone.
#include "indexer/archive/source_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#include "indexer/archive/reader.h"

namespace fonds::archive {
namespace {

namespace fs = std::filesystem;

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

struct Recognised {
  Format format = Format::by_content;
  Compression compression = Compression::none;
  std::size_t extension_bytes = 0;  // at the end of the name, those of the compression included
};

Recognised recognise(std::string_view name) {
  static const std::map<std::string, Format, std::less<>> kExtensions = {
      {".jsonl", Format::json_lines}, {".ndjson", Format::json_lines}, {".xml", Format::wordpress},
      {".md", Format::markdown},      {".markdown", Format::markdown}, {".html", Format::html},
      {".htm", Format::html},         {".txt", Format::plain_text}};
  const std::string lower = ascii_lower(name);
  std::string_view rest = lower;
  Recognised result;
  for (const auto& [extension, compression] : {std::pair{std::string_view(".gz"), Compression::gzip},
                                               std::pair{std::string_view(".zst"), Compression::zstd}}) {
    if (rest.ends_with(extension)) {
      result.compression = compression;
      rest.remove_suffix(extension.size());
      break;
    }
  }
  const std::size_t dot = rest.rfind('.');
  if (dot != std::string_view::npos && dot > 0) {
    if (const auto found = kExtensions.find(rest.substr(dot)); found != kExtensions.end()) {
      result.format = found->second;
      rest = rest.substr(0, dot);
    }
  }
  if (result.format == Format::by_content && result.compression == Compression::none) {
    result.compression = Compression::by_content;
  }
  result.extension_bytes = lower.size() - rest.size();
  return result;
}

bool is_readme(std::string_view name, const Recognised& kind) {
  return ascii_lower(name.substr(0, name.size() - kind.extension_bytes)) == "readme";
}

using FileKey = std::pair<dev_t, ino_t>;

struct Folder {
  std::string path;      // to open and to show
  std::string relative;  // below the source, "" or ending in '/'
};

class Finder {
 public:
  void add(const std::vector<std::string>& sources) {
    std::vector<std::pair<std::string, Folder>> folders;  // with their canonical path
    std::vector<std::string> files;
    for (const std::string& source : std::set<std::string>(sources.begin(), sources.end())) {
      if (source == "-") {
        found_.push_back({"-", "stdin", Format::json_lines, Compression::by_content, 0});
        continue;
      }
      struct stat status {};
      if (::stat(source.c_str(), &status) != 0) {
        fail(source, errno == ENOENT || errno == ENOTDIR ? "does not exist" : std::strerror(errno));
      } else if (S_ISDIR(status.st_mode)) {
        std::error_code error;
        const fs::path canonical = fs::canonical(source, error);
        folders.emplace_back(error ? source : canonical.string() + "/", Folder{source, ""});
      } else {
        files.push_back(source);
      }
    }
    std::sort(folders.begin(), folders.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first, a.second.path) < std::tie(b.first, b.second.path);
    });
    for (const auto& [canonical, folder] : folders) walk(folder);
    follow_links();
    for (const std::string& file : files) add_named_file(file);
  }

  std::vector<SourceFile> take() {
    if (!errors_.empty()) throw SourceError(errors_);
    std::sort(found_.begin(), found_.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return std::move(found_);
  }

 private:
  void fail(const std::string& path, const std::string& why) {
    if (!errors_.empty()) errors_ += '\n';
    errors_ += path + ": " + why;
  }

  void walk(Folder start) {
    std::deque<Folder> waiting{std::move(start)};
    while (!waiting.empty()) {
      const Folder folder = std::move(waiting.front());
      waiting.pop_front();
      struct stat status {};
      if (::stat(folder.path.c_str(), &status) != 0) {
        fail(folder.path, std::strerror(errno));
        continue;
      }
      if (!seen_folders_.insert({status.st_dev, status.st_ino}).second) continue;
      for (const std::string& name : entries(folder.path)) {
        const Folder entry{folder.path + (folder.path.ends_with('/') ? "" : "/") + name,
                           folder.relative + name};
        if (::lstat(entry.path.c_str(), &status) != 0) continue;  // removed since the folder was listed
        if (S_ISDIR(status.st_mode)) {
          waiting.push_back({entry.path, entry.relative + "/"});
        } else if (S_ISLNK(status.st_mode)) {
          links_.push_back(entry);
        } else if (S_ISREG(status.st_mode)) {
          add_found_file(entry, status);
        }
      }
    }
  }

  std::vector<std::string> entries(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      std::string name = it->path().filename().string();
      if (!name.starts_with('.')) names.push_back(std::move(name));
    }
    if (error) fail(folder, error.message());
    std::sort(names.begin(), names.end());
    return names;
  }

  void follow_links() {
    while (!links_.empty()) {
      std::vector<Folder> links = std::move(links_);
      links_.clear();
      std::sort(links.begin(), links.end(), [](const Folder& a, const Folder& b) { return a.path < b.path; });
      for (const Folder& link : links) {
        struct stat status {};
        if (::stat(link.path.c_str(), &status) != 0) {
          if (recognise(link.path).format != Format::by_content) fail(link.path, std::strerror(errno));
        } else if (S_ISDIR(status.st_mode)) {
          walk({link.path, link.relative + "/"});
        } else if (S_ISREG(status.st_mode)) {
          add_found_file(link, status);
        }
      }
    }
  }

  void add_found_file(const Folder& file, const struct stat& status) {
    const std::string_view name = std::string_view(file.path).substr(file.path.rfind('/') + 1);
    const Recognised kind = recognise(name);
    if (kind.format == Format::by_content || is_readme(name, kind)) return;
    add_file(file.path, file.relative.substr(0, file.relative.size() - kind.extension_bytes), kind, status);
  }

  void add_named_file(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return fail(path, std::strerror(errno));
    const std::string name = path.substr(path.rfind('/') + 1);
    const Recognised kind = recognise(name);
    add_file(path, name.substr(0, name.size() - kind.extension_bytes), kind, status);
  }

  void add_file(const std::string& path, std::string stem, const Recognised& kind,
                const struct stat& status) {
    // Two hard links are two files; the same path reached twice (through links, "./", or a folder) is one.
    std::error_code error;
    const fs::path canonical = fs::canonical(path, error);
    if (!seen_files_.insert(error ? path : canonical.string()).second) return;
    if (::access(path.c_str(), R_OK) != 0) return fail(path, std::strerror(errno));
    const auto size = S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
    found_.push_back({path, std::move(stem), kind.format, kind.compression, size});
  }

  std::vector<SourceFile> found_;
  std::vector<Folder> links_;
  std::set<FileKey> seen_folders_;
  std::set<std::string> seen_files_;
  std::string errors_;
};

}  // namespace

std::vector<SourceFile> find_source_files(const std::vector<std::string>& sources) {
  Finder finder;
  finder.add(sources);
  return finder.take();
}

Format guess_format(std::string_view first_bytes) {
  if (first_bytes.starts_with("\xEF\xBB\xBF")) first_bytes.remove_prefix(3);
  if (first_bytes.starts_with("---\n") || first_bytes.starts_with("---\r\n")) return Format::markdown;
  const std::size_t start = first_bytes.find_first_not_of(" \t\r\n");
  first_bytes.remove_prefix(start == std::string_view::npos ? first_bytes.size() : start);
  if (first_bytes.starts_with('{')) return Format::json_lines;
  if (first_bytes.starts_with("<?xml") || first_bytes.starts_with("<rss")) {
    return first_bytes.find("<html") == std::string_view::npos ? Format::wordpress : Format::html;
  }
  return first_bytes.starts_with('<') ? Format::html : Format::plain_text;
}

}  // namespace fonds::archive
