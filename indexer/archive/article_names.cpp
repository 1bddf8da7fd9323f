#include "indexer/archive/article_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/archive/admission.h"
#include "indexer/text/ascii.h"
#include "indexer/text/canonical.h"
#include "indexer/text/folding.h"
#include "indexer/text/percent.h"

namespace fonds::archive {

namespace {

// Parameters of an address that say where its reader came from, never what he reads.
constexpr auto kMeasuring = std::to_array<std::string_view>(
    {"dclid", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "xtor"});
constexpr std::string_view kCampaign = "utm_";

// Where an article stands on this site and in its API; the id is behind.
constexpr auto kOnThisSite = std::to_array<std::string_view>({"/article/", "/api/v1/articles/"});

// How WordPress names an entry where addresses are left plain, and the id that its export gives it.
constexpr auto kWordPressParameters = std::to_array<std::string_view>({"p", "page_id"});
constexpr std::string_view kWordPressId = "wp-";

struct Address {
  std::string_view host, path, query, fragment;  // without the marks between them
};

std::optional<Address> split_address(std::string_view text) {
  const std::size_t scheme_end = text.find("://");
  bool sure = false;
  if (scheme_end != std::string_view::npos && text.find_first_of("/?#") == scheme_end + 1) {
    const std::string scheme = text::ascii_lower(text.substr(0, scheme_end));
    if (scheme != "http" && scheme != "https") return std::nullopt;
    text.remove_prefix(scheme_end + 3);
    sure = true;
  } else if (text.starts_with("//")) {
    text.remove_prefix(2);
    sure = true;
  }
  Address address;
  const auto take_behind = [&](char mark) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return std::string_view();
    const std::string_view behind = text.substr(at + 1);
    text = text.substr(0, at);
    return behind;
  };
  address.fragment = take_behind('#');
  address.query = take_behind('?');
  address.path = take_behind('/');
  address.host = text;
  if (const std::size_t user = address.host.rfind('@'); user != std::string_view::npos)
    address.host.remove_prefix(user + 1);
  if (address.host.empty() || address.host.find_first_of(" \t\"<>") != std::string_view::npos)
    return std::nullopt;
  // "2017/école" is an id, "journal.exemple/école" may be an address.
  if (!sure && address.host.find('.') == std::string_view::npos) return std::nullopt;
  return address;
}

std::string host_name(std::string_view host) {
  std::string_view port;
  const std::size_t colon = host.rfind(':');
  if (colon != std::string_view::npos &&
      host.find_first_not_of("0123456789", colon + 1) == std::string_view::npos) {
    port = host.substr(colon);
    host = host.substr(0, colon);
  }
  if (port == ":80" || port == ":443") port = {};
  if (host.ends_with('.')) host.remove_suffix(1);
  std::string name = text::ascii_host(host);
  if (name.starts_with("www.")) name.erase(0, 4);
  return name.append(port);
}

std::string path_name(std::string_view path) {
  std::string name;
  for (const char c : text::compose(text::percent_decode(path).text)) {
    if (c != '/' || (!name.empty() && name.back() != '/')) name += c;
  }
  while (name.ends_with('/')) name.pop_back();
  return name;
}

bool is_measuring(std::string_view parameter) {
  const std::string name = text::ascii_lower(parameter.substr(0, parameter.find('=')));
  return name.starts_with(kCampaign) || std::binary_search(kMeasuring.begin(), kMeasuring.end(), name);
}

// The parameters that tell articles apart, in order.
std::vector<std::string> telling_parameters(std::string_view query) {
  std::vector<std::string> parameters;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    std::string_view parameter = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    // Copied from the source of a page, "&" is "&amp;".
    if (parameter.starts_with("amp;")) parameter.remove_prefix(4);
    if (parameter.empty() || is_measuring(parameter)) continue;
    std::string spaced(parameter);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    parameters.push_back(text::compose(text::percent_decode(spaced).text));
  }
  std::sort(parameters.begin(), parameters.end());
  return parameters;
}

std::string name_without_parameters(const Address& address) {
  return kAddressKind + host_name(address.host) + "/" + path_name(address.path);
}

std::string name_of(const Address& address) {
  std::string name = name_without_parameters(address);
  char mark = '?';
  for (const std::string& parameter : telling_parameters(address.query)) {
    name += mark + parameter;
    mark = '&';
  }
  // A site that is one page tells its articles apart by what stands here.
  if (address.fragment.starts_with('/') || address.fragment.starts_with('!'))
    name += '#' + path_name(address.fragment);
  return name;
}

