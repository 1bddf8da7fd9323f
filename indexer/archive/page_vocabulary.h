// The words by which pages name their parts: in class and id attributes, and in the headings that readers see.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

namespace fonds::archive {

// What a part of a page is for, as far as its names tell.
enum class PartName : std::uint8_t {
  unknown,
  // what readers wrote
  comments,
  // leads to other articles: related ones, teasers
  elsewhere,
  // the site's own: menus, sharing, newsletter, breadcrumb, …
  frame,
  // date, author, rubric of this article
  byline,
};

// By a class or id attribute. Words that tell a state ("has-sidebar", "comments-open") or a subject
// ("tag-menu") are passed over.
PartName part_named(std::string_view attribute);

// By a heading or a short paragraph: "À lire aussi", "3 commentaires", "Partager cet article". byline is never
// given.
PartName part_announced(std::string_view heading);

// Whether a class or id attribute says that a part introduces the article: chapo, standfirst.
bool names_a_lead(std::string_view attribute);

// Whether a link's words only lead on to the whole of an article: "Lire la suite".
bool leads_on(std::string_view link_text);

// Whether an attribute has one of its words equal to `word`, or cut by - and _ into parts that are: "entry-date"
// has the part "date".
bool has_part(std::string_view attribute, std::string_view part);

}  // namespace fonds::archive
