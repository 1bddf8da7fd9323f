// Pages in the shapes that content systems give them: which title and text are the article's.
#include "tests/archive/page_shape.h"

namespace fonds::archive {
namespace {

class PageShape : public ::testing::TestWithParam<Shape> {};
TEST_P(PageShape, IsRead) {
  expect_read(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Systems, PageShape,
    ::testing::Values(
        Shape{
            "WordPressClassic",
            "<html lang='fr-FR'><head><title>Le moulin rouvre | La Vallée</title></head><body class='single "
            "has-sidebar'>"
            "<div id='page'><header id='masthead' class='site-header'><h1 class='site-title'><a href='/'>La "
            "Vallée</a></h1>"
            "<nav><ul class='menu'><li><a href='/a'>Accueil</a></li></ul></nav></header>"
            "<div id='primary'><main><article id='post-7' class='post-7 post type-post category-menu "
            "tag-comment hentry'>"
            "<header class='entry-header'><h1 class='entry-title'>Le moulin rouvre</h1><div "
            "class='entry-meta'>"
            "<span class='posted-on'><a href='/m/'><time class='entry-date published' "
            "datetime='2013-05-04T09:00:00+02:00'>4 mai "
            "2013</time><time class='updated' datetime='2015-01-01T09:00:00+01:00'>1 janvier "
            "2015</time></a></span>"
            "<span class='byline'> par <span class='author vcard'><a class='url fn n' "
            "href='/author/anne/'>Anne "
            "Roy</a></span></span></div></header><div class='entry-content'>" +
                kP +
                "</div>"
                "<footer class='entry-footer'><span class='cat-links'>Classé dans <a "
                "href='/c/'>Bourg</a></span></footer></article>"
                "<nav class='navigation post-navigation'><a href='/x/'>Précédent</a></nav>"
                "<div id='comments' class='comments-area'><h2 class='comments-title'>Une réflexion</h2><ol "
                "class='comment-list'>"
                "<li><article class='comment-body'><p>" +
                kStory + kStory +
                "</p><time datetime='2016-01-01'>hier</time></article></li>"
                "</ol></div></main></div><aside id='secondary' class='widget-area'><section "
                "class='widget'><h2>Articles "
                "récents</h2><ul><li><a href='/y/'>Autre</a></li></ul></section></aside></div></body></html>",
            "Le moulin rouvre", "2013-05-04", "Anne Roy", kStory},
        Shape{"WordPressOldTheme",
              "<html><head><title>La Vallée » Le moulin rouvre</title></head><body><div id='header'><h1><a "
              "href='/'>La "
              "Vallée</a></h1><div class='description'>Journal du bourg</div></div><div id='content'><div "
              "class='post' id='post-9'>"
              "<h2><a href='/2013/05/04/moulin/' rel='bookmark'>Le moulin rouvre</a></h2><small>4 mai "
              "2013</small><div "
              "class='entry'>" +
                  kP +
                  "</div><p class='postmetadata'>Posté dans <a href='/c'>Bourg</a></p></div>"
                  "<h3 id='comments'>2 réponses</h3><ol class='commentlist'><li class='comment'>" +
                  kP +
                  "</li></ol></div>"
                  "<div id='sidebar'><ul><li>Météo</li></ul></div><div "
                  "id='footer'>Mentions</div></body></html>",
              "Le moulin rouvre", "", "", "4 mai 2013\n\n" + kStory},
        Shape{"Drupal7",
              "<html><head><title>Le moulin rouvre | La Vallée</title></head><body class='node-type-article "
              "one-sidebar'><div "
              "id='page'><div id='header'><div id='site-name'><a href='/'>La Vallée</a></div></div><div "
              "id='breadcrumb' "
              "class='breadcrumb'><a href='/'>Accueil</a></div><div id='content'><h1 class='title' "
              "id='page-title'>Le moulin "
              "rouvre</h1><div id='node-3' class='node node-article'><div class='meta submitted'><span "
              "property='dc:date dc:created' "
              "content='2013-05-04T09:00:00+02:00' datatype='xsd:dateTime'>Publié par <span "
              "rel='sioc:has_creator'><a "
              "class='username' property='foaf:name'>Anne Roy</a></span> le sam, 04/05/2013 - "
              "09:00</span></div><div "
              "class='content'><div class='field field-name-body'>" +
                  kP +
                  "</div><div class='field field-name-field-tags'><ul><li><a "
                  "href='/t/1'>Bourg</a></li></ul></div></div><ul class='links inline'><li><a "
                  "href='/c'>Ajouter</a></li><li><a "
                  "href='/d'>Lire</a></li></ul><div id='comments' "
                  "class='comment-wrapper'><h2>Commentaires</h2>" +
                  kP +
                  "</div></div></div>"
                  "<div id='sidebar-first'><div class='block'>Météo</div></div></div></body></html>",
              "Le moulin rouvre", "2013-05-04", "Anne Roy", kStory},
        Shape{
            "Drupal9",
            "<html><head><title>Le moulin rouvre | La Vallée</title><meta property='article:published_time' "
            "content='2013-05-04T09:00:00+02:00'></head><body><header role='banner'><time "
            "datetime='2026-01-01'>aujourd’hui</time></header><main role='main'><h1><span>Le moulin "
            "rouvre</span></h1><article "
            "data-history-node-id='3' role='article' class='node node--type-article "
            "node--view-mode-full'><footer "
            "class='node__meta'><div class='node__submitted'>Par <span>Anne</span></div></footer><div "
            "class='node__content'><div "
            "class='field--name-body'>" +
                kP +
                "</div></div></article></main><div class='views-element-container'><article "
                "class='node--view-mode-teaser'><h2><a href='/autre'>Autre</a></h2>" +
                kP + "</article></div></body></html>",
            "Le moulin rouvre", "2013-05-04", "", kStory},
        Shape{"Spip",
              "<html lang='fr'><head><title>Le moulin rouvre - La Vallée</title></head><body "
              "class='page_article'><div "
              "id='page'><div id='entete'><a href='/'>La Vallée</a></div><div id='nav'><ul><li><a "
              "href='/r1'>Bourg</a></li></ul></div>"
              "<div id='conteneur'><div id='contenu'><p id='hierarchie'><a href='/'>Accueil</a> &gt; <a "
              "href='/r1'>Bourg</a></p><div "
              "class='cartouche'><h1 class='crayon titre'>Le moulin rouvre</h1><p class='info-publi'><abbr "
              "class='published' "
              "title='2013-05-04T07:00:00Z'>samedi 4 mai 2013</abbr>, <span class='auteurs'>par <span "
              "class='vcard author'><a "
              "class='url fn spip_in' href='/a'>Anne Roy</a></span></span></p></div><div class='crayon "
              "chapo'><p>Huit ans d’attente "
              "au bourg.</p></div><div class='crayon texte'>" +
                  kP +
                  "</div><a href='#forum' name='forum' id='forum'></a><div "
                  "class='comments'><h2>1 Message</h2><ul class='forum'><li>" +
                  kP +
                  "</li></ul></div></div></div><div "
                  "id='navigation'><div class='menu'><h2>Dans la même rubrique</h2><ul><li><a "
                  "href='/z'>Autre</a></li></ul></div></div>"
                  "<div id='pied'>Plan du site</div></div></body></html>",
              "Le moulin rouvre", "2013-05-04", "Anne Roy", "Huit ans d’attente au bourg.\n\n" + kStory},
        Shape{"Joomla",
              "<html><head><title>Le moulin rouvre</title><meta name='author' content='Anne "
              "Roy'></head><body><div "
              "class='header'>La Vallée</div><main><div class='item-page' itemscope "
              "itemtype='https://schema.org/Article'><meta "
              "itemprop='inLanguage' content='fr-FR'><div class='page-header'><h2 itemprop='headline'>Le "
              "moulin rouvre</h2></div><dl "
              "class='article-info'><dd class='createdby'>Écrit par <span itemprop='name'>Anne "
              "Roy</span></dd><dd "
              "class='modified'>Mis à jour : <time datetime='2015-01-01T09:00:00+01:00' "
              "itemprop='dateModified'>1 janvier 2015</time></dd>"
              "<dd class='published'>Publication : <time datetime='2013-05-04T09:00:00+02:00' "
              "itemprop='datePublished'>4 mai "
              "2013</time></dd></dl><div itemprop='articleBody'>" +
                  kP +
                  "</div><ul class='pager'><li><a href='/a'>Préc</a></li><li><a "
                  "href='/b'>Suivant</a></li></ul></div></main></body></html>",
              "Le moulin rouvre", "2013-05-04", "Anne Roy", kStory},
        Shape{"Ghost",
              "<html><head><title>Le moulin rouvre</title><script "
              "type='application/ld+json'>{\n\"@context\":\"https://schema.org\","
              "\"@type\":\"Article\",\"author\":[{\"@type\":\"Person\",\"name\":\"Anne "
              "Roy\"},{\"@type\":\"Person\",\"name\":\"Guy "
              "Prat\"}],\"headline\":\"Le moulin "
              "rouvre\",\"datePublished\":\"2013-05-04T07:00:00.000Z\"}</script></head><body><header "
              "id='gh-head'></header><main><article class='gh-article post'><header "
              "class='gh-article-header'><a "
              "class='gh-article-tag' href='/t'>Bourg</a><h1>Le moulin rouvre</h1><p "
              "class='gh-article-excerpt'>Après huit ans de "
              "travaux, la farine est revenue chez le boulanger du bourg.</p></header><section "
              "class='gh-content'>" +
                  kP +
                  "</section></article></main><section class='gh-container read-next'><article "
                  "class='post-card'><h3><a "
                  "href='/b'>Autre</a></h3></article></section></body></html>",
              "Le moulin rouvre", "2013-05-04", "Anne Roy, Guy Prat",
              "Après huit ans de travaux, la farine est revenue chez le boulanger du bourg.\n\n" + kStory},
        Shape{"Hugo",
              "<html><head><title>Le moulin rouvre</title></head><body><header><a href='/'>La "
              "Vallée</a></header><main><article><h1>Le "
              "moulin rouvre</h1><p class='meta'><time datetime='2013-05-04'>4 mai 2013</time> · 2 min</p>" +
                  kP +
                  "</article><div class='pagination'><a href='/x'>Suivant</a></div></main><footer>© "
                  "2026</footer></body></html>",
              "Le moulin rouvre", "2013-05-04", "", kStory},
        Shape{"Eleventy",
              "<html><head><title>Le moulin rouvre</title></head><body><main><h1>Le moulin rouvre</h1><ul "
              "class='post-metadata'><li><time datetime='2013-05-04'>4 mai 2013</time></li><li><a "
              "class='post-tag' "
              "href='/tags/b/'>bourg</a>, </li></ul>" +
                  kP +
                  "<ul class='links-nextprev'><li>Précédent : <a href='/a'>A</a></li><li>Suivant "
                  ": <a href='/b'>B</a></li></ul></main></body></html>",
              "Le moulin rouvre", "2013-05-04", "", kStory},
        Shape{
            "FrontPage",
            "<HTML><HEAD><META NAME='GENERATOR' CONTENT='Microsoft FrontPage 4.0'><TITLE>Le moulin "
            "rouvre</TITLE></HEAD><BODY "
            "BGCOLOR='#FFFFFF'><TABLE WIDTH='100%'><TR><TD WIDTH='150'><A HREF='index.htm'>Accueil</A><BR><A "
            "HREF='bourg.htm'>Le bourg</A><BR><A HREF='liens.htm'>Liens</A></TD><TD><H1 ALIGN='center'><FONT "
            "FACE='Arial'>Le moulin "
            "rouvre</FONT></H1><P ALIGN='justify'><FONT SIZE='2'>" +
                kStory + "</FONT></P></TD></TR></TABLE></BODY></HTML>",
            "Le moulin rouvre", "", "", kStory},
        Shape{"Blogger",
              "<html><head><title>La Vallée: Le moulin rouvre</title></head><body><div class='post hentry' "
              "itemscope "
              "itemtype='http://schema.org/BlogPosting'><h3 class='post-title entry-title' "
              "itemprop='name'>Le moulin rouvre</h3><div "
              "class='post-body entry-content' itemprop='articleBody'>" +
                  kP +
                  "</div><div class='post-footer'>Publié par <span "
                  "class='fn' itemprop='author' itemscope itemtype='http://schema.org/Person'><span "
                  "itemprop='name'>Anne Roy</span></span> "
                  "<abbr class='published' itemprop='datePublished' "
                  "title='2013-05-04T09:00:00+02:00'>9:00</abbr></div></div><div "
                  "id='comments'><p>Un mot</p></div></body></html>",
              "Le moulin rouvre", "2013-05-04", "Anne Roy", kStory}),
    shape_name);

INSTANTIATE_TEST_SUITE_P(
    Texts, PageShape,
    ::testing::Values(
        Shape{"TeasersInASection",
              "<h1>T</h1><div class='texte'>" + kP + "</div><section class='related'><article>" + kP + kP +
                  "</article></section>",
              "T", "", "", kStory},
        Shape{"TeasersByTheirLinks",
              "<h1>T</h1><div>" + kP + "</div><div><article><h2><a href='/a'>Autre</a></h2>" + kP + kP +
                  "</article></div>",
              "T", "", "", kStory},
        Shape{"TeasersThatLeadOn",
              "<h1>T</h1><div>" + kP + "</div><div><article><h2>Autre</h2>" + kP + kP +
                  "<a href='/a'>Lire la suite</a></article></div>",
              "T", "", "", kStory},
        Shape{"CardsInsideTheArticle",
              "<article><h1>T</h1>" + kP +
                  "<div class='teaser'><h3><a href='/a'>Autre</a></h3><p>Un résumé.</p></div><p>Et la "
                  "fin.</p></article>",
              "T", "", "", kStory + "\n\nEt la fin."},
        Shape{"PartsBesideEachOther",
              "<main><h1>T</h1><article><h2>Hier</h2>" + kP +
                  "</article><article><h2>Demain</h2><p>Court.</p></article></main>",
              "T", "", "", "Hier\n\n" + kStory + "\n\nDemain\n\nCourt."},
        Shape{"PartsInSections",
              "<h1>T</h1><section><article><p>Un.</p></article></section><section><article><p>Deux.</p></"
              "article></section>"
              "<section><article><p>Trois.</p></article></section>",
              "T", "", "", "Un.\n\nDeux.\n\nTrois."},
        Shape{"PartsNested",
              "<article><h1>T</h1><p>Un.</p><article><h2>B</h2><p>Deux.</p></article></article>", "T", "", "",
              "Un.\n\nB\n\nDeux."},
        Shape{"SeveralBodies",
              "<h1>T</h1><div itemprop='articleBody'><p>Un.</p></div><div>Pub</div><div "
              "itemprop='articleBody'><p>Deux.</p></div>",
              "T", "", "", "Un.\n\nDeux."},
        Shape{"LeadBeforeTheArticle", "<main><h1>T</h1><p>Le chapô.</p><article>" + kP + "</article></main>",
              "T", "", "", "Le chapô.\n\n" + kStory},
        Shape{"CommentsByTheirHeading",
              "<article><h1>T</h1>" + kP + "<h2>2 commentaires</h2><div><p>" + kStory + kStory +
                  "</p></div></article>",
              "T", "", "", kStory},
        Shape{"CommentsBySchema",
              "<article><h1>T</h1>" + kP + "<div itemprop='comment' itemscope>" + kP + "</div></article>",
              "T", "", "", kStory},
        Shape{"CommentsAsArticles",
              "<article><h1>T</h1><p>Court.</p></article><div id='reactions'><article>" + kP +
                  "</article><article>" + kP + "</article></div>",
              "T", "", "", "Court."},
        Shape{"ReactionsAreAStory",
              "<article><h1>T</h1><p>Un.</p><h2>Réactions</h2><p>Le maire est ravi.</p></article>", "T", "",
              "", "Un.\n\nRéactions\n\nLe maire est ravi."},
        Shape{"ReadAlsoInTheText",
              "<article><h1>T</h1><p>Un.</p><p><strong>À lire aussi : <a href='/a'>Le marché couvert "
              "déménage</a></strong></p><p>Deux.</p></article>",
              "T", "", "", "Un.\n\nDeux."},
        Shape{"ReadAlsoAndAList",
              "<article><h1>T</h1><p>Un.</p><h3>Sur le même sujet</h3><ul><li><a "
              "href='/a'>A</a></li></ul><h3>Suite</h3><p>Deux.</p></article>",
              "T", "", "", "Un.\n\nSuite\n\nDeux."},
        Shape{"SourcesStay",
              "<article><h1>T</h1><p>Un.</p><ul><li><a href='https://a.example/x'>Le rapport</a></li><li><a "
              "href='https://b.example/y'>L’étude</a></li></ul></article>",
              "T", "", "", "Un.\n\nLe rapport\n\nL’étude"},
        Shape{"ShareAndNewsletter",
              "<article><h1>T</h1><div class='share-buttons'>Partager sur</div><p>Un.</p><div "
              "class='newsletter-signup'>Recevez "
              "nos lettres</div></article>",
              "T", "", "", "Un."},
        Shape{"SidebarAsDiv",
              "<div id='wrap'><div id='left-sidebar'><p>Météo : 12 degrés</p></div><div><h1>T</h1>" + kP +
                  "</div></div>",
              "T", "", "", kStory},
        Shape{"ABodyNamedAfterComments",
              "<body class='comments-open sidebar'><div class='no-sidebar'><h1>T</h1>" + kP + "</div></body>",
              "T", "", "", kStory},
        Shape{"AWholePageNamedMenu", "<div class='menu'><h1>T</h1>" + kP + "</div>", "T", "", "", kStory},
        Shape{"ALinkedHeadingOfItsOwn",
              "<link rel=canonical href='https://a.example/m/'><article><h2><a "
              "href='https://a.example/m'>T</a></h2>" +
                  kP + "</article>",
              "T", "", "", kStory},
        Shape{"BannerBeforeTheTitle", "<div>La Vallée, samedi 3 mai</div><div><h1>T</h1>" + kP + "</div>",
              "T", "", "", kStory},
        Shape{"TheSiteNameIsNoTitle",
              "<title>Le moulin – La Vallée</title><h1><a href='/'>La Vallée</a></h1><article><h2>Le "
              "moulin</h2>" +
                  kP + "</article>",
              "Le moulin", "", "", kStory},
        Shape{"OnlyTitleElement",
              "<title>Le moulin – La Vallée</title><meta property='og:site_name' content='La Vallée'>" + kP,
              "Le moulin", "", "", kStory},
        Shape{"APageInAForm",
              "<form id=aspnetForm method=post><input type=hidden value=x><h1>T</h1>" + kP +
                  "</form><form><label>Chercher</label></form>",
              "T", "", "", kStory},
        Shape{"APollIsNoPage",
              "<article><h1>T</h1><form><p>Votre avis ?</p><label>Oui</label></form>" + kP + "</article>",
              "T", "", "", kStory},
        Shape{"AShortLeadByItsName",
              "<article><header><h1>T</h1><p class='chapo'>Le chapô.</p><p>Le rubricage</p></header>" + kP +
                  "</article>",
              "T", "", "", "Le chapô.\n\n" + kStory},
        Shape{
            "ABoxOfFacts",
            "<article><h1>T</h1>" + kP +
                "<aside class='encadre'><p>Le moulin date de 1786, et tourne à l’eau.</p></aside></article>",
            "T", "", "", kStory + "\n\nLe moulin date de 1786, et tourne à l’eau."},
        Shape{"ALastNote",
              "<article><h1>T</h1>" + kP +
                  "<footer><p>Le moulin se visite le samedi, de dix heures à midi.</p></footer></article>",
              "T", "", "", kStory + "\n\nLe moulin se visite le samedi, de dix heures à midi."},
        Shape{"ABoxThatLeadsElsewhere",
              "<article><h1>T</h1>" + kP +
                  "<aside><p>Le pont de la Vallée est fermé depuis l’hiver.</p><a href='/p'>Lire</a></aside>"
                  "<aside><h3>À lire aussi</h3><p>Le pont de la Vallée est fermé depuis l’hiver.</p></aside>"
                  "<aside><p>Recevez chaque matin les nouvelles de la Vallée.</p><input></aside></article>",
              "T", "", "", kStory},
        Shape{"EscapedTwice", "<title>L&amp;#8217;&amp;amp;eacute;t&amp;eacute;</title><p>Un.</p>", "L’été",
              "", "", "Un."}),
    shape_name);

TEST(PageShapes, WhatAServerSaysInTheirPlaceIsNoArticle) {
  const std::string_view pages[] = {
      "<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1><hr>nginx",
      "<title>Erreur 404</title><p>Rien ici.</p>",
      "<title>La Vallée</title><h1>Site en maintenance</h1><p>Revenez plus tard.</p>",
      "<title>Maintenance</title><h1>Briefly unavailable for scheduled maintenance.</h1>",
      "<title>Just a moment...</title><p>Checking your browser.</p>",
      "<title>La Vallée</title><p>Error establishing a database connection</p>",
  };
  for (const std::string_view page : pages) {
    const CollectingSink sink = read_page(page);
    EXPECT_THAT(sink.articles, ::testing::IsEmpty()) << page;
    ASSERT_THAT(sink.breaks, ::testing::SizeIs(1)) << page;
    EXPECT_EQ(sink.breaks[0].first, Ending::unknown_kind);
  }
  // An article may speak of such things.
  for (const std::string& page :
       {"<title>Maintenance</title><p>" + kStory + kStory + kStory + kStory + kStory + kStory + kStory +
            kStory + "</p>",
        std::string("<title>Le site en panne</title><meta property='article:published_time' "
                    "content='2015-02-03'><p>« Service unavailable », disait la page.</p>"),
        std::string("<title>404 signatures pour le moulin</title><p>La pétition continue.</p>")})
    EXPECT_THAT(read_page(page).articles, ::testing::SizeIs(1)) << page;
}

TEST(PageShapes, DeepAndWideIsHarmless) {
  for (const std::string open : {"<article>", "<div class=related>", "<h1>", "<ul><li><a href=/>x",
                                 "<section><h2>2 commentaires</h2>", "<time>", "<span itemprop=author>"}) {
    std::string html = "<title>T</title>";
    for (int i = 0; i < 3'000; ++i) html += open;
    EXPECT_EQ(read_page(html + "mot").articles.size(), 1u) << open;
  }
}

}  // namespace
}  // namespace fonds::archive
