// Plain bitmaps beside CRoaring's compressed ones, on the sets that a search is made of: the articles of
// frequent, middling and rare words, and of dossiers.
//
//   bitmap_bench [ARTICLES]    21868 if not given; sets are drawn at random with a fixed seed
//
// Per pair of densities: intersecting and counting, and intersecting into a new set that is walked; and the
// bytes of one set.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include <roaring/roaring.h>

#include "server/search/bitmap.h"

namespace {

using fonds::search::Bitmap;
using Clock = std::chrono::steady_clock;

struct Set {
  Bitmap plain;
  roaring_bitmap_t* roaring;
};

Set draw(std::uint32_t articles, double density, std::mt19937& random) {
  Set set{Bitmap(articles), roaring_bitmap_create()};
  std::bernoulli_distribution member(density);
  for (std::uint32_t i = 0; i < articles; ++i) {
    if (!member(random)) continue;
    set.plain.set(i);
    roaring_bitmap_add(set.roaring, i);
  }
  roaring_bitmap_run_optimize(set.roaring);
  return set;
}

// Microseconds for one call of `job`.
template <typename Job>
double microseconds(Job&& job) {
  constexpr int kCalls = 2000;
  const auto start = Clock::now();
  for (int i = 0; i < kCalls; ++i) job();
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count() / kCalls;
}

}  // namespace

int main(int argc, char** argv) {
  const auto articles = static_cast<std::uint32_t>(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 21'868);
  std::mt19937 random(1);
  std::uint64_t sum = 0;
  std::printf("%u articles                count of both, µs   both, walked, µs    bytes of the second\n",
              articles);
  std::printf("%-25s %9s %9s %9s %9s %9s %9s\n", "parts of all", "plain", "roaring", "plain", "roaring",
              "plain", "roaring");
  for (const auto& [a, b] :
       std::vector<std::pair<double, double>>{{0.9, 0.5}, {0.5, 0.1}, {0.1, 0.01}, {0.5, 0.001}}) {
    const Set one = draw(articles, a, random);
    const Set other = draw(articles, b, random);
    const double plain_count = microseconds([&] { sum += one.plain.count_and(other.plain); });
    const double roaring_count =
        microseconds([&] { sum += roaring_bitmap_and_cardinality(one.roaring, other.roaring); });
    const double plain_walk = microseconds([&] {
      Bitmap both = one.plain;
      both &= other.plain;
      both.for_each([&](std::uint32_t i) { sum += i; });
    });
    const double roaring_walk = microseconds([&] {
      roaring_bitmap_t* both = roaring_bitmap_and(one.roaring, other.roaring);
      roaring_iterate(
          both,
          [](std::uint32_t i, void* total) {
            *static_cast<std::uint64_t*>(total) += i;
            return true;
          },
          &sum);
      roaring_bitmap_free(both);
    });
    std::printf("%8.3f and %-12.3f %9.2f %9.2f %9.2f %9.2f %9zu %9zu\n", a, b, plain_count, roaring_count,
                plain_walk, roaring_walk, other.plain.bytes(), roaring_bitmap_size_in_bytes(other.roaring));
    roaring_bitmap_free(one.roaring);
    roaring_bitmap_free(other.roaring);
  }
  std::printf("(%llu)\n", static_cast<unsigned long long>(sum % 10));
  return 0;
}
