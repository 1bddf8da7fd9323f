#include "indexer/archive/page_vocabulary.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"
#include "indexer/text/one_of.h"

namespace fonds::archive {
namespace {

// Longest attribute and heading looked at, in bytes.
constexpr std::size_t kMaxAttribute = 2000, kMaxHeading = 120;

constexpr std::array<std::string_view, 15> kComments = {
    "comment", "comments", "commentaire", "commentaires", "commentlist", "commentarea", "respond",  "replies",
    "disqus",  "forum",    "reactions",   "reponses",     "discussion",  "webmentions", "pingbacks"};
constexpr std::array<std::string_view, 19> kElsewhere = {
    "related",    "relatedposts", "yarpp",           "teaser",      "teasers",    "similar",
    "similaires", "recommended",  "recommendations", "suggestions", "crosslinks", "outbrain",
    "taboola",    "readnext",     "upnext",          "lies",        "connexes",   "associes",
    "aussi"};
constexpr std::array<std::string_view, 55> kFrame = {
    "share",      "sharing",      "sharedaddy",  "addtoany",   "social",        "socials",  "partage",
    "partager",   "breadcrumb",   "breadcrumbs", "ariane",     "menu",          "menus",    "navbar",
    "navigation", "nav",          "pager",       "pagination", "sidebar",       "widget",   "widgets",
    "newsletter", "cookie",       "cookies",     "advert",     "advertisement", "ads",      "publicite",
    "pub",        "promo",        "sponsor",     "sponsored",  "footer",        "masthead", "topbar",
    "toolbar",    "banner",       "bandeau",     "pied",       "entete",        "colophon", "skip",
    "subscribe",  "subscription", "paywall",     "popup",      "modal",         "toc",      "prev",
    "previous",   "next",         "nextprev",    "prevnext",   "precedent",     "suivant"};
constexpr std::array<std::string_view, 18> kByline = {
    "byline",    "meta",      "metadata",  "postmeta", "posted",       "postinfo",
    "published", "submitted", "signature", "date",     "dateline",     "author",
    "authors",   "createdby", "tags",      "auteur",   "postmetadata", "auteurs"};
// An article's own footer holds its date and author, the site's does not.
constexpr std::array<std::string_view, 4> kArticle = {"post", "entry", "article", "node"};
// Beside another word of the site's frame only: a "header" may be the article's own.
constexpr std::array<std::string_view, 3> kSite = {"site", "page", "global"};

// A word that begins or ends so says how the whole is, not what it is: "has-sidebar", "comments-open".
constexpr std::array<std::string_view, 14> kStateBegins = {"has",  "no",     "with",   "without", "is",
                                                           "show", "hide",   "not",    "tag",     "category",
                                                           "type", "format", "single", "sans"};
constexpr std::array<std::string_view, 8> kStateEnds = {"open",   "closed",   "enabled", "disabled",
                                                        "active", "inactive", "visible", "hidden"};

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

// "node__readNext" -> node, read, next, readnext.
std::vector<std::string> parts_of(std::string_view word) {
  std::vector<std::string> parts(1);
  std::string joined;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    const bool border = c == '-' || c == '_' || c == ':' || c == '.';
    const bool hump = i > 0 && is_capital(c) && !is_capital(word[i - 1]);
    if ((border || hump) && !parts.back().empty()) parts.emplace_back();
    if (!border) parts.back() += text::ascii_lower(c), joined += text::ascii_lower(c);
  }
  if (parts.back().empty()) parts.pop_back();
  if (parts.size() > 1) parts.push_back(joined);
  return parts;
}

template <typename Action>
void for_each_word(std::string_view attribute, const Action& action) {
  attribute = attribute.substr(0, kMaxAttribute);
  for (std::size_t at = 0; at < attribute.size();) {
    while (at < attribute.size() && text::is_ascii_space(attribute[at])) ++at;
    std::size_t end = at;
    while (end < attribute.size() && !text::is_ascii_space(attribute[end])) ++end;
    if (end > at) action(attribute.substr(at, end - at));
    at = end;
  }
}

PartName name_of_word(std::string_view word) {
  const std::vector<std::string> parts = parts_of(word);
  if (parts.empty()) return PartName::unknown;
  if (parts.size() > 1) {
    const std::string& last = parts[parts.size() - 2];  // behind it stands the joined form
    if (text::is_one_of(parts.front(), kStateBegins) || text::is_one_of(last, kStateEnds))
      return PartName::unknown;
  }
  const auto any_in = [&parts](const auto& words) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const std::string& part) { return text::is_one_of(part, words); });
  };
  if (any_in(kComments)) return PartName::comments;
  if (any_in(kElsewhere)) return PartName::elsewhere;
  if (any_in(kArticle) && std::find(parts.begin(), parts.end(), "footer") != parts.end())
    return PartName::byline;
  if (any_in(kFrame)) return PartName::frame;
  if (any_in(kSite) && std::find(parts.begin(), parts.end(), "header") != parts.end()) return PartName::frame;
  if (any_in(kByline)) return PartName::byline;
  return PartName::unknown;
}

// Whether `text` begins with the words of `beginning`.
bool begins_with(std::string_view text, std::string_view beginning) {
  return text.starts_with(beginning) && (text.size() == beginning.size() || text[beginning.size()] == ' ');
}

