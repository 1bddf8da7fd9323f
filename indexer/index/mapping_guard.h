// Keeps a program alive whose mapped file becomes shorter, or whose disk no longer gives the bytes: the
// system then sends SIGBUS to whoever reads there. The handler puts a page of zeros in the place, so that
// the reading goes on, and notes on the mapping that it is broken. Whoever has read from it asks afterwards,
// and throws away what was made of zeros. (As systemd's journal does it.) Reading costs nothing more.
//
// The handler is installed with the first guard; a SIGBUS elsewhere goes to the handler before. At most
// kMostMappings are guarded at once, further ones are as if there were no guard.
//
// Thread safety: broken() from any thread, the rest as for any object.
#pragma once

#include <atomic>
#include <cstddef>

namespace fonds::index {

class MappingGuard {
 public:
  static constexpr std::size_t kMostMappings = 256;

  // of nothing
  MappingGuard() = default;
  MappingGuard(const void* address, std::size_t size);
  // before the mapping goes
  ~MappingGuard();
  MappingGuard(const MappingGuard&) = delete;
  MappingGuard& operator=(const MappingGuard&) = delete;

  // Whether anything was read that is no longer there. Once it is, it stays.
  bool broken() const;

 private:
  std::ptrdiff_t slot_ = -1;
};

}  // namespace fonds::index
