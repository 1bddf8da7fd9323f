#include "server/api/metrics.h"

#include <map>
#include <mutex>
#include <utility>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace fonds::api {

namespace {
// Seconds: from a cached answer to the deadline.
const prometheus::Histogram::BucketBoundaries kSeconds = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                                          0.025,  0.05,    0.1,    0.25,  0.5,    1,     2.5};
}  // namespace

struct Metrics::Impl {
  // The series of a route and a status. Finding them by their labels takes microseconds, which a request that is refused
  // must not cost.
  struct Series {
    prometheus::Counter* requests = nullptr;
    prometheus::Histogram* seconds = nullptr;
  };
  Series& series(std::string_view route, int status) {
    const std::lock_guard lock(mutex);
    Series& found = known[{route, status}];
    if (found.requests != nullptr) return found;
    const std::string name(route);
    found.requests = &requests.Add({{"route", name}, {"status", std::to_string(status)}});
    found.seconds = &seconds.Add({{"route", name}}, kSeconds);
    return found;
  }

  std::mutex mutex;
  std::map<std::pair<std::string_view, int>, Series> known;
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter().Name("fonds_requests_total").Help("Requests answered.").Register(registry);
  prometheus::Family<prometheus::Counter>& by_key = prometheus::BuildCounter()
                                                        .Name("fonds_key_requests_total")
                                                        .Help("Requests answered that came with a key.")
                                                        .Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram()
          .Name("fonds_request_seconds")
          .Help("Time from a request's headers to its answer.")
          .Register(registry);
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::count(std::string_view route, int status, std::chrono::nanoseconds took) {
  const Impl::Series& series = impl_->series(route, status);
  series.requests->Increment();
  series.seconds->Observe(std::chrono::duration<double>(took).count());
}

void Metrics::count_key(const std::string& name, int status) {
  impl_->by_key.Add({{"key", name}, {"status", std::to_string(status)}}).Increment();
}

std::string Metrics::text(const Gauges& gauges) const {
  std::vector<prometheus::MetricFamily> families = impl_->registry.Collect();
  const auto add = [&](const char* name, const char* help, prometheus::MetricType type, double value,
                       std::vector<prometheus::ClientMetric::Label> labels = {}) {
    prometheus::MetricFamily family;
    family.name = name;
    family.help = help;
    family.type = type;
    prometheus::ClientMetric metric;
    metric.label = std::move(labels);
    metric.gauge.value = value;
    metric.counter.value = value;
    family.metric.push_back(std::move(metric));
    families.push_back(std::move(family));
  };
  constexpr auto kGauge = prometheus::MetricType::Gauge;
  constexpr auto kCounter = prometheus::MetricType::Counter;
  add("fonds_index_articles", "Articles in the index served.", kGauge, gauges.articles);
  add("fonds_index_info", "The generation served.", kGauge, 1,
      {{"generation", gauges.generation}, {"updated", gauges.updated}});
  add("fonds_index_verified",
      "1 where the files of the generation served have been compared with their checksums.", kGauge,
      gauges.files_verified);
  add("fonds_index_damaged", "1 where a file of the generation served is not what the indexer wrote.", kGauge,
      gauges.files_damaged);
  const auto add_of_sources = [&](const char* name, const char* help, double Gauges::Source::*value) {
    prometheus::MetricFamily family;
    family.name = name;
    family.help = help;
    family.type = kGauge;
    for (const Gauges::Source& source : gauges.sources) {
      prometheus::ClientMetric& metric = family.metric.emplace_back();
      metric.label = {{"source", source.name}};
      metric.gauge.value = source.*value;
    }
    if (!family.metric.empty()) families.push_back(std::move(family));
  };
  add_of_sources("fonds_source_read_seconds", "When a source was read last, since the epoch.",
                 &Gauges::Source::read);
  add_of_sources("fonds_source_complete_seconds",
                 "When a source was last read to its end, since the epoch; 0 = never.",
                 &Gauges::Source::complete);
  add_of_sources("fonds_source_failing", "1 where the last reading of a source did not reach its end.",
                 &Gauges::Source::failing);
  add("fonds_queue_length", "Requests waiting for a worker.", kGauge, gauges.queued);
  add("fonds_connections", "Open connections.", kGauge, gauges.connections);
  add("fonds_connections_refused_total", "Connections over the limit.", kCounter, gauges.refused);
  add("fonds_connections_taken_back_total", "Connections ended because others needed their room.", kCounter,
      gauges.taken_back);
  add("fonds_searches_given_up_total", "Searches given up because others had waited with less.", kCounter,
      gauges.given_up);
  add("fonds_sent_bytes_total", "Bytes of answers sent.", kCounter, gauges.bytes_sent);
  add("fonds_cache_bytes", "Bytes of cached answers.", kGauge, gauges.cache_bytes);
  add("fonds_cache_hits_total", "Answers found in the cache.", kCounter, gauges.cache_hits);
  add("fonds_cache_misses_total", "Answers not found in the cache.", kCounter, gauges.cache_misses);
  add("fonds_term_cache_bytes", "Bytes of decoded posting lists.", kGauge, gauges.term_bytes);
  add("fonds_term_cache_hits", "Posting lists found decoded since the generation was opened.", kGauge,
      gauges.term_hits);
  add("fonds_term_cache_misses", "Posting lists decoded since the generation was opened.", kGauge,
      gauges.term_misses);
  add("fonds_failed_jobs_total", "Requests that ended in an internal error.", kCounter, gauges.failed_jobs);
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace fonds::api
