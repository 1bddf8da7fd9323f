// Alerts: searches that the desk follows, a line each (« NAME = QUERY »), and which of their articles an editor has seen.
//
// What was seen is no decision: it lies beside the decisions, in a file of digests for each alert, and a lost one only shows
// its articles as new again.
//
// Thread safety: pure functions; SeenArticles by the desk's own thread. Errors: index::IndexError io.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::desk {

struct Alert {
  std::string name, query;
  // as a line
  std::string text() const { return name + " = " + query; }
};

// nullopt where one side is empty. The name ends at the first « = » between blanks.
std::optional<Alert> parse_alert(std::string_view line);

class SeenArticles {
 public:
  // Of a folder below the desk's: what editors have marked as seen, or what a mail has told them.
  static constexpr const char* kSeen = "alertes-vues";
  static constexpr const char* kMailed = "alertes-envoyees";
  explicit SeenArticles(const std::filesystem::path& desk, const char* folder = kSeen)
      : folder_(desk / folder) {}

  // Of these ids, in their order, those that were not seen; all where nothing ever was.
  std::vector<std::string> unseen(const Alert& alert, const std::vector<std::string>& ids) const;
  // These are, besides those that were.
  void see(const Alert& alert, const std::vector<std::string>& ids) const;
  // For an alert that is gone.
  void forget(const Alert& alert) const;

 private:
  std::filesystem::path file_of(const Alert& alert) const;
  std::set<std::string> read(const Alert& alert) const;

  std::filesystem::path folder_;
};

}  // namespace fonds::desk
