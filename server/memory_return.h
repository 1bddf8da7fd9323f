// Gives back to the system what a burst has left behind: the allocator keeps freed memory for the next
// request, and after hundreds of large answers that is most of the process.
// Thread safety: one thread.
#pragma once

#include <chrono>

namespace fonds {

class MemoryReturn {
 public:
  // To be called often; looks every few seconds, and returns memory where much of it lies idle.
  void look();

 private:
  std::chrono::steady_clock::time_point next_;
};

}  // namespace fonds
