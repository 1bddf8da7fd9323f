// Who is connected, and who has to go where there is no room.
//
// Connections are scarce (descriptors), and so is the memory of answers that wait to be written. When either
// runs out, it is taken back from the address that holds most of it: first a connection that is idle, then one
// whose request is still coming, then one that does not read its answer; of these the one that has been so for
// longest. One that is being answered is left alone.
//
// Thread safety: all members may be called from any thread; of an Entry, each connection writes its own on its
// own thread. Invariant: every admitted entry leaves exactly once, by leave() or by being taken.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "indexer/threads/mutex.h"
#include "server/http/client_address.h"
#include "server/http/party.h"

namespace fonds::http {

class ConnectionTable {
 public:
  using Clock = std::chrono::steady_clock;
  // In the order in which they are taken back.
  enum class State : std::uint8_t { idle, reading_head, not_read, answering };

  struct Entry {
    // of the connection, since the server began
    std::uint64_t number = 0;
    // its group
    ClientAddress address;
    std::atomic<State> state{State::reading_head};
    // in this state, and without a byte of progress
    std::atomic<Clock::rep> since{0};
    // of answers, to be written
    std::atomic<std::size_t> waiting_bytes{0};
    // ends the connection, from any thread; set by bind()
    std::function<void()> end;
  };
  using EntryPointer = std::shared_ptr<Entry>;

  // `connections` in all, and of one address; bytes of answers that wait.
  ConnectionTable(std::size_t connections, std::size_t per_address, std::size_t waiting_bytes);

  // Room for a connection of `address`, made where it has to be. Null where there is none. An address that
  // stands for many clients (a proxy, this machine itself) has no limit of its own.
  EntryPointer admit(const ClientAddress& address, bool stands_for_many);
  // `end` is called at most once, and not after leave().
  void bind(const EntryPointer& entry, std::function<void()> end);
  void leave(const EntryPointer& entry);
  // Ends one connection where one can be spared: for when descriptors run out sooner than expected.
  void make_room();

  // Says how many bytes of an entry's answers wait now. Where all together are too many, connections that do
  // not read are ended until they fit; the last one is left.
  void set_waiting(Entry& entry, std::size_t bytes);

  std::size_t size() const;
  std::size_t waiting_bytes() const { return waiting_.load(std::memory_order_relaxed); }
  std::uint64_t taken_back() const { return taken_back_.load(std::memory_order_relaxed); }

 private:
  using Ends = std::function<void()>;
  // Both null where nobody can be spared.
  EntryPointer oldest_spare(const ClientAddress* of) const FONDS_REQUIRES(mutex_);
  EntryPointer heaviest() const FONDS_REQUIRES(mutex_);
  Ends take(const EntryPointer& entry) FONDS_REQUIRES(mutex_);
  void remove(const EntryPointer& entry) FONDS_REQUIRES(mutex_);

  const std::size_t connections_, per_address_, most_waiting_;
  mutable Mutex mutex_;
  std::unordered_set<EntryPointer> entries_ FONDS_GUARDED_BY(mutex_);
  std::unordered_map<ClientAddress, std::size_t, AddressHash> of_address_ FONDS_GUARDED_BY(mutex_);
  std::uint64_t last_number_ FONDS_GUARDED_BY(mutex_) = 0;
  std::atomic<std::size_t> waiting_{0};
  std::atomic<std::uint64_t> taken_back_{0};
};

}  // namespace fonds::http
