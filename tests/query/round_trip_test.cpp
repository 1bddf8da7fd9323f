// query.understood is a query: what to_string() prints parses to an equal tree. Checked on random trees, on
// random text made of the pieces that the grammar is sensitive to, and on hostile input.
#include <array>
#include <random>

#include <gtest/gtest.h>

#include "indexer/text/folding.h"
#include "tests/query/tree_dump.h"

namespace fonds::query {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t n) {
  return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

template <typename T, std::size_t N>
const T& one_of(Random& random, const std::array<T, N>& values) {
  return values[below(random, N)];
}

constexpr std::array<const char*, 18> kWords{
    "école", "numérique", "l'école", "start-up", "C++",   "R&D",          "ou",    "et",   "3/4/2017",
    "12:30", "foo:x",     "élu·e·s", "#tag",     "nu*ér", "candidat(e)s", "titre", "date", "M€"};
constexpr std::array<const char*, 6> kPhrases{"école de code", "OU",    "-a (b",
                                              "titre:x",       "l’été", "10\u202F000 habitants"};
constexpr std::array<const char*, 5> kPrefixes{"numér", "OU", "l'éco", "20", "start-up"};
constexpr std::array<const char*, 9> kDates{"2017",        "2015..", "..2017", "2017-04-05",
                                            "avril 2017",  "mars",   "hier",   "du 3 au 5 avril 2017",
                                            "l’an dernier"};
constexpr std::array<Field, 5> kFields{Field::any, Field::title, Field::author, Field::dossier,
                                       Field::person};

NodePtr make(decltype(Node::value) value) {
  auto node = std::make_unique<Node>();
  node->value = std::move(value);
  return node;
}

NodePtr random_leaf(Random& random) {
  const Field field = below(random, 3) == 0 ? one_of(random, kFields) : Field::any;
  switch (below(random, 6)) {
    case 0:
      return make(Phrase{one_of(random, kPhrases), field});
    case 1:
      return make(Prefix{one_of(random, kPrefixes), field});
    case 2:
      return make(*parse_date_range(one_of(random, kDates), test_today()));
    default:
      return make(Word{one_of(random, kWords), field});
  }
}

// A tree as parse() makes them: no And in an And, no Or in an Or, no Not in a Not. Three children at most and
// four levels: 81 leaves would be too many for the limits, so the deepest lists have two.
template <typename Above>
NodePtr random_tree(Random& random, int levels);

template <typename List>
NodePtr random_list(Random& random, int levels) {
  List list;
  const std::size_t children = 2 + (levels > 2 ? below(random, 2) : 0);
  while (list.children.size() < children) list.children.push_back(random_tree<List>(random, levels - 1));
  return make(std::move(list));
}

template <typename Above>
NodePtr random_tree(Random& random, int levels) {
  if (levels == 0) return random_leaf(random);
  switch (below(random, 6)) {
    case 0:
      return random_list<Bag>(random, levels);
    case 1:
      if constexpr (!std::is_same_v<Above, And>) return random_list<And>(random, levels);
      break;
    case 2:
      if constexpr (!std::is_same_v<Above, Or>) return random_list<Or>(random, levels);
      break;
    case 3:
      if constexpr (!std::is_same_v<Above, Not>) return make(Not{random_tree<Not>(random, levels - 1)});
      break;
    default:
      break;
  }
  return random_leaf(random);
}

TEST(RoundTrip, RandomTrees) {
  Random random(20170405);
  for (int i = 0; i < 30000; ++i) {
    const NodePtr tree = random_tree<void>(random, 4);
    const std::string printed = to_string(tree.get());
    const Query read = parse(printed, test_today());
    ASSERT_TRUE(equal(read.root.get(), tree.get()))
        << printed << "\n  wanted " << dump(tree.get()) << "\n  got    " << dump(read.root.get());
    ASSERT_EQ(dump(read.notes), "") << printed;
    ASSERT_EQ(to_string(read.root.get()), printed);
  }
}

void expect_round_trip(const std::string& text, const Limits& limits = {}) {
  const Query first = parse(text, test_today(), limits);
  const std::string printed = to_string(first.root.get());
  ASSERT_LE(printed.size(), limits.bytes);
  ASSERT_TRUE(text::is_valid_utf8(printed)) << text;
  const Query second = parse(printed, test_today(), limits);
  ASSERT_TRUE(equal(first.root.get(), second.root.get()))
      << text << "\n  printed " << printed << "\n  first   " << dump(first.root.get()) << "\n  second  "
      << dump(second.root.get());
  for (const Note& note : second.notes) {
    ASSERT_EQ(note.kind, NoteKind::unknown_field)
        << text << "\n  printed " << printed << "\n  says " << note.text;
  }
}

constexpr std::array<const char*, 62> kPieces{
    " ",        " ",          " ",       " ",      " ",
    " ",        "a",          "bc",      "école",  "numér",
    "2017",     "10",         "\u00A0",  "\u202F", "\"",
    "\"",       "«",          "»",       "“",      "”",
    "„",        "″",          "'",       "’",      "(",
    ")",        "(",          ")",       "-",      "-",
    "*",        "*",          "+",       "#",      "@",
    "&",        "/",          ".",       "..",     ",",
    ":",        "OU",         "ET",      "SAUF",   "NOT",
    "ou",       "titre:",     "auteur:", "date:",  "titres:",
    "dossier:", "avril 2017", "mars",    "depuis", "du 3 au 5 avril",
    "\xC3",     "\xFF",       "\u200B",  "\u00AD", "€",
    "\u0301",   "\u3000"};

TEST(RoundTrip, RandomText) {
  Random random(42);
  for (int i = 0; i < 60000; ++i) {
    std::string text;
    for (std::size_t n = 1 + below(random, 14); n > 0; --n) text += one_of(random, kPieces);
    ASSERT_NO_FATAL_FAILURE(expect_round_trip(text));
  }
}

TEST(RoundTrip, RandomTextAtTheLimits) {
  Random random(43);
  const Limits small{60, 5, 2, 3};
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t n = 1 + below(random, 40); n > 0; --n) text += one_of(random, kPieces);
    ASSERT_NO_FATAL_FAILURE(expect_round_trip(text, small));
  }
}