std::string_view without_slashes(std::string_view text) {
  while (text.starts_with('/')) text.remove_prefix(1);
  while (text.ends_with('/')) text.remove_suffix(1);
  return text;
}

// `text` without what editors, mail programs and word processors put around an address.
std::string_view unwrapped(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kAround[] = {
      {"<", ">"}, {"\"", "\""}, {"'", "'"}, {"«", "»"}, {"“", "”"}, {"‘", "’"}};
  for (const auto& [open, close] : kAround) {
    if (text.size() <= open.size() + close.size() || !text.starts_with(open) || !text.ends_with(close))
      continue;
    return trim_line(text.substr(open.size(), text.size() - open.size() - close.size()));
  }
  return text;
}

class Names {
 public:
  void add(std::string name) {
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) names_.push_back(std::move(name));
  }
  // Itself, and what it may be the percent-encoding of, once or twice.
  void add_ids(std::string_view text) {
    std::string form(text);
    for (int times = 0; times < 3; ++times) {
      for (const std::string_view id : {std::string_view(form), without_slashes(form)}) {
        if (id_fault(id).empty()) add(id_name(id));
      }
      std::string decoded = text::percent_decode(form).text;
      if (decoded == form) break;
      form = std::move(decoded);
    }
  }
  void add_addresses(std::string_view text) {
    const auto address = split_address(text);
    if (!address) return;
    add(name_of(*address));
    // What the site itself put behind the address of an article, but not behind that of its first page.
    if (!without_slashes(address->path).empty()) add(name_without_parameters(*address));
    for (const std::string& parameter : telling_parameters(address->query)) {
      const std::size_t equals = parameter.find('=');
      if (equals == std::string::npos) continue;
      const std::string_view key = std::string_view(parameter).substr(0, equals);
      if (std::find(kWordPressParameters.begin(), kWordPressParameters.end(), key) !=
          kWordPressParameters.end())
        add(id_name(std::string(kWordPressId) + parameter.substr(equals + 1)));
    }
  }
  void add_on_this_site(std::string_view text) {
    text = text.substr(0, text.find_first_of("?#"));
    for (const std::string_view route : kOnThisSite) {
      for (std::size_t at = text.find(route); at != std::string_view::npos; at = text.find(route, at + 1)) {
        add_ids(text.substr(at + route.size()));
      }
    }
  }
  std::vector<std::string> take() { return std::move(names_); }

 private:
  std::vector<std::string> names_;
};

}  // namespace

std::string_view trim_line(std::string_view line) {
  static constexpr std::string_view kBlank[] = {" ",      "\t",     "\u0085", "\u00A0", "\u2007", "\u2009",
                                                "\u200B", "\u202F", "\u2060", "\u3000", "\uFEFF"};
  return text::trimmed_of(line, kBlank);
}

std::string id_name(std::string_view id) {
  return kIdKind + text::compose(id);
}

std::optional<std::string> address_name(std::string_view text) {
  const auto address = split_address(text);
  if (!address) return std::nullopt;
  return name_of(*address);
}

std::vector<std::string> names_of(std::string_view id, std::string_view url) {
  Names names;
  names.add(id_name(id));
  // Some sources take the address for the id.
  for (const std::string_view address : {url, id}) {
    if (address.find("://") == std::string_view::npos) continue;
    if (auto name = address_name(address)) names.add(*std::move(name));
  }
  return names.take();
}

std::vector<std::string> names_meant(std::string_view text) {
  Names names;
  const std::string_view bare = unwrapped(text);
  for (const std::string_view form : {text, bare}) names.add_ids(form);
  // A whole address may have been percent-encoded, its slashes too, to stand in another. Where it was not, "%23" is a
  // letter of the path, and begins no fragment.
  const std::string form =
      bare.find('/') == std::string_view::npos ? text::percent_decode(bare).text : std::string(bare);
  names.add_addresses(form);
  names.add_on_this_site(form);
  return names.take();
}

std::vector<std::string> ids_meant(const std::vector<std::string>& names) {
  std::vector<std::string> ids;
  for (const std::string& name : names) {
    std::string_view id = std::string_view(name).substr(1);
    if (name.front() == kAddressKind) {
      id = without_slashes(id.substr(0, id.find_first_of("?#")));
      id.remove_prefix(id.rfind('/') + 1);
    }
    if (!id.empty()) ids.emplace_back(id);
  }
  return ids;
}

}  // namespace fonds::archive
