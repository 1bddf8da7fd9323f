// Idea: real folders first, each known by its device and inode, outer ones before those inside them; then
// what symbolic links lead to, in byte order. So which of several ways to a file names it depends on names
// alone.
#include "indexer/archive/source_files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <deque>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#include "indexer/archive/reader.h"
#include "indexer/text/ascii.h"
#include "indexer/text/printable.h"

namespace fonds::archive {
namespace {

namespace fs = std::filesystem;

struct Recognised {
  Format format = Format::by_content;
  Compression compression = Compression::none;
  std::size_t extension_bytes = 0;  // at the end of the name, those of the compression included
};

Recognised recognise(std::string_view name) {
  static const std::map<std::string, Format, std::less<>> kExtensions = {
      {".jsonl", Format::json_lines}, {".ndjson", Format::json_lines}, {".json", Format::json},
      {".xml", Format::wordpress},    {".md", Format::markdown},       {".markdown", Format::markdown},
      {".html", Format::html},        {".htm", Format::html},          {".txt", Format::plain_text}};
  const std::string lower = text::ascii_lower(name);
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

constexpr const char* kLinkOut = "symbolic link out of the folder";

// By what files of other kinds are counted.
std::string extension_of(std::string_view name) {
  constexpr std::size_t kLongestExtension = 12;  // ".webmanifest"
  const std::size_t dot = name.rfind('.');
  const bool has_extension =
      dot != std::string_view::npos && dot > 0 && name.size() - dot <= kLongestExtension;
  return has_extension ? text::ascii_lower(name.substr(dot)) : "without an extension";
}

bool is_readme(std::string_view name, const Recognised& kind) {
  return text::ascii_lower(name.substr(0, name.size() - kind.extension_bytes)) == "readme";
}

using FileKey = std::pair<dev_t, ino_t>;

struct Folder {
  std::string path;      // to open and to show
  std::string relative;  // below the source, "" or ending in '/'
  std::size_t source;
};

class Finder {
 public:
  void add(const std::vector<std::string>& sources) {
    const std::set<std::string> distinct(sources.begin(), sources.end());
    result_.sources.assign(distinct.begin(), distinct.end());
    result_.shares_a_file.assign(result_.sources.size(), false);
    std::vector<Folder> folders;
    std::vector<std::size_t> files;
    for (std::size_t i = 0; i < result_.sources.size(); ++i) {
      const std::string& source = result_.sources[i];
      if (source == "-") {
        result_.files.push_back({"-", "stdin", Format::json_lines, Compression::by_content, 0, i, true});
        continue;
      }
      struct stat status {};
      if (::stat(source.c_str(), &status) != 0) {
        fail(source, errno == ENOENT || errno == ENOTDIR ? "does not exist" : std::strerror(errno));
      } else if (S_ISDIR(status.st_mode)) {
        folders.push_back({source, "", i});
        roots_.push_back(canonical(source) + "/");
      } else {
        files.push_back(i);
      }
    }
    std::sort(folders.begin(), folders.end(), [](const Folder& a, const Folder& b) {
      return std::pair(canonical(a.path) + "/", a.path) < std::pair(canonical(b.path) + "/", b.path);
    });
    for (const Folder& folder : folders) walk(folder);
    follow_links();
    for (const std::size_t file : files) add_named_file(file);
  }

  FoundSources take() {
    if (!errors_.empty()) throw SourceError(errors_);
    std::sort(result_.files.begin(), result_.files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    std::sort(result_.unreadable.begin(), result_.unreadable.end(),
              [](const UnreadablePath& a, const UnreadablePath& b) { return a.path < b.path; });
    return std::move(result_);
  }

 private:
  static std::string canonical(const std::string& path) {
    std::error_code error;
    const fs::path found = fs::canonical(path, error);
    return error ? path : found.string();
  }

  // A source that is not there: nothing is read at all.
  void fail(const std::string& path, const std::string& why) {
    if (!errors_.empty()) errors_ += '\n';
    errors_ += text::printable(path) + ": " + why;
  }

  void cannot_read(const Folder& entry, const std::string& why) {
    result_.unreadable.push_back({entry.source, entry.path, why});
  }

  void walk(Folder start) {
    std::deque<Folder> waiting{std::move(start)};
    while (!waiting.empty()) {
      const Folder folder = std::move(waiting.front());
      waiting.pop_front();
      struct stat status {};
      if (::stat(folder.path.c_str(), &status) != 0) {
        cannot_read(folder, std::strerror(errno));
        continue;
      }
      if (!seen_folders_.insert({status.st_dev, status.st_ino}).second) {
        result_.shares_a_file[folder.source] = true;
        continue;
      }
      for (const std::string& name : entries(folder)) {
        const Folder entry{folder.path + (folder.path.ends_with('/') ? "" : "/") + name,
                           folder.relative + name, folder.source};
        if (::lstat(entry.path.c_str(), &status) != 0) continue;  // removed since the folder was listed
        if (S_ISDIR(status.st_mode)) {
          waiting.push_back({entry.path, entry.relative + "/", entry.source});
        } else if (S_ISLNK(status.st_mode)) {
          links_.push_back(entry);
        } else if (S_ISREG(status.st_mode)) {
          add_found_file(entry, status);
        }
      }
    }
  }

  std::vector<std::string> entries(const Folder& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder.path, error), end; !error && it != end; it.increment(error)) {
      std::string name = it->path().filename().string();
      if (!name.starts_with('.')) names.push_back(std::move(name));
    }
    if (error) cannot_read(folder, error.message());
    std::sort(names.begin(), names.end());
    return names;
  }

  bool leads_out(const std::string& link) const {
    const std::string target = canonical(link) + "/";
    return std::none_of(roots_.begin(), roots_.end(),
                        [&](const std::string& root) { return target.starts_with(root); });
  }

  void follow_links() {
    while (!links_.empty()) {
      std::vector<Folder> links = std::move(links_);
      links_.clear();
      std::sort(links.begin(), links.end(), [](const Folder& a, const Folder& b) { return a.path < b.path; });
      for (const Folder& link : links) {
        struct stat status {};
        if (::stat(link.path.c_str(), &status) != 0) {
          if (recognise(link.path).format != Format::by_content) cannot_read(link, std::strerror(errno));
        } else if (leads_out(link.path)) {
          ++result_.left_out[kLinkOut];
        } else if (S_ISDIR(status.st_mode)) {
          walk({link.path, link.relative + "/", link.source});
        } else if (S_ISREG(status.st_mode)) {
          add_found_file(link, status);
        }
      }
    }
  }

  void add_found_file(const Folder& file, const struct stat& status) {
    const std::string_view name = std::string_view(file.path).substr(file.path.rfind('/') + 1);
    const Recognised kind = recognise(name);
    if (is_readme(name, kind)) return;
    if (kind.format == Format::by_content) {
      ++result_.left_out[extension_of(name)];
      return;
    }
    if (::access(file.path.c_str(), R_OK) != 0) return cannot_read(file, std::strerror(errno));
    add_file({file.path, file.relative.substr(0, file.relative.size() - kind.extension_bytes), kind.format,
              kind.compression, size_of(status), file.source, false});
  }

  void add_named_file(std::size_t source) {
    const std::string& path = result_.sources[source];
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || ::access(path.c_str(), R_OK) != 0)
      return fail(path, std::strerror(errno));
    const std::string name = path.substr(path.rfind('/') + 1);
    const Recognised kind = recognise(name);
    add_file({path, name.substr(0, name.size() - kind.extension_bytes), kind.format, kind.compression,
              size_of(status), source, true});
  }