// Folded, only letters and digits, single spaces.
std::string words_of(std::string_view text) {
  std::string words;
  for (const char c : text::fold(text)) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_word) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  while (words.ends_with(' ')) words.pop_back();
  return words;
}

}  // namespace

PartName part_named(std::string_view attribute) {
  PartName found = PartName::unknown;
  for_each_word(attribute, [&found](std::string_view word) {
    const PartName name = name_of_word(word);
    // The surest counts: comments before teasers, before the frame, before a byline.
    if (name != PartName::unknown && (found == PartName::unknown || name < found)) found = name;
  });
  return found;
}

PartName part_announced(std::string_view heading) {
  if (heading.size() > kMaxHeading) return PartName::unknown;
  std::string words = words_of(heading);
  // "3 commentaires", "Commentaires (3)"
  bool counted = false;
  while (!words.empty() && words.front() >= '0' && words.front() <= '9') {
    words.erase(0, std::min(words.find(' '), words.size() - 1) + 1);
    counted = true;
  }
  constexpr std::array<std::string_view, 12> kCounted = {
      "commentaire", "commentaires", "reaction",  "reactions", "reponse",  "reponses",
      "comment",     "comments",     "responses", "replies",   "thoughts", "messages"};
  constexpr std::array<std::string_view, 20> kCommentHeadings = {"laisser un commentaire",
                                                                 "laissez un commentaire",
                                                                 "ajouter un commentaire",
                                                                 "votre commentaire",
                                                                 "vos commentaires",
                                                                 "poster un commentaire",
                                                                 "publier un commentaire",
                                                                 "ecrire un commentaire",
                                                                 "vos reactions",
                                                                 "reagir a cet article",
                                                                 "reagissez",
                                                                 "un message un commentaire",
                                                                 "les commentaires",
                                                                 "leave a reply",
                                                                 "leave a comment",
                                                                 "post a comment",
                                                                 "add a comment",
                                                                 "your comment",
                                                                 "annuler la reponse",
                                                                 "derniers commentaires"};
  constexpr std::array<std::string_view, 33> kElsewhereHeadings = {"lire aussi",
                                                                   "a lire aussi",
                                                                   "lire egalement",
                                                                   "a lire egalement",
                                                                   "voir aussi",
                                                                   "a voir aussi",
                                                                   "sur le meme sujet",
                                                                   "sur le meme theme",
                                                                   "dans la meme rubrique",
                                                                   "dans la meme categorie",
                                                                   "articles lies",
                                                                   "articles similaires",
                                                                   "articles recents",
                                                                   "articles associes",
                                                                   "articles connexes",
                                                                   "autres articles",
                                                                   "derniers articles",
                                                                   "publications similaires",
                                                                   "vous aimerez aussi",
                                                                   "vous aimerez peut etre",
                                                                   "les plus lus",
                                                                   "articles les plus lus",
                                                                   "a decouvrir aussi",
                                                                   "nos autres articles",
                                                                   "related articles",
                                                                   "related posts",
                                                                   "related",
                                                                   "read next",
                                                                   "read also",
                                                                   "see also",
                                                                   "you may also like",
                                                                   "you might also like",
                                                                   "recent posts"};
  constexpr std::array<std::string_view, 14> kFrameHeadings = {"partager",
                                                               "partagez",
                                                               "share this",
                                                               "suivez nous",
                                                               "abonnez vous",
                                                               "inscrivez vous a notre",
                                                               "newsletter",
                                                               "navigation",
                                                               "navigation de l article",
                                                               "navigation des articles",
                                                               "post navigation",
                                                               "sommaire",
                                                               "fil d ariane",
                                                               "mots cles"};
  const auto begins_as = [&words](const auto& beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return begins_with(words, beginning); });
  };
  if (counted && begins_as(kCounted)) return PartName::comments;
  // Alone: "Commentaires" may also begin a sentence.
  const std::size_t first = words.find(' ');
  const bool count_behind =
      first == std::string::npos || words.find_first_not_of("0123456789", first + 1) == std::string::npos;
  if (count_behind && (begins_with(words, "commentaires") || begins_with(words, "commentaire") ||
                       begins_with(words, "comments")))
    return PartName::comments;
  if (begins_as(kCommentHeadings)) return PartName::comments;
  if (begins_as(kElsewhereHeadings)) return PartName::elsewhere;
  return begins_as(kFrameHeadings) ? PartName::frame : PartName::unknown;
}

bool leads_on(std::string_view link_text) {
  if (link_text.size() > kMaxHeading) return false;
  const std::string words = words_of(link_text);
  for (const std::string_view beginning :
       {"lire la suite", "lire plus", "lire l article", "la suite", "suite", "en savoir plus", "voir plus",
        "continuer la lecture", "read more", "continue reading", "plus"}) {
    if (begins_with(words, beginning)) return true;
  }
  return false;
}

bool names_a_lead(std::string_view attribute) {
  for (const std::string_view name : {"chapo", "chapeau", "standfirst", "lead", "lede", "intro",
                                      "introduction", "excerpt", "dek", "accroche", "abstract", "summary"}) {
    if (has_part(attribute, name)) return true;
  }
  return false;
}

bool has_part(std::string_view attribute, std::string_view part) {
  bool found = false;
  for_each_word(attribute, [&](std::string_view word) {
    const std::vector<std::string> parts = parts_of(word);
    found = found || std::find(parts.begin(), parts.end(), part) != parts.end();
  });
  return found;
}

}  // namespace fonds::archive
