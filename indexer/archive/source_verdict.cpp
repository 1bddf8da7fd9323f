#include "indexer/archive/source_verdict.h"

namespace fonds::archive {

const char* describe(Ending ending) {
  switch (ending) {
    case Ending::whole:
      return "read to its end";
    case Ending::cut_off:
      return "cut off";
    case Ending::unreadable:
      return "not readable";
    case Ending::unknown_kind:
      return "of no known kind";
    case Ending::unreachable:
      return "not reachable";
    case Ending::without_article:
      return "without a single article";
  }
  return "";
}

}  // namespace fonds::archive
