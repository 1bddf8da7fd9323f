// Every key that the configuration file may have, and whose it is. A program that learns a new key adds it
// here: the other one must not take it for a slip.
#pragma once

#include <array>
#include <string_view>

namespace fonds::configuration {

// With the table they are in; ".*" stands for keys of the user's own.
inline constexpr auto kKnownKeys = std::to_array<std::string_view>({
    // both programs
    "index",
    "threads",
    "delisted",
    "quiet",
    "verbose",
    // fonds-indexer
    "persons",
    "tags_are_dossiers",
    "post_types",
    "dossiers.*",
    // fonds-server
    "listen",
    "synonyms",
    "io_threads",
    "queue",
    "connections",
    "connections_per_address",
    "deadline_ms",
    "cache_mb",
    "trusted_proxies",
    "access_log",
    "access_log_queries",
    "access_log_addresses",
    "site.title",
    "site.tagline",
    "site.public_url",
    "limits.per_second",
    "limits.burst",
    "api.origins",
    "metrics.access",
});

}  // namespace fonds::configuration
