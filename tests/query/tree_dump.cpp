#include "tests/query/tree_dump.h"

namespace fonds::query {
namespace {

std::string field(Field field) {
  switch (field) {
    case Field::any:
      return "";
    case Field::title:
      return "title:";
    case Field::author:
      return "author:";
    case Field::dossier:
      return "dossier:";
    case Field::person:
      return "person:";
  }
  return "?";
}

std::string list(const char* name, const std::vector<NodePtr>& children) {
  std::string out = std::string("(") + name;
  for (const NodePtr& child : children) out += " " + dump(child.get());
  return out + ")";
}

std::string value(const Word& word) {
  return field(word.field) + word.text;
}
std::string value(const Phrase& phrase) {
  return field(phrase.field) + '"' + phrase.text + '"';
}
std::string value(const Prefix& prefix) {
  return field(prefix.field) + prefix.text + '*';
}
std::string value(const DateRange& range) {
  return dump(range);
}
std::string value(const Bag& bag) {
  return list("bag", bag.children);
}
std::string value(const And& all) {
  return list("and", all.children);
}
std::string value(const Or& any) {
  return list("or", any.children);
}
std::string value(const Not& negation) {
  return "(not " + dump(negation.child.get()) + ")";
}

std::string name(NoteKind kind) {
  switch (kind) {
    case NoteKind::invalid_date:
      return "invalid_date";
    case NoteKind::unbalanced:
      return "unbalanced";
    case NoteKind::prefix_too_short:
      return "prefix_too_short";
    case NoteKind::dangling_operator:
      return "dangling_operator";
    case NoteKind::truncated:
      return "truncated";
    case NoteKind::unknown_field:
      return "unknown_field";
  }
  return "?";
}

}  // namespace

std::string dump(const DateRange& range) {
  return (range.first ? text::iso(*range.first) : "") + ".." + (range.last ? text::iso(*range.last) : "");
}

std::string dump(const Node* node) {
  if (node == nullptr) return "nil";
  return std::visit([](const auto& v) { return value(v); }, node->value);
}

std::string dump(const std::vector<Note>& notes) {
  std::string out;
  for (const Note& note : notes) out += (out.empty() ? "" : " ") + name(note.kind);
  return out;
}

}  // namespace fonds::query
