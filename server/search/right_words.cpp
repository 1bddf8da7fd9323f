#include "server/search/right_words.h"

#include "indexer/dictionary/dictionary.h"
#include "indexer/persons/lexicon.h"

namespace fonds::search {

bool is_right_word(std::string_view folded) {
  using namespace persons::trait;
  return dictionary::is_common_word(folded) || dictionary::is_known_name(folded) ||
         (persons::Lexicon::instance().of(folded) & (kGiven | kWeakGiven)) != 0;
}

}  // namespace fonds::search
