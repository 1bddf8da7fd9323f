#include "indexer/archive/shortcodes.h"

#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

struct ShortcodeCase {
  std::string input, expected;
};

class Shortcodes : public ::testing::TestWithParam<ShortcodeCase> {};
TEST_P(Shortcodes, Removed) {
  EXPECT_EQ(strip_shortcodes(GetParam().input), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Removed, Shortcodes,
    ::testing::Values(
        ShortcodeCase{"a [gallery] b", "a  b"}, ShortcodeCase{"[gallery ids=\"1,2,3\" columns='4']", ""},
        ShortcodeCase{"[gallery]x[gallery]", "x"},
        ShortcodeCase{"[caption id=\"a\" width=\"3\"]<img src=\"x\"/> Légende[/caption]Texte", "Texte"},
        ShortcodeCase{"[caption id=\"a\"]Une[/caption] et [caption id=\"b\"]Deux[/caption] fin", " et  fin"},
        ShortcodeCase{"[caption id=\"a\" caption=\"[x]\"]Une[/caption]fin", "fin"},
        ShortcodeCase{"[caption id=\"never closed\"]Texte", "Texte"},
        ShortcodeCase{"[embed]https://youtu.be/x[/embed]", "<iframe src=\"https://youtu.be/x\"></iframe>"},
        ShortcodeCase{"[audio mp3=\"a.mp3\"][/audio]", ""}, ShortcodeCase{"[video src=\"a\"/]suite", "suite"},
        ShortcodeCase{"[youtube=http://youtu.be/x]", "<iframe src=\"http://youtu.be/x\"></iframe>"},
        ShortcodeCase{"[youtube http://youtu.be/x]", "<iframe src=\"http://youtu.be/x\"></iframe>"},
        ShortcodeCase{"[vimeo 12345]", ""}, ShortcodeCase{"[contact-form-7 id=\"5\" title=\"Écrire\"]", ""},
        ShortcodeCase{"[contact-form]", ""}, ShortcodeCase{"avant\n[recent-posts]\naprès", "avant\n\naprès"},
        ShortcodeCase{"[vc_row]", ""},
        ShortcodeCase{"[vc_row el_class=\"a\"][vc_column]Texte[/vc_column][/vc_row]", "\n\nTexte\n\n"},
        ShortcodeCase{"[half]A[/half][half]B[/half]", "A\n\nB"},
        ShortcodeCase{"[dropcap]A[/dropcap]vril", "Avril"},
        ShortcodeCase{"[su_note note_color=\"#fff\"]Gardé[/su_note]", "Gardé"},
        ShortcodeCase{"[nggallery id=3]", ""},
        ShortcodeCase{"Un mot[ref]La note.[/ref] suit", "Un mot (La note.) suit"},
        ShortcodeCase{"[/caption]", ""},
        ShortcodeCase{"[button link=\"https://example.org/?a=b\" color=red]Lire[/button]", "Lire"}));

INSTANTIATE_TEST_SUITE_P(
    Kept, Shortcodes,
    ::testing::Values(
        ShortcodeCase{"[…]", "[…]"}, ShortcodeCase{"[...]", "[...]"}, ShortcodeCase{"[sic]", "[sic]"},
        ShortcodeCase{"[libre]", "[libre]"}, ShortcodeCase{"x [mod n]", "x [mod n]"},
        ShortcodeCase{"« [celui-ci] a dit »", "« [celui-ci] a dit »"},
        ShortcodeCase{"[peut-être]", "[peut-être]"}, ShortcodeCase{"[1]", "[1]"},
        ShortcodeCase{"[Saint-Bel]", "[Saint-Bel]"}, ShortcodeCase{"[Réaction] Chasse", "[Réaction] Chasse"},
        ShortcodeCase{"[NDLR : la mairie]", "[NDLR : la mairie]"}, ShortcodeCase{"[n = 3]", "[n = 3]"},
        ShortcodeCase{"[page 12]", "[page 12]"}, ShortcodeCase{"[rires]\n", "[rires]\n"},
        ShortcodeCase{"a[i] = b[j]", "a[i] = b[j]"}, ShortcodeCase{"[", "["},
        ShortcodeCase{"[gallery", "[gallery"}, ShortcodeCase{"[[gallery]]", "[gallery]"},
        ShortcodeCase{"[]", "[]"}, ShortcodeCase{"", ""}));

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
