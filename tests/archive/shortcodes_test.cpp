#include "indexer/archive/shortcodes.h"

#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

struct Case {
  std::string input, expected;
};

class Shortcodes : public ::testing::TestWithParam<Case> {};
TEST_P(Shortcodes, Removed) {
  EXPECT_EQ(strip_shortcodes(GetParam().input), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Removed, Shortcodes,
    ::testing::Values(
        Case{"a [gallery] b", "a  b"}, Case{"[gallery ids=\"1,2,3\" columns='4']", ""},
        Case{"[gallery]x[gallery]", "x"},
        Case{"[caption id=\"a\" width=\"3\"]<img src=\"x\"/> Légende[/caption]Texte", "Texte"},
        Case{"[caption id=\"a\"]Une[/caption] et [caption id=\"b\"]Deux[/caption] fin", " et  fin"},
        Case{"[caption id=\"a\" caption=\"[x]\"]Une[/caption]fin", "fin"},
        Case{"[caption id=\"never closed\"]Texte", "Texte"},
        Case{"[embed]https://youtu.be/x[/embed]", "<iframe src=\"https://youtu.be/x\"></iframe>"},
        Case{"[audio mp3=\"a.mp3\"][/audio]", ""}, Case{"[video src=\"a\"/]suite", "suite"},
        Case{"[youtube=http://youtu.be/x]", "<iframe src=\"http://youtu.be/x\"></iframe>"},
        Case{"[youtube http://youtu.be/x]", "<iframe src=\"http://youtu.be/x\"></iframe>"},
        Case{"[vimeo 12345]", ""}, Case{"[contact-form-7 id=\"5\" title=\"Écrire\"]", ""},
        Case{"[contact-form]", ""}, Case{"avant\n[recent-posts]\naprès", "avant\n\naprès"},
        Case{"[vc_row]", ""},
        Case{"[vc_row el_class=\"a\"][vc_column]Texte[/vc_column][/vc_row]", "\n\nTexte\n\n"},
        Case{"[half]A[/half][half]B[/half]", "A\n\nB"}, Case{"[dropcap]A[/dropcap]vril", "Avril"},
        Case{"[su_note note_color=\"#fff\"]Gardé[/su_note]", "Gardé"}, Case{"[nggallery id=3]", ""},
        Case{"Un mot[ref]La note.[/ref] suit", "Un mot (La note.) suit"}, Case{"[/caption]", ""},
        Case{"[button link=\"https://example.org/?a=b\" color=red]Lire[/button]", "Lire"}));

INSTANTIATE_TEST_SUITE_P(Kept, Shortcodes,
                         ::testing::Values(Case{"[…]", "[…]"}, Case{"[...]", "[...]"}, Case{"[sic]", "[sic]"},
                                           Case{"[libre]", "[libre]"}, Case{"x [mod n]", "x [mod n]"},
                                           Case{"« [celui-ci] a dit »", "« [celui-ci] a dit »"},
                                           Case{"[peut-être]", "[peut-être]"}, Case{"[1]", "[1]"},
                                           Case{"[Saint-Bel]", "[Saint-Bel]"},
                                           Case{"[Réaction] Chasse", "[Réaction] Chasse"},
                                           Case{"[NDLR : la mairie]", "[NDLR : la mairie]"},
                                           Case{"[n = 3]", "[n = 3]"}, Case{"[page 12]", "[page 12]"},
                                           Case{"[rires]\n", "[rires]\n"}, Case{"a[i] = b[j]", "a[i] = b[j]"},
                                           Case{"[", "["}, Case{"[gallery", "[gallery"},
                                           Case{"[[gallery]]", "[gallery]"}, Case{"[]", "[]"}, Case{"", ""}));

TEST(ShortcodesInMarkdown, LinksAreNot) {
  for (const std::string text : {"[mon_lien](https://example.org)", "[a_b][c_d]",
                                 "[ref_a]: https://example.org", "![une_image](a.jpg)"}) {
    EXPECT_EQ(strip_shortcodes_from_markdown(text), text);
  }
  EXPECT_EQ(strip_shortcodes_from_markdown("[gallery ids=\"1\"]\n\nTexte"), "\n\nTexte");
}

TEST(Shortcodes, ManyOpenBracketsTakeLinearTime) {
  const std::string text(200'000, '[');
  EXPECT_EQ(strip_shortcodes(text), text);
  std::string names;
  for (int i = 0; i < 50'000; ++i) names += "[a ";
  EXPECT_EQ(strip_shortcodes(names), names);
}

}  // namespace
}  // namespace fonds::archive