  static std::uint64_t size_of(const struct stat& status) {
    return S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
  }

  void add_file(SourceFile file) {
    // Two hard links are two files; the same path reached twice (through links, "./", or a folder) is one.
    if (!seen_files_.insert(canonical(file.path)).second) {
      result_.shares_a_file[file.source] = true;
      return;
    }
    result_.files.push_back(std::move(file));
  }

  FoundSources result_;
  std::vector<std::string> roots_;  // of the folders, canonical, ending in '/'
  std::vector<Folder> links_;
  std::set<FileKey> seen_folders_;
  std::set<std::string> seen_files_;
  std::string errors_;
};

}  // namespace

FoundSources find_source_files(const std::vector<std::string>& sources) {
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
  if (first_bytes.starts_with('[')) return Format::json;
  if (first_bytes.starts_with("<?xml") || first_bytes.starts_with("<rss")) {
    return first_bytes.find("<html") == std::string_view::npos ? Format::wordpress : Format::html;
  }
  return first_bytes.starts_with('<') ? Format::html : Format::plain_text;
}

bool is_table_or_program(std::string_view path) {
  constexpr auto kExtensions =
      std::to_array<std::string_view>({".bib", ".conf", ".css", ".csv", ".ics", ".ini", ".js", ".log", ".php",
                                       ".py", ".rtf", ".sh", ".sql", ".toml", ".tsv", ".yaml", ".yml"});
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const Recognised kind = recognise(name);
  const std::string extension = extension_of(name.substr(0, name.size() - kind.extension_bytes));
  return std::binary_search(kExtensions.begin(), kExtensions.end(), extension);
}

}  // namespace fonds::archive
