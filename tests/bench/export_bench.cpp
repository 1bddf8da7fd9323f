// What an export of a whole archive costs: seconds and memory for each format, plain and compressed; and whether it has every
// article once where a newer index is published in its middle.
//
// INDEX is changed: one article is added to it.
//
// Usage: export_bench FONDS_SERVER FONDS_INDEXER INDEX
#include <chrono>
#include <cstdio>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "tests/bench/loopback_client.h"
#include "tests/bench/served_process.h"
#include "tests/commands/process.h"

namespace {

using fonds::bench::LoopbackClient;
using fonds::bench::ServedProcess;
using Clock = std::chrono::steady_clock;

struct Received {
  std::size_t bytes = 0;
  // without the head; empty unless it was to be kept
  std::string text;
};

// The bytes of a chunked answer, until its end; `half_way` is called once, when so many have come.
template <typename Then>
Received receive(std::uint16_t port, const std::string& target, bool gzip, bool keep, std::size_t when,
                 const Then& then) {
  LoopbackClient client(port);
  client.send_all("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" +
                  (gzip ? "Accept-Encoding: gzip\r\n" : "") + "\r\n");
  Received received;
  std::string text;
  bool called = false;
  while (true) {
    const std::string_view piece = client.receive();
    if (piece.empty()) break;
    received.bytes += piece.size();
    if (keep) text += piece;
    if (!called && received.bytes >= when) {
      called = true;
      then();
    }
  }
  if (keep) {
    // Chunks: a size in hexadecimal digits, a line end, so many bytes, a line end.
    std::size_t at = text.find("\r\n\r\n") + 4;
    for (;;) {
      const std::size_t size = std::stoul(text.substr(at, 16), nullptr, 16);
      if (size == 0) break;
      at = text.find("\r\n", at) + 2;
      received.text.append(text, at, size);
      at += size + 2;
    }
  }
  return received;
}

void whole(const ServedProcess& server, const std::string& format, bool gzip) {
  server.forget_peak();
  const double before = server.resident_mb();
  const auto start = Clock::now();
  const auto processor = server.processor_time();
  const Received received =
      receive(server.port(), "/api/v1/export?format=" + format, gzip, false, ~std::size_t{0}, [] {});
  std::printf("%-8s%-6s %6.1f MB in %5.2f s, %5.2f s of processor; resident %.0f MB before, %.0f at most\n",
              format.c_str(), gzip ? "gzip" : "", static_cast<double>(received.bytes) / 1e6,
              std::chrono::duration<double>(Clock::now() - start).count(),
              std::chrono::duration<double>(server.processor_time() - processor).count(), before,
              server.peak_mb());
  std::fflush(stdout);
}

std::size_t between(const std::string& text, std::string_view name) {
  const auto at = text.find(name);
  return at == std::string::npos ? 0 : std::stoul(text.substr(at + name.size(), 20));
}

// A reader that takes a while, and an article published meanwhile.
void across_an_update(const ServedProcess& server, const std::string& indexer, const std::string& index) {
  LoopbackClient client(server.port());
  const auto articles = [&] {
    return between(std::string(client.get("/api/v1/search?limit=0&facets=none").body), "\"total\":");
  };
  const std::size_t before = articles();
  constexpr std::size_t kHalf = 20'000'000;
  const Received received = receive(server.port(), "/api/v1/export", false, true, kHalf, [&] {
    const auto outcome = fonds::commands::run({indexer, "update", "--quiet", "--index", index, "-"},
                                              {"{\"id\":\"export-bench\",\"title\":\"T\",\"body\":\"B\"}\n"});
    if (outcome.status != 0) throw std::runtime_error("update: " + outcome.err);
    while (articles() == before) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  });
  std::set<std::string> ids;
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin < received.text.size(); ++lines) {
    const auto end = received.text.find('\n', begin);
    const auto id = received.text.find("\"id\":\"", begin) + 6;
    ids.insert(received.text.substr(id, received.text.find("\",\"", id) - id));
    begin = end + 1;
  }
  std::printf(
      "published in the middle: %zu articles before, %zu after; the export has %zu lines, %zu ids, %s\n",
      before, articles(), lines, ids.size(),
      ids.contains("export-bench") ? "the new one among them" : "without the new one");
  if (lines != before || ids.size() != before || ids.contains("export-bench"))
    throw std::runtime_error("not one generation");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: export_bench FONDS_SERVER FONDS_INDEXER INDEX\n");
    return 64;
  }
  try {
    const ServedProcess server(argv[1], argv[3], "");
    for (const char* format : {"jsonl", "csv", "bibtex", "ris"}) {
      for (const bool gzip : {false, true}) whole(server, format, gzip);
    }
    across_an_update(server, argv[2], argv[3]);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  }
  return 0;
}
