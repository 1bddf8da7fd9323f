// Every system call of a writer fails once: the index is sound afterwards, and in the state before or the
// state after, the one that the writer said.
//
// In a normal run every third call fails, in one of the ways in turn; with FONDS_FAULTS=all each call in
// each way.
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "indexer/index/file_system.h"
#include "indexer/index/generation.h"
#include "indexer/index/rollback.h"
#include "indexer/index/writer.h"
#include "tests/index/sample_index.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

enum class Fault {
  no_space,           // ENOSPC
  disk_full,          // and whatever is written after it as well
  input_output,       // EIO
  done_all_the_same,  // EIO, but the call has done its work: a reply lost on its way
  no_descriptor,      // EMFILE
  interrupted,        // EINTR
  half_written,       // a write takes only half
};
constexpr Fault kFaults[] = {Fault::no_space,          Fault::disk_full,     Fault::input_output,
                             Fault::done_all_the_same, Fault::no_descriptor, Fault::interrupted,
                             Fault::half_written};

// Makes one call fail.
class FailingFileSystem : public FileSystem {
 public:
  FailingFileSystem(std::uint64_t call, Fault fault) : call_(call), fault_(fault) {}
  bool was_reached() const { return calls_ > call_; }
  bool has_failed() const { return failed_; }

  int open(const char* path, int flags, mode_t mode) override {
    return result<int>([&] { return FileSystem::open(path, flags, mode); }, false);
  }
  ssize_t read(int fd, void* buffer, std::size_t size) override {
    return result<ssize_t>([&] { return FileSystem::read(fd, buffer, size); }, false);
  }
  ssize_t write(int fd, const void* bytes, std::size_t size) override {
    if (fault_ == Fault::half_written && is_due()) return FileSystem::write(fd, bytes, (size + 1) / 2);
    if (fault_ == Fault::disk_full && failed_) return failure<ssize_t>(ENOSPC);
    return result<ssize_t>([&] { return FileSystem::write(fd, bytes, size); }, false);
  }
  off_t lseek(int fd, off_t from_start) override {
    return result<off_t>([&] { return FileSystem::lseek(fd, from_start); });
  }
  int fsync(int fd) override {
    return result<int>([&] { return FileSystem::fsync(fd); });
  }
  int fstat(int fd, struct stat* status) override {
    return result<int>([&] { return FileSystem::fstat(fd, status); });
  }
  int stat(const char* path, struct stat* status) override {
    return result<int>([&] { return FileSystem::stat(path, status); });
  }
  int fchmod(int fd, mode_t mode) override {
    return result<int>([&] { return FileSystem::fchmod(fd, mode); });
  }
  int fchown(int fd, uid_t owner, gid_t group) override {
    return result<int>([&] { return FileSystem::fchown(fd, owner, group); });
  }
  int flock(int fd, int operation) override {
    return result<int>([&] { return FileSystem::flock(fd, operation); }, false);
  }
  void* mmap(std::size_t size, int fd) override {
    if (!is_due()) return FileSystem::mmap(size, fd);
    errno = number();
    return nullptr;
  }
  int rename(const char* from, const char* to) override {
    return result<int>([&] { return FileSystem::rename(from, to); });
  }
  int unlink(const char* path) override {
    return result<int>([&] { return FileSystem::unlink(path); });
  }
  int mkdir(const char* path, mode_t mode) override {
    return result<int>([&] { return FileSystem::mkdir(path, mode); });
  }
  int rmdir(const char* path) override {
    return result<int>([&] { return FileSystem::rmdir(path); });
  }
  DIR* opendir(const char* path) override {
    if (!is_due()) return FileSystem::opendir(path);
    errno = number();
    return nullptr;
  }

 private:
  bool is_due() {
    if (calls_++ != call_) return false;
    failed_ = true;
    return true;
  }
  int number() const {
    switch (fault_) {
      case Fault::no_space:
      case Fault::disk_full:
        return ENOSPC;
      case Fault::no_descriptor:
        return EMFILE;
      case Fault::interrupted:
        return EINTR;
      default:
        return EIO;
    }
  }
  template <typename T>
  static T failure(int error) {
    errno = error;
    return -1;
  }
  // `may_be_done`: the call may do its work and fail all the same.
  template <typename T, typename Call>
  T result(Call call, bool may_be_done = true) {
    if (!is_due()) return call();
    if (fault_ == Fault::half_written) {  // which only a write can be
      failed_ = false;
      return call();
    }
    if (fault_ == Fault::done_all_the_same && may_be_done) call();
    return failure<T>(number());
  }

  const std::uint64_t call_;
  const Fault fault_;
  std::atomic<std::uint64_t> calls_{0};
  std::atomic<bool> failed_{false};
};

constexpr std::size_t kArticles = 14;
const WriterOptions kOptions = {1, nullptr, nullptr};

