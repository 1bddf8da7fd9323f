#include "indexer/persons/recogniser.h"

#include "indexer/persons/candidates.h"
#include "indexer/persons/evidence.h"
#include "indexer/persons/lexicon.h"
#include "indexer/persons/resolution.h"
#include "indexer/persons/words.h"

namespace fonds::persons {

struct Recogniser::Impl {
  Lexicon lexicon;
};

Recogniser::Recogniser() : impl_(std::make_unique<const Impl>()) {}
Recogniser::~Recogniser() = default;
Recogniser::Recogniser(Recogniser&&) noexcept = default;
Recogniser& Recogniser::operator=(Recogniser&&) noexcept = default;

std::vector<Person> Recogniser::recognise(std::string_view utf8,
                                          const std::vector<std::string>& known) const {
  thread_local WordList words;  // keeps its memory from one text to the next
  scan_words(utf8, impl_->lexicon, words);
  const std::vector<Candidate> candidates = find_candidates(utf8, words, impl_->lexicon);
  const std::vector<Judgement> judgements = judge(utf8, words, candidates, impl_->lexicon);
  return resolve(utf8, words, candidates, judgements, known, impl_->lexicon);
}

}  // namespace fonds::persons
