#include "indexer/index/mapping_guard.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <mutex>

#include <sys/mman.h>
#include <unistd.h>

namespace fonds::index {
namespace {

// Read by the signal handler, so atomics alone: `end` is set last and cleared first, 0 = free.
struct Slot {
  std::atomic<bool> taken{false};
  std::atomic<std::uintptr_t> begin{0}, end{0};
  std::atomic<bool> broken{false};
};
static_assert(std::atomic<std::uintptr_t>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

std::array<Slot, MappingGuard::kMostMappings> slots;
struct sigaction handler_before;
std::uintptr_t page_size = 4096;

void replace_page(int, siginfo_t* info, void*) {
  const int saved = errno;
  const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  for (Slot& slot : slots) {
    if (address >= slot.end || address < slot.begin) continue;
    void* const page = reinterpret_cast<void*>(address & ~(page_size - 1));
    if (::mmap(page, page_size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
      break;
    slot.broken = true;
    errno = saved;
    return;
  }
  // Not ours: the reading is tried again, and ends as it would have without us.
  ::sigaction(SIGBUS, &handler_before, nullptr);
  if (info->si_code <= 0) ::raise(SIGBUS);  // sent by a process, so it would not come again
  errno = saved;
}

void install_handler() {
  static std::once_flag installed;
  std::call_once(installed, [] {
    page_size = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    struct sigaction action = {};
    action.sa_sigaction = replace_page;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGBUS, &action, &handler_before);
  });
}

}  // namespace

MappingGuard::MappingGuard(const void* address, std::size_t size) {
  install_handler();
  for (std::size_t i = 0; i < slots.size(); ++i) {
    Slot& slot = slots[i];
    if (slot.taken.exchange(true)) continue;
    slot.broken = false;
    slot.begin = reinterpret_cast<std::uintptr_t>(address);
    slot.end = reinterpret_cast<std::uintptr_t>(address) + size;
    slot_ = static_cast<std::ptrdiff_t>(i);
    return;
  }
}

MappingGuard::~MappingGuard() {
  if (slot_ < 0) return;
  Slot& slot = slots[static_cast<std::size_t>(slot_)];
  slot.end = 0;
  slot.begin = 0;
  slot.taken = false;
}

bool MappingGuard::broken() const {
  return slot_ >= 0 && slots[static_cast<std::size_t>(slot_)].broken.load(std::memory_order_relaxed);
}

}  // namespace fonds::index
