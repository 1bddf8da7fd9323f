// Who may read an index: its owner, and the group of the index folder where the folder lets the group in.
// Nobody else ever, for an index holds what an editor has taken out of it until the next writing.
//
// The folder decides, not the umask of whoever happens to run `update`: a cron job of root with umask 077
// would else publish a generation that the running server, of the same group, cannot open. A folder that
// Fonds makes itself respects the umask. So `chmod g-rx INDEX` keeps an index to its owner.
//
// Thread safety: functions without state. Errors: IndexError io.
#pragma once

#include <filesystem>

#include <sys/types.h>

namespace fonds::index {

struct Access {
  mode_t file = 0640, folder = 0750;
  gid_t group = 0;
};

// Makes the index folder where it is missing. Throws IndexError cannot_create.
void make_index_folder(const std::filesystem::path& index);
Access access_of(const std::filesystem::path& index);
// Gives a file or a folder its mode and group, and waits until it is on disk. The group is left where the
// writer is not in it.
void settle_file(const std::filesystem::path& file, const Access& access);
void settle_folder(const std::filesystem::path& folder, const Access& access);

}  // namespace fonds::index
