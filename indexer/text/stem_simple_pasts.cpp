// Simple pasts of irregular verbs: rendit, rendirent; valut, valurent. They are told by their whole ending, before
// any is cut: commit and commuter, plut and plus are other words.
#include <array>
#include <string>
#include <string_view>

#include "indexer/text/stem_rules.h"

namespace fonds::text {
namespace {

struct Past {
  // without the t of rendit and the rent of rendirent
  std::string_view theme;
  std::string_view stem;
  // What may stand before it, separated by spaces; "-" for nothing, "*" for any letters. What is left out is another
  // word, and a noun: début, rebut, salut, statut, but.
  std::string_view prefixes;
};

constexpr auto kPasts = std::to_array<Past>({
    // -dre, rompre, vaincre, battre
    {"endi", "end", "*"},
    {"perdi", "perd", "- re"},
    {"andi", "and", "rep ep"},
    {"pondi", "pond", "- re corres"},
    {"fondi", "fond", "con re mor"},
    {"tondi", "tond", "-"},
    {"mordi", "mord", "-"},
    {"tordi", "tord", "- re dis"},
    {"rompi", "romp", "- inter cor"},
    {"vainqui", "vainc", "- con"},
    {"batti", "batt", "- com a de re ra"},
    // -uire, -crire, naître, coudre, asseoir, surseoir
    {"uisi", "uis", "*"},
    {"crivi", "criv", "*"},
    {"naqui", "naiss", "- re"},
    {"cousi", "coud", "- de re"},
    {"assi", "assey", "- r"},
    {"sursi", "surseoir", "-"},
    // voir, faire, mettre, acquérir; admirent is foremost admirer, vit and revit are vivre
    {"vi", "voy", "pre entre"},
    {"fi", "fais", "re de satis contre"},
    {"mi", "met", "com compro de e entre o per pro re sou sur trans retrans"},
    {"qui", "quer", "ac con en re recon"},
    // in -u; dut and but are foremost nouns
    {"valu", "valoir", "-"},
    {"prevalu", "prevaloir", "-"},
    {"couru", "courr", "- ac con dis en par re se"},
    {"mouru", "mour", "-"},
    {"voulu", "voul", "-"},
    {"paru", "paraiss", "- ap com dis re trans"},
    {"connu", "connaiss", "- re me"},
    {"vecu", "viv", "- sur re"},
    {"moulu", "moud", "-"},
    {"solu", "solv", "re dis"},
    {"cu", "cev", "re per con de aper"},
    {"mu", "mouv", "e pro"},
    {"lu", "lis", "- re e ree"},
    {"plu", "plais", "- de com"},
    {"tu", "tair", "-"},
    {"cru", "croy", "-"},
    {"cru", "croiss", "ac de"},
    {"pourvu", "pourvoy", "- de"},
});

bool takes(const Past& past, std::string_view prefix) {
  if (past.prefixes == "*") return !prefix.empty();
  if (prefix.empty()) return past.prefixes.front() == '-';
  std::string_view left = past.prefixes;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(' '), left.size());
    if (left.substr(0, end) == prefix) return true;
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  return false;
}

}  // namespace

std::string stem_of_simple_past(std::string_view word) {
  std::string_view root = word;
  if (word.ends_with("irent") || word.ends_with("urent")) {
    root.remove_suffix(4);
  } else if (word.ends_with("it") || word.ends_with("ut")) {
    root.remove_suffix(1);
  } else {
    return {};
  }
  for (const Past& past : kPasts) {
    if (!root.ends_with(past.theme)) continue;
    const std::string_view prefix = root.substr(0, root.size() - past.theme.size());
    if (takes(past, prefix)) return std::string(prefix) + std::string(past.stem);
  }
  return {};
}

}  // namespace fonds::text
