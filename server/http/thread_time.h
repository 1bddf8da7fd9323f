// Processor time of the calling thread. Not the clock on the wall: on a machine that is short of processors everything
// would seem dear.
//
// Thread safety: each thread has its own.
#pragma once

#include <chrono>
#include <ctime>

namespace fonds::http {

inline std::chrono::nanoseconds thread_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

// When the job began that the calling worker runs, in its thread_time(). Asking for the time is a system call: where one
// job ends the next begins.
inline std::chrono::nanoseconds& job_began() {
  thread_local std::chrono::nanoseconds began{0};
  return began;
}

}  // namespace fonds::http
