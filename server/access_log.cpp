#include "server/access_log.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "indexer/text/hex.h"

namespace fonds {
namespace {

constexpr std::size_t kBuffer = 64 * 1024;

std::string_view name_of(http::Method method) {
  switch (method) {
    case http::Method::get:
      return "GET";
    case http::Method::head:
      return "HEAD";
    case http::Method::post:
      return "POST";
    case http::Method::options:
      return "OPTIONS";
    default:
      return "-";
  }
}

// Nothing that a client sends ends a line, or the quotes it stands in.
void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7f && c != '"' && c != '\\') {
      out += c;
    } else {
      out += '%';
      text::append_hex(byte, out, text::kHexUpper);
    }
  }
}

// 27/Nov/2026:08:30:00 +0000. strftime would follow the locale.
std::string clf_time(std::int64_t when) {
  static constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::time_t seconds = when;
  std::tm tm{};
  gmtime_r(&seconds, &tm);
  const std::string month(kMonths.substr(static_cast<std::size_t>(tm.tm_mon) * 3, 3));
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%02d/%s/%04d:%02d:%02d:%02d +0000", tm.tm_mday, month.c_str(),
                tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
  return out.data();
}

}  // namespace

std::string access_line(const http::AnswerRecord& record, const AccessLogOptions& options, std::int64_t when,
                        double took_ms) {
  std::string line = options.addresses ? record.client.text() : "-";
  line.append(" - - [").append(clf_time(when)).append("] \"").append(name_of(record.method)).append(" ");
  append_escaped(record.path.empty() ? "-" : record.path, line);
  if (options.queries && !record.query.empty()) {
    line += '?';
    append_escaped(record.query, line);
  }
  line.append(" HTTP/1.1\" ").append(std::to_string(record.status)).append(" ");
  line.append(std::to_string(record.bytes));
  std::array<char, 32> took{};
  std::snprintf(took.data(), took.size(), " %.1f\n", took_ms);
  return line.append(took.data());
}

void AccessLog::Close::operator()(std::FILE* file) const {
  if (file == stdout) {
    std::fflush(file);
  } else {
    std::fclose(file);
  }
}

void AccessLog::open(const AccessLogOptions& options) {
  std::unique_ptr<std::FILE, Close> file;
  if (options.file == "-") {
    file.reset(stdout);
  } else if (!options.file.empty()) {
    file.reset(std::fopen(options.file.c_str(), "ae"));
    if (!file) {
      throw std::runtime_error("cannot write the access log " + options.file + ": " +
                               std::generic_category().message(errno));
    }
  }
  flush();
  const MutexLock lock(mutex_);
  options_ = options;
  file_ = std::move(file);
  open_ = file_ != nullptr;
}

void AccessLog::flush() {
  const MutexLock lock(mutex_);
  if (!file_ || lines_.empty()) return;
  std::fwrite(lines_.data(), 1, lines_.size(), file_.get());
  std::fflush(file_.get());
  lines_.clear();
}

void AccessLog::answered(const http::AnswerRecord& record) {
  const auto when = std::time(nullptr);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - record.arrived;
  bool full = false;
  {
    const MutexLock lock(mutex_);
    if (!file_) return;
    lines_ += access_line(record, options_, when, took.count());
    full = lines_.size() >= kBuffer;
  }
  if (full) flush();
}

}  // namespace fonds