TEST(RoundTrip, RandomBytes) {
  Random random(44);
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t n = below(random, 60); n > 0; --n) text += static_cast<char>(below(random, 256));
    ASSERT_NO_FATAL_FAILURE(expect_round_trip(text));
  }
}

struct Size {
  std::size_t leaves = 0, depth = 0;
};
Size size_of(const Node* node) {
  if (node == nullptr) return {};
  Size size{1, 0};
  const auto below_node = [&size](const std::vector<NodePtr>& children) {
    size.leaves = 0;
    for (const NodePtr& child : children) {
      const Size part = size_of(child.get());
      size.leaves += part.leaves;
      size.depth = std::max(size.depth, part.depth + 1);
    }
  };
  if (const auto* bag = std::get_if<Bag>(&node->value)) below_node(bag->children);
  if (const auto* all = std::get_if<And>(&node->value)) below_node(all->children);
  if (const auto* any = std::get_if<Or>(&node->value)) below_node(any->children);
  if (const auto* negation = std::get_if<Not>(&node->value)) {
    size = size_of(negation->child.get());
    ++size.depth;
  }
  return size;
}

std::string repeat(std::string_view piece, std::size_t times) {
  std::string out;
  for (; times > 0; --times) out += piece;
  return out;
}

TEST(Limits, HostileInputStaysBounded) {
  const std::array<std::string, 20> inputs{repeat("(", 10000),
                                           repeat(")", 10000),
                                           repeat("(", 10000) + "a" + repeat(")", 10000),
                                           repeat("(a ", 30) + repeat(")", 30),
                                           repeat("-(", 900) + "a" + repeat(")", 900),
                                           repeat("\"", 10000),
                                           repeat("«", 10000),
                                           repeat("« \"a", 3000),
                                           repeat("mot ", 25000),
                                           repeat("x", 100000),
                                           repeat("é", 100000),
                                           repeat("\x80", 100000),
                                           repeat("ET ", 30000),
                                           repeat("SAUF ", 30000) + "a",
                                           repeat("a OU ", 30000),
                                           repeat("titre:(a ", 2000),
                                           "titre:(" + repeat("a ", 60) + repeat("é", 900) + ")",
                                           repeat("date:mars ", 10000),
                                           "\"" + repeat("a ", 40000) + "\"",
                                           std::string(100000, '\0')};
  const Limits limits;
  for (const std::string& input : inputs) {
    SCOPED_TRACE(input.substr(0, 20));
    const Query read = parse(input, test_today());
    const Size size = size_of(read.root.get());
    EXPECT_LE(size.leaves, limits.words);
    EXPECT_LE(size.depth, 4 * limits.depth + 4);
    EXPECT_LE(read.notes.size(), 10U);
    ASSERT_NO_FATAL_FAILURE(expect_round_trip(input));
  }
}

TEST(Limits, WhatIsLeftOutIsSaid) {
  const Limits limits{40, 4, 2, 3};
  const auto read = [&limits](const std::string& text) {
    const Query query = parse(text, test_today(), limits);
    return dump(query.root.get()) + " / " + dump(query.notes);
  };
  EXPECT_EQ(read("a b c d"), "(bag a b c d) / ");
  EXPECT_EQ(read("a b c d e f"), "(bag a b c d) / truncated");
  EXPECT_EQ(read("a (b OU c d ET e) f"), "(bag a (or b (bag c d))) / truncated");
  EXPECT_EQ(read("\"a b c\""), "\"a b c\" / ");
  EXPECT_EQ(read("\"a b c d\" e"), "(bag \"a b c\" e) / truncated");
  EXPECT_EQ(read("((a b) c)"), "(bag (bag a b) c) / ");
  EXPECT_EQ(read("((a (b c)) d)"), "(bag (bag a b c) d) / truncated");
  EXPECT_EQ(read("école numérique et bien d'autres mots encore"),
            "(bag école numérique et bien) / truncated truncated");
  EXPECT_EQ(read(std::string(39, 'x') + " yyy"), std::string(39, 'x') + " / truncated");
  EXPECT_EQ(read(std::string(39, 'x') + "é"), std::string(39, 'x') + " / truncated");
  EXPECT_EQ(read("(" + std::string(30, 'x') + " yyyyyyyyyy)"), std::string(30, 'x') + " / truncated");
  EXPECT_EQ(read(std::string(30, 'x') + " OU yyyyyyyyyy"), std::string(30, 'x') + " / truncated");
}

TEST(Limits, NothingIsAllowed) {
  const Query read = parse("école", test_today(), Limits{0, 0, 0, 0});
  EXPECT_EQ(read.root, nullptr);
  EXPECT_EQ(dump(read.notes), "truncated");
}

}  // namespace
}  // namespace fonds::query
