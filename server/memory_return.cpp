#include "server/memory_return.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <string>

#include <malloc.h>
#include <spdlog/spdlog.h>

namespace fonds {
namespace {

constexpr std::chrono::seconds kEvery{3};
// Less is left to the allocator: it is used again at once.
constexpr std::size_t kIdle = std::size_t{48} << 20;

// Memory of the process that is in RAM and no file's; 0 where the system does not say.
std::size_t anonymous_bytes() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    std::size_t kilobytes = 0;
    if (word == "RssAnon:" && status >> kilobytes) return kilobytes * 1024;
  }
  return 0;
}

}  // namespace

void MemoryReturn::look() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + kEvery;
  const auto heap = mallinfo2();
  const std::size_t used = heap.uordblks + heap.hblkhd;
  const std::size_t resident = anonymous_bytes();
  if (resident < used + std::max(kIdle, used / 2)) return;
  malloc_trim(0);
  spdlog::debug("memory: {} MB lay idle and were returned, {} MB are in use", (resident - used) >> 20,
                used >> 20);
}

}  // namespace fonds
