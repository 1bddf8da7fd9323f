#include "indexer/sync/fetcher.h"

#include <algorithm>
#include <ctime>
#include <thread>
#include <utility>

#include <curl/curl.h>

namespace fonds::sync {
namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr int kMaxRedirects = 5;
constexpr Milliseconds kSlice{100};  // between two looks at the checkpoint

// The site is there, but not well; another attempt may get another answer.
bool asks_for_patience(int status) {
  return status == 408 || status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

std::string status_text(const HttpAnswer& answer) {
  std::string text = answer.url + ": the server answers " + std::to_string(answer.status);
  const std::string later = answer.header("retry-after");
  if (!later.empty()) text += " (Retry-After: " + later.substr(0, 40) + ")";
  return text;
}

}  // namespace

std::optional<Milliseconds> retry_after(const std::string& value, std::int64_t now) {
  if (value.empty()) return std::nullopt;
  if (value.find_first_not_of("0123456789") == std::string::npos) {
    constexpr std::size_t kMostDigits = 9;
    if (value.size() > kMostDigits) return Milliseconds::max();
    return std::chrono::seconds(std::atoll(value.c_str()));
  }
  const time_t date = curl_getdate(value.c_str(), nullptr);
  if (date == -1) return std::nullopt;
  return std::chrono::seconds(std::max<std::int64_t>(0, date - now));
}

Fetcher::Fetcher(NetworkOptions options, const Address& source)
    : options_(std::move(options)), source_(source), client_(options_), interval_(options_.interval) {}

void Fetcher::authenticate(Credentials credentials, const Address& origin) {
  credentials_ = std::move(credentials);
  origin_ = origin;
}

void Fetcher::slow_down(Milliseconds interval) {
  interval_ = std::max(options_.interval, interval);
}

bool Fetcher::may_be_private(const Address& address) const {
  // Another port of the same host is another service, but for those that every site has.
  return address.host == source_.host &&
         (address.port == source_.port || address.port == 80 || address.port == 443);
}

void Fetcher::wait(Milliseconds time) const {
  if (options_.wait) return options_.wait(time);
  const auto end = std::chrono::steady_clock::now() + time;
  while (true) {
    if (options_.checkpoint) options_.checkpoint();
    const auto left = end - std::chrono::steady_clock::now();
    if (left <= Milliseconds::zero()) return;
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(left, kSlice));
  }
}

void Fetcher::pace() {
  const auto now = std::chrono::steady_clock::now();
  const auto earliest = last_ + interval_;
  if (requests_ > 0 && interval_ > Milliseconds::zero() && now < earliest) {
    wait(std::chrono::ceil<Milliseconds>(earliest - now));
  }
  last_ = std::chrono::steady_clock::now();
  ++requests_;
}

HttpAnswer Fetcher::follow(const FetchRequest& request) {
  std::string url = request.url;
  for (int hop = 0; hop <= kMaxRedirects; ++hop) {
    const std::optional<Address> address = parse_address(url);
    if (!address) {
      throw NetworkError(NetworkError::Kind::refused,
                         url + ": is no address of http or https, and is not followed");
    }
    HttpRequest exchange{.url = address->text(), .headers = request.headers, .max_body = request.max_body};
    exchange.may_be_private = may_be_private(*address);
    if (credentials_ && address->same_origin(origin_))
      exchange.user_and_password = credentials_->user + ":" + credentials_->password;
    pace();
    HttpAnswer answer = client_.exchange(exchange);
    const bool redirected = answer.status >= 300 && answer.status < 400 && answer.status != 304;
    if (!redirected || answer.redirect.empty()) return answer;
    url = answer.redirect;
  }
  throw NetworkError(
      NetworkError::Kind::refused,
      request.url + ": more than " + std::to_string(kMaxRedirects) + " redirects, one after the other");
}

HttpAnswer Fetcher::get(const FetchRequest& request) {
  Milliseconds pause = options_.first_pause;
  for (unsigned attempt = 0;; ++attempt) {
    const bool last = attempt >= options_.retries;
    Milliseconds asked = pause;
    try {
      HttpAnswer answer = follow(request);
      if (!asks_for_patience(answer.status)) return answer;
      asked = retry_after(answer.header("retry-after"), std::time(nullptr)).value_or(pause);
      // Maintenance that takes longer than this is for the next time.
      if (last || asked > options_.longest_wait)
        throw NetworkError(NetworkError::Kind::unreachable, status_text(answer));
    } catch (const NetworkError& error) {
      if (error.kind() == NetworkError::Kind::refused || last || asked > options_.longest_wait) throw;
    }
    wait(asked);
    pause = std::min(pause * 2, options_.longest_wait);
  }
}

}  // namespace fonds::sync
