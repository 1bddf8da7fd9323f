// Letters and figures, apart or joined, and other ways to write one number: CAC 40 and CAC40, CE2 and CE 2, 49.3 and
// 49-3, L. 123-4 and L123-4, RD 307 and D 307 and départementale 307, +33 4 and 04, www.exemple.fr and exemple.fr,
// tome II and tome 2. Words too: éco quartier and écoquartier, plate forme and plateforme, Le Goff and Legoff, J.-Y., J. Y.
// and JY.
//
// What articles write is indexed as it stands; a query asks for the other ways besides.
//
// Thread safety: pure function.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/analyzer.h"

namespace fonds::search {

struct OtherWriting {
  // positions of the text, the last one excluded
  std::uint32_t begin = 0, end = 0;
  // The words themselves are no answer where they stand apart: « M 7 » is not any article with a 7.
  bool only_these = false;
  // The last word of a writing may have another ending.
  bool inflected = false;
  // folded words side by side
  std::vector<std::vector<std::string>> writings;
};

// What an archive has, by folded word. Of words only what it has is another way to write them.
struct ArchiveWords {
  std::function<bool(std::string_view)> has;
  // mostly with a capital
  std::function<bool(std::string_view)> is_name;
};

// Of `text` and its analysis, in the order of the text; none overlap.
std::vector<OtherWriting> other_writings(std::string_view text, const text::Analysis& analysis,
                                         const ArchiveWords& archive);

}  // namespace fonds::search
