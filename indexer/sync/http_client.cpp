#include "indexer/sync/http_client.h"

#include <array>
#include <exception>
#include <mutex>
#include <string_view>
#include <utility>

#include <curl/curl.h>
#include <unistd.h>

#include "indexer/sync/address.h"
#include "indexer/text/ascii.h"

namespace fonds::sync {
namespace {

// Of all headers of one answer.
constexpr std::size_t kMaxHeaderBytes = std::size_t{256} << 10;

void initialise_once() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

// What libcurl calls back with.
struct Transfer {
  const NetworkOptions* options;
  HttpAnswer answer;
  std::size_t max_body = 0, header_bytes = 0;
  bool may_be_private = false, refused_private = false, too_large = false;
  std::exception_ptr thrown;
};

std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* data) {
  auto& transfer = *static_cast<Transfer*>(data);
  if (size > transfer.max_body - transfer.answer.body.size()) {
    transfer.too_large = true;
    return 0;
  }
  transfer.answer.body.append(bytes, size);
  return size;
}

std::size_t on_header(char* bytes, std::size_t, std::size_t size, void* data) {
  auto& transfer = *static_cast<Transfer*>(data);
  transfer.header_bytes += size;
  if (transfer.header_bytes > kMaxHeaderBytes) {
    transfer.too_large = true;
    return 0;
  }
  const std::string_view line(bytes, size);
  // Of several answers, such as "100 Continue" before the real one, the last counts.
  if (line.starts_with("HTTP/")) transfer.answer.headers.clear();
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return size;
  std::string& value = transfer.answer.headers[text::ascii_lower(text::trimmed(line.substr(0, colon)))];
  if (!value.empty()) value += ", ";
  value += text::trimmed(line.substr(colon + 1));
  return size;
}

int on_progress(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(data);
  if (!transfer.options->checkpoint) return 0;
  try {
    transfer.options->checkpoint();
    return 0;
  } catch (...) {
    transfer.thrown = std::current_exception();
    return 1;
  }
}

// The address that a name has just been resolved to is looked at, so that no answer of a name server that comes
// later can lead elsewhere.
curl_socket_t on_socket(void* data, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(data);
  if (!transfer.may_be_private && is_private(address->addr)) {
    transfer.refused_private = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

std::string HttpAnswer::header(const std::string& lower_case_name) const {
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? std::string() : found->second;
}

struct HttpClient::Impl {
  explicit Impl(const NetworkOptions& network) : options(network) {
    initialise_once();
    curl = curl_easy_init();
    if (curl == nullptr) throw NetworkError(NetworkError::Kind::refused, "libcurl cannot be used");
  }
  ~Impl() { curl_easy_cleanup(curl); }

  template <typename Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(curl, option, value);
  }

  void prepare(const HttpRequest& request, Transfer& transfer, const curl_slist* headers) {
    curl_easy_reset(curl);  // connections, names and sessions of TLS are kept
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USERAGENT, options.user_agent.c_str());
    set(CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can decompress
    set(CURLOPT_HTTPHEADER, headers);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.total_timeout.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>((options.stall_timeout.count() + 999) / 1000));
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(transfer.max_body));
    set(CURLOPT_WRITEFUNCTION, on_body);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_HEADERFUNCTION, on_header);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_XFERINFOFUNCTION, on_progress);
    set(CURLOPT_XFERINFODATA, &transfer);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_OPENSOCKETFUNCTION, on_socket);
    set(CURLOPT_OPENSOCKETDATA, &transfer);
    if (request.may_be_private) set(CURLOPT_NOPROXY, "*");
    if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
    if (!request.user_and_password.empty()) {
      set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
      set(CURLOPT_USERPWD, request.user_and_password.c_str());
    }
    set(CURLOPT_ERRORBUFFER, error.data());
    error[0] = '\0';
  }

  HttpAnswer exchange(const HttpRequest& request) {
    Transfer transfer;
    transfer.options = &options;
    transfer.max_body = request.max_body == 0 ? options.max_body : request.max_body;
    transfer.may_be_private = request.may_be_private;
    curl_slist* list = nullptr;
    for (const std::string& header : request.headers) list = curl_slist_append(list, header.c_str());
    const std::unique_ptr<curl_slist, FreeList> headers(list);
    prepare(request, transfer, headers.get());
    const CURLcode code = curl_easy_perform(curl);
    if (transfer.thrown) std::rethrow_exception(transfer.thrown);
    if (code != CURLE_OK) fail(code, request, transfer);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    const char* redirect = nullptr;
    curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &redirect);
    transfer.answer.status = static_cast<int>(status);
    transfer.answer.url = request.url;
    if (redirect != nullptr) transfer.answer.redirect = redirect;
    return std::move(transfer.answer);
  }

  [[noreturn]] void fail(CURLcode code, const HttpRequest& request, const Transfer& transfer) const {
    using Kind = NetworkError::Kind;
    if (transfer.refused_private) {
      throw NetworkError(Kind::refused, request.url +
                                            ": leads to an address of this machine or network, which only a "
                                            "source itself may name");
    }
    if (transfer.too_large || code == CURLE_FILESIZE_EXCEEDED) {
      throw NetworkError(Kind::refused, request.url + ": the answer is larger than " +
                                            std::to_string(transfer.max_body) + " bytes");
    }
    const std::string why = error[0] != '\0' ? error.data() : curl_easy_strerror(code);
    switch (code) {
      case CURLE_PEER_FAILED_VERIFICATION:
      case CURLE_SSL_CERTPROBLEM:
      case CURLE_SSL_CACERT_BADFILE:
      case CURLE_SSL_ISSUER_ERROR:
        throw NetworkError(Kind::refused, request.url + ": the certificate is not valid: " + why);
      case CURLE_UNSUPPORTED_PROTOCOL:
      case CURLE_URL_MALFORMAT:
      case CURLE_BAD_CONTENT_ENCODING:
        throw NetworkError(Kind::refused, request.url + ": " + why);
      default:
        throw NetworkError(Kind::unreachable, request.url + ": " + why);
    }
  }

  const NetworkOptions& options;
  CURL* curl = nullptr;
  std::array<char, CURL_ERROR_SIZE> error{};
};

HttpClient::HttpClient(const NetworkOptions& options) : impl_(std::make_unique<Impl>(options)) {}
HttpClient::~HttpClient() = default;

HttpAnswer HttpClient::exchange(const HttpRequest& request) {
  return impl_->exchange(request);
}

}  // namespace fonds::sync
