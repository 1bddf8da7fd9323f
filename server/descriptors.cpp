#include "server/descriptors.h"

#include <algorithm>

#include <spdlog/spdlog.h>
#include <sys/resource.h>

namespace fonds {
namespace {

// Logs, pipes, the event loops, the refusals that are still told so, files being read again.
constexpr std::size_t kForThePrograms = 160;
// Each search thread has a database open, of the generation served and of one being opened.
constexpr std::size_t kForEachThread = 24;

}  // namespace

std::size_t connections_within_descriptors(std::size_t wanted, unsigned search_threads) {
  const std::size_t own = kForThePrograms + kForEachThread * search_threads;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  if (limit.rlim_cur < wanted + own) {
    rlimit raised = limit;
    raised.rlim_cur = std::min<rlim_t>(limit.rlim_max, wanted + own);
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  if (limit.rlim_cur >= wanted + own) return wanted;
  const std::size_t fit = limit.rlim_cur > own ? static_cast<std::size_t>(limit.rlim_cur) - own : 1;
  spdlog::warn("{} connections need {} open files; the limit (ulimit -n) is {}, so {} connections are served",
               wanted, wanted + own, limit.rlim_cur, fit);
  return fit;
}

}  // namespace fonds
