#include "tests/bench/plain_xapian.h"

namespace fonds::bench {

PlainXapian::PlainXapian(const std::filesystem::path& folder)
    : database_(folder.string(), Xapian::DB_CREATE_OR_OPEN | Xapian::DB_NO_SYNC), stemmer_("french") {
  generator_.set_stemmer(stemmer_);
  parser_.set_stemmer(stemmer_);
  parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  parser_.set_default_op(Xapian::Query::OP_OR);
}

void PlainXapian::add(const archive::Article& article) {
  Xapian::Document document;
  generator_.set_document(document);
  generator_.set_termpos(0);
  for (const std::string* text : {&article.title, &article.lead, &article.body}) {
    generator_.index_text(*text);
    generator_.increase_termpos();
  }
  document.set_data(article.id);
  database_.add_document(document);
}

std::vector<std::string> PlainXapian::search(const std::string& query, std::size_t limit) {
  Xapian::Enquire enquire(database_);
  // No operators: a question is a question, whatever signs are in it.
  enquire.set_query(parser_.parse_query(query, 0));
  std::vector<std::string> ids;
  const Xapian::MSet mset = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
  for (auto it = mset.begin(); it != mset.end(); ++it) ids.push_back(it.get_document().get_data());
  return ids;
}

}  // namespace fonds::bench
