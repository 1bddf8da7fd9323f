// A site on the network as a source of articles: a WordPress by its REST API, any other by its sitemap.
//
// A reading tells its sink what is new or changed, what is as it was (RecordSink::hold), and what is gone
// (remove) or no longer public (withdraw). What it must know for the next one is its memory, which the caller
// keeps once what was read is published, and not before.
//
// A site that breaks takes nothing away: where it does not answer, or not to the end, what was read so far is
// given, nothing is removed, and the next reading goes on from there.
//
// Thread safety: one thread. Errors: what NetworkOptions::checkpoint or the sink throws; all else is told to the
// sink.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "indexer/archive/reader.h"
#include "indexer/archive/record_sink.h"
#include "indexer/sync/fetcher.h"

namespace fonds::sync {

struct PageState;
struct WordPressState;

struct SiteOptions {
  // as the user named it: the site, or its sitemap
  std::string address;
  // of all its articles' ids
  std::string id_prefix;
  archive::ReaderOptions reader;
  std::optional<Credentials> credentials;
  // also where more than a fifth of what was there is gone
  bool accept_loss = false;
  NetworkOptions network;
};

// What one reading leaves for the next.
struct SiteMemory {
  // "" = nothing is known
  std::string json;
  // Whether the archive has an article of this id: what is known but not there is read again.
  std::function<bool(const std::string&)> holds = [](const std::string&) { return true; };
};

// What a reading did, for who runs it.
struct SiteReport {
  std::uint64_t requests = 0;
  // articles that were fetched
  std::uint64_t read = 0;
  // that are as they were
  std::uint64_t held = 0;
  // that are gone, or no longer public
  std::uint64_t removed = 0;
  // that could not be fetched
  std::uint64_t failed = 0;
  // all of the site is known now
  bool complete = false;
  // why it is not, or ""
  std::string fault;
};

class LiveSite final : public archive::LiveSource {
 public:
  LiveSite(SiteOptions options, SiteMemory memory);
  ~LiveSite() override;

  std::string name() const override { return options_.address; }
  const archive::ReaderOptions& options() const override { return options_.reader; }
  void read(archive::RecordSink& sink) override;

  // For the next reading; "" where nothing was learnt.
  const std::string& memory() const { return new_memory_; }
  const SiteReport& report() const { return report_; }

 private:
  void read_site(Fetcher& fetcher, const Address& address, archive::RecordSink& sink);
  void read_pages(Fetcher& fetcher, const Address& address, const PageState& state,
                  archive::RecordSink& sink);
  void read_wordpress(Fetcher& fetcher, const WordPressState& state, archive::RecordSink& sink);

  SiteOptions options_;
  SiteMemory memory_;
  std::string new_memory_;
  SiteReport report_;
};

// Tells whether what makes articles of a site's records (dossiers, types) is as it was: else all are made anew.
std::string digest_of_rules(const SiteOptions& options);

// A loss that is doubted: more than twenty articles, and more than one in five.
bool is_doubtful_loss(std::uint64_t lost, std::uint64_t of);

}  // namespace fonds::sync
