#include "server/http/connection_table.h"

#include <tuple>
#include <utility>

namespace fonds::http {

ConnectionTable::ConnectionTable(std::size_t connections, std::size_t per_address, std::size_t waiting_bytes)
    : connections_(connections), per_address_(per_address), most_waiting_(waiting_bytes) {}

ConnectionTable::EntryPointer ConnectionTable::admit(const ClientAddress& address, bool stands_for_many) {
  Ends end;
  EntryPointer entry;
  {
    const MutexLock lock(mutex_);
    const auto group = address.group();
    const auto found = of_address_.find(group);
    const std::size_t held = found == of_address_.end() ? 0 : found->second;
    EntryPointer spare;
    if (!stands_for_many && held >= per_address_) {
      spare = oldest_spare(&group);
      if (!spare) return nullptr;
    } else if (entries_.size() >= connections_) {
      spare = oldest_spare(nullptr);
      if (!spare) return nullptr;
    }
    if (spare) end = take(spare);
    entry = std::make_shared<Entry>();
    entry->number = ++last_number_;
    entry->address = group;
    entry->since.store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
    entries_.insert(entry);
    ++of_address_[group];
  }
  if (end) end();
  return entry;
}

void ConnectionTable::bind(const EntryPointer& entry, std::function<void()> end) {
  const MutexLock lock(mutex_);
  if (entries_.contains(entry)) entry->end = std::move(end);
}

void ConnectionTable::leave(const EntryPointer& entry) {
  set_waiting(*entry, 0);
  const MutexLock lock(mutex_);
  if (entries_.contains(entry)) remove(entry);
}

void ConnectionTable::make_room() {
  Ends end;
  {
    const MutexLock lock(mutex_);
    if (const auto spare = oldest_spare(nullptr)) end = take(spare);
  }
  if (end) end();
}

void ConnectionTable::set_waiting(Entry& entry, std::size_t bytes) {
  const std::size_t before = entry.waiting_bytes.exchange(bytes, std::memory_order_relaxed);
  const std::size_t all = waiting_.fetch_add(bytes - before, std::memory_order_relaxed) + bytes - before;
  if (bytes <= before || all <= most_waiting_) return;
  while (waiting_bytes() > most_waiting_) {
    Ends end;
    {
      const MutexLock lock(mutex_);
      const auto heavy = heaviest();
      if (!heavy) return;
      // Its bytes are free as soon as it is ended; they need not be counted until then.
      waiting_.fetch_sub(heavy->waiting_bytes.exchange(0), std::memory_order_relaxed);
      end = take(heavy);
    }
    if (end) end();
  }
}

std::size_t ConnectionTable::size() const {
  const MutexLock lock(mutex_);
  return entries_.size();
}

ConnectionTable::EntryPointer ConnectionTable::oldest_spare(const ClientAddress* of) const {
  // By what its address holds, then by what it does, then by how long it has.
  using Order = std::tuple<std::size_t, int, Clock::rep>;
  EntryPointer best;
  Order best_order;
  for (const EntryPointer& entry : entries_) {
    const State state = entry->state.load(std::memory_order_relaxed);
    if (state == State::answering || !entry->end) continue;
    if (of != nullptr && entry->address != *of) continue;
    const std::size_t held = of_address_.at(entry->address);
    // A slow client's only connection is not given up for a newcomer.
    if (state != State::idle && held < 2) continue;
    const Order order{held, -static_cast<int>(state), -entry->since.load(std::memory_order_relaxed)};
    if (best && order <= best_order) continue;
    best = entry;
    best_order = order;
  }
  return best;
}

ConnectionTable::EntryPointer ConnectionTable::heaviest() const {
  std::unordered_map<ClientAddress, std::size_t, AddressHash> bytes;
  std::size_t holders = 0;
  for (const EntryPointer& entry : entries_) {
    const std::size_t waiting = entry->waiting_bytes.load(std::memory_order_relaxed);
    bytes[entry->address] += waiting;
    holders += waiting > 0 ? 1 : 0;
  }
  if (holders < 2) return nullptr;
  EntryPointer best;
  std::pair<std::size_t, Clock::rep> best_order;
  for (const EntryPointer& entry : entries_) {
    if (entry->waiting_bytes.load(std::memory_order_relaxed) == 0 || !entry->end) continue;
    const std::pair order{bytes[entry->address], -entry->since.load(std::memory_order_relaxed)};
    if (best && order <= best_order) continue;
    best = entry;
    best_order = order;
  }
  return best;
}

ConnectionTable::Ends ConnectionTable::take(const EntryPointer& entry) {
  taken_back_.fetch_add(1, std::memory_order_relaxed);
  Ends end = std::exchange(entry->end, nullptr);
  remove(entry);
  return end;
}

void ConnectionTable::remove(const EntryPointer& entry) {
  const auto held = of_address_.find(entry->address);
  if (--held->second == 0) of_address_.erase(held);
  entries_.erase(entry);
}

}  // namespace fonds::http