// Two states of one archive: each lacks an article that the other has, and one has another title.
std::vector<archive::Article> articles(int state) {
  std::vector<archive::Article> result = sample_articles(kArticles);
  result[5].title += state == 0 ? " avant" : " après";
  result.erase(result.begin() + state);
  return result;
}

void build_state(const fs::path& index, int state) {
  Builder builder(index, kOptions);
  for (archive::Article& next : articles(state)) builder.add(std::move(next));
  builder.publish();
}

void update_to(const fs::path& index, int state) {
  if (!holds_index(index)) return build_state(index, state);
  Updater updater(index, kOptions);
  std::set<std::string> keep;
  for (archive::Article& next : articles(state)) {
    keep.insert(next.id);
    updater.put(std::move(next));
  }
  updater.prune(keep);
  updater.publish();
}

// Makes the index hold the state, by other means than the ones tested.
using Writer = std::function<void(const fs::path& index, int state)>;

struct Campaign {
  std::uint64_t failed = 0, kept = 0, published = 0, unconfirmed = 0;
};

// The writer goes from one state to the other and back, each time with another call failing.
void run(const Writer& prepare, const Writer& write, bool all, Campaign& campaign) {
  constexpr std::size_t kStep = 3;
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  Observed states[2];
  for (const int state : {1, 0}) {
    prepare(index, state);
    states[state] = observe(index);
  }
  for (std::uint64_t call = 0;; call += all ? 1 : kStep) {
    bool reached = false;
    for (std::size_t i = 0; i < std::size(kFaults); ++i) {
      if (!all && i != call % std::size(kFaults)) continue;
      const std::string where = "call " + std::to_string(call) + ", fault " + std::to_string(i);
      prepare(index, 0);
      FailingFileSystem failing(call, kFaults[i]);
      std::optional<IndexError> error;
      {
        const ReplacedFileSystem replaced(failing);
        try {
          write(index, 1);
        } catch (const IndexError& thrown) {
          error = thrown;
        }
      }
      reached = reached || failing.was_reached();
      campaign.failed += failing.has_failed() ? 1 : 0;
      ASSERT_EQ(check(index), std::vector<std::string>{}) << where;
      const Observed found = observe(index);
      const bool is_new = found == states[1];
      ASSERT_TRUE(is_new || found == states[0]) << where;
      ++(is_new ? campaign.published : campaign.kept);
      if (!error) {
        ASSERT_TRUE(is_new) << where << ": it said that all was well";
      } else if (error->kind() == IndexError::Kind::unconfirmed) {
        ++campaign.unconfirmed;
        ASSERT_TRUE(is_new) << where << ": " << error->what();
      } else if (kFaults[i] != Fault::done_all_the_same) {
        ASSERT_FALSE(is_new) << where << ": it said that nothing was published: " << error->what();
      }
    }
    if (!reached) break;
  }
  update_to(index, 1);
  std::size_t generations = 0;
  for (const auto& entry : fs::directory_iterator(index / "generations")) generations += entry.exists();
  EXPECT_LE(generations, 2U) << "what a failed writer left is removed by the next one";
}

void run(const char* name, const Writer& prepare, const Writer& write) {
  const char* const wanted = std::getenv("FONDS_FAULTS");
  const bool all = wanted != nullptr && std::string(wanted) == "all";
  Campaign campaign;
  run(prepare, write, all, campaign);
  std::cout << name << ": " << campaign.failed << " calls failed; afterwards " << campaign.kept
            << " times the state before, " << campaign.published << " times the new one ("
            << campaign.unconfirmed << " said to be unconfirmed)" << std::endl;
  EXPECT_GT(campaign.failed, 10U);
  EXPECT_GT(campaign.kept, 3U);
  EXPECT_GT(campaign.published, 0U);
  if (all) {
    EXPECT_GT(campaign.unconfirmed, 0U);
  }
}

TEST(FaultInjection, Update) {
  run("update", update_to, update_to);
}

TEST(FaultInjection, Build) {
  run("build", update_to, build_state);
}

TEST(FaultInjection, Remove) {
  const std::string id = sample_articles(1).front().id;
  const auto prepare = [&](const fs::path& index, int state) {
    if (!holds_index(index)) build_state(index, 1);
    Updater updater(index, kOptions);
    archive::Article first = sample_articles(1).front();
    if (state == 0) updater.put(std::move(first));
    if (state == 1) updater.remove(id);
    updater.publish();
  };
  run("remove", prepare, [&](const fs::path& index, int) {
    Updater updater(index, kOptions);
    updater.remove(id);
    updater.publish();
  });
}

TEST(FaultInjection, Rollback) {
  const auto prepare = [](const fs::path& index, int state) {
    if (!holds_index(index)) build_state(index, state);
    if (state == 0) update_to(index, 1);  // the state to go back to
    update_to(index, state);
  };
  run("rollback", prepare, [](const fs::path& index, int) { roll_back(index); });
}

}  // namespace
}  // namespace fonds::index
