#include "indexer/commands/progress.h"

#include <algorithm>
#include <iostream>
#include <string>

#include <unistd.h>

namespace fonds::commands {
namespace {

using namespace std::chrono_literals;

constexpr auto kInterval = 200ms;  // five times a second is as often as anybody reads
constexpr std::uint64_t kMegabyte = 1'000'000;

}  // namespace

ProgressLine::ProgressLine(bool enabled)
    : enabled_(enabled && ::isatty(STDERR_FILENO) == 1),
      started_(std::chrono::steady_clock::now()),
      last_(started_) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::reading(std::uint64_t articles, std::uint64_t bytes, std::uint64_t bytes_total) {
  if (!enabled_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < kInterval) return;
  last_ = now;
  const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - started_).count();
  std::string line = std::to_string(articles) + " articles, " + std::to_string(bytes / kMegabyte);
  if (bytes_total > 0) {
    line += " of " + std::to_string(bytes_total / kMegabyte) + " MB, " +
            std::to_string(std::min(bytes, bytes_total) * 100 / bytes_total) + " %";
  } else {
    line += " MB";
  }
  line += ", " +
          std::to_string(articles * 1000 / static_cast<std::uint64_t>(std::max<long long>(elapsed, 1))) +
          " articles/s";
  show(line);
}

void ProgressLine::step(std::string_view what) {
  if (enabled_) show(what);
}

void ProgressLine::clear() {
  if (shown_) std::cerr << "\r\x1B[K" << std::flush;
  shown_ = false;
}

void ProgressLine::show(std::string_view line) {
  std::cerr << "\r\x1B[K" << line << std::flush;
  shown_ = true;
}

}  // namespace fonds::commands
