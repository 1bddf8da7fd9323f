// « Lire maintenant »: the editors' desk asks for a reading of the sources by a file in its folder, and `fonds-indexer sync`
// takes it away when it begins. systemd's fonds-sync.path starts one at once; without it, the file waits for the next one.
//
// Thread safety: functions without state. Errors: IndexError io.
#pragma once

#include <filesystem>
#include <string>

namespace fonds::index {

void ask_for_reading(const std::filesystem::path& desk);
bool is_reading_asked_for(const std::filesystem::path& desk);
// Nothing is asked for any more; what is wrong where the file cannot be taken away, else "": that stops no reading.
std::string begin_reading(const std::filesystem::path& desk);

}  // namespace fonds::index
