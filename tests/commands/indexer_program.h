// fonds-indexer, run on files and an index in a folder of its own.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/commands/process.h"
#include "tests/index/sample_index.h"
#include "tests/temporary_folder.h"

namespace fonds::commands {

// A JSON line; its body is "Le texte de ID.".
inline std::string line(const std::string& id, const std::string& title,
                        const nlohmann::json& more = nlohmann::json::object()) {
  nlohmann::json record = {{"id", id}, {"title", title}, {"body", "Le texte de " + id + "."}};
  record.update(more);
  return record.dump() + "\n";
}

class IndexerProgram : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
  std::string write(const std::string& name, const std::string& contents) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << contents;
    return path(name);
  }
  Outcome indexer(std::vector<std::string> arguments, const RunOptions& options = {}) const {
    arguments.insert(arguments.begin(), FONDS_INDEXER);
    return run(arguments, options);
  }
  Outcome on_index(const std::string& command, std::vector<std::string> arguments,
                   const RunOptions& options = {}) const {
    arguments.insert(arguments.begin(), {command, "--index", index_});
    return indexer(std::move(arguments), options);
  }
  nlohmann::json stats() const { return nlohmann::json::parse(on_index("stats", {"--json"}).out); }
  std::vector<std::string> ids() const {
    std::vector<std::string> result;
    for (const auto& [id, seen] : index::observe(index_)) result.push_back(id);
    return result;
  }

  test::TemporaryFolder folder_;
  const std::string index_ = (folder_.path() / "index").string();
};

}  // namespace fonds::commands
