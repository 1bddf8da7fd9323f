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
    "desk",
    "quiet",
    "verbose",
    // fonds-indexer
    "persons",
    "tags_are_dossiers",
    "post_types",
    "dossiers.*",
    "network.timeout_s",
    "network.retries",
    "network.ca_file",
    "sources.address",
    "sources.name",
    "sources.id_prefix",
    "sources.user",
    "sources.password_file",
    "sources.requests_per_second",
    "sources.tags_are_dossiers",
    "sources.post_types",
    "sources.dossiers.*",
    // fonds-server
    "listen",
    "synonyms",
    "keys",
    "reader_searches",
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
    "site.logo",
    "site.accent",
    "site.accent_dark",
    "site.report_to",
    "site.links",
    "site.image_hosts",
    "site.pictures",
    "site.presentations",
    "limits.per_second",
    "limits.burst",
    "api.origins",
    "metrics.access",
    "alerts.mail_to",
    "alerts.sendmail",
});

// Of these there may be several: [[sources]].
inline constexpr auto kArraysOfTables = std::to_array<std::string_view>({"sources"});

}  // namespace fonds::configuration
