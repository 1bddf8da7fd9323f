// Prints F1, precision and recall of the recogniser on the annotated collections, and lists the errors.
//
//   persons_eval SHARED [--errors]
//   persons_eval SHARED --archive FILE.jsonl [N]   the N most frequent persons of an archive, and the doubts
//
// articles    the set of persons per article, labels compared as evaluation.h says
// sequoia     exact spans, each sentence by itself, and whole documents
// wikineural  exact spans, machine-made labels (reported only)
// hipe2022    exact spans on scanned newspapers, noisy (reported only)
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <string>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "indexer/persons/registry.h"
#include "tests/persons/evaluation.h"

using namespace fonds::persons;

namespace {

void print(const char* name, const Score& score, bool errors) {
  std::printf("%-28s F1 %.3f  precision %.3f  recall %.3f  (%zu right, %zu wrong, %zu missed)\n", name,
              score.f1(), score.precision(), score.recall(), score.right, score.wrong, score.missed);
  if (errors) {
    for (const std::string& error : score.errors) std::printf("    %s\n", error.c_str());
  }
}

void print_speed(const Recogniser& recogniser, const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> bodies;
  std::size_t bytes = 0, persons = 0;
  for (std::string line; std::getline(in, line);) {
    bodies.push_back(nlohmann::json::parse(line).at("body").get<std::string>());
    bytes += bodies.back().size();
  }
  const std::clock_t start = std::clock();  // processor time: other work on the machine does not count
  for (const std::string& body : bodies) persons += recogniser.recognise(body).size();
  const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("%-28s %.1f MB/s on one core (%zu articles, %zu persons)\n", "speed",
              double(bytes) / 1e6 / seconds, bodies.size(), persons);
}

void print_archive(const Recogniser& recogniser, const std::string& path, std::size_t most) {
  std::ifstream in(path);
  std::vector<std::string> labels;
  std::unordered_map<std::string, std::uint32_t> ordinals;
  std::vector<Sighting> sightings;
  std::uint32_t article = 0;
  for (std::string line; std::getline(in, line); ++article) {
    const auto json = nlohmann::json::parse(line);
    const std::string text = json.value("title", "") + "\n" + json.at("body").get<std::string>();
    const auto known = json.value("persons", std::vector<std::string>());
    for (const Person& person : recogniser.recognise(text, known)) {
      const auto [found, is_new] = ordinals.emplace(person.label, static_cast<std::uint32_t>(labels.size()));
      if (is_new) labels.push_back(person.label);
      sightings.push_back({article, found->second, person.gender,
                           std::find(known.begin(), known.end(), person.label) != known.end(),
                           certainty_of(person.signs)});
    }
  }
  const auto start = std::chrono::steady_clock::now();
  const Registry registry = build_registry({labels, {}, sightings, nullptr, {}});
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  static constexpr const char* kTies[] = {"", "~", "part ", "initials ", "surname ", "editor "};
  for (std::size_t i = 0; i < std::min(most, registry.persons.size()); ++i) {
    const RegisteredPerson& p = registry.persons[i];
    std::printf("%5u  %-32s %s ", p.articles, p.label.c_str(), p.value.c_str());
    for (std::size_t f = 0; f < std::min<std::size_t>(p.forms.size(), 8); ++f) {
      if (p.forms[f].label == p.label) continue;
      std::printf(" | %s%s %u", kTies[static_cast<std::size_t>(p.forms[f].tie)], p.forms[f].label.c_str(),
                  p.forms[f].articles);
    }
    std::printf("\n");
  }
  std::printf("%zu labels, %zu sightings, %zu persons, %zu doubts; registry built in %.2f s\n", labels.size(),
              sightings.size(), registry.persons.size(), registry.doubts.size(), seconds);
  for (const Refusal& r : registry.refusals) std::printf("  refused %u: %s\n", r.articles, r.label.c_str());
  for (std::size_t i = 0; i < std::min<std::size_t>(20, registry.doubts.size()); ++i) {
    const Doubt& d = registry.doubts[i];
    std::printf("  doubt %u: %s ? %s\n", d.articles, registry.persons[d.person].label.c_str(),
                registry.persons[d.other].label.c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: persons_eval SHARED [--errors]\n", stderr);
    return 64;
  }
  const std::string shared = argv[1];
  const bool errors = argc > 2 && std::string(argv[2]) == "--errors";
  try {
    const Recogniser recogniser;
    if (argc > 3 && std::string(argv[2]) == "--archive") {
      print_archive(recogniser, argv[3], argc > 4 ? std::stoul(argv[4]) : 200);
      return 0;
    }
    print("articles", score_articles(recogniser, shared + "/persons/articles.jsonl"), errors);
    Score sequoia[2];
    for (const char* part : {"Europar", "frwiki"}) {
      const auto sentences = read_sequoia(shared + "/persons/sequoia/" + part + ".conll");
      print((std::string("sequoia ") + part + ", sentences").c_str(), score_spans(recogniser, sentences),
            errors);
      print((std::string("sequoia ") + part + ", documents").c_str(),
            score_spans(recogniser, join(sentences)), false);
      for (int whole = 0; whole < 2; ++whole) {
        const Score s = score_spans(recogniser, whole ? join(sentences) : sentences);
        sequoia[whole].right += s.right, sequoia[whole].wrong += s.wrong, sequoia[whole].missed += s.missed;
      }
    }
    print("sequoia, sentences", sequoia[0], false);
    print("sequoia, documents", sequoia[1], false);
    print("wikineural", score_spans(recogniser, read_wikineural(shared + "/persons/wikineural-val.conllu")),
          false);
    for (const char* part : {"hipe2020", "letemps"}) {
      print((std::string("hipe2022 ") + part).c_str(),
            score_spans(recogniser, read_hipe(shared + "/persons/hipe2022-" + part + "-dev.tsv")), false);
    }
    print_speed(recogniser, shared + "/articles/orange.jsonl");
  } catch (const std::exception& e) {
    std::fprintf(stderr, "persons_eval: %s\n", e.what());
    return 66;
  }
  return 0;
}
