// From an article to the document that stands for it in the database: its terms, columns and stored data, by
// the rules of schema.h.
//
// Thread safety: one thread per DocumentBuilder; several may share the dictionaries and a recogniser.
#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/archive/article.h"
#include "indexer/index/article_store_writer.h"
#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/name_dictionary.h"
#include "indexer/index/stored_article.h"
#include "indexer/index/token_terms.h"
#include "indexer/persons/recogniser.h"
#include "indexer/text/analyzer.h"

namespace fonds::index {

// The value of kContentHash for an article that a DocumentBuilder with this recogniser would index.
std::string indexed_content_hash(const archive::Article& article, const persons::Recogniser* recogniser);

std::string id_term(std::string_view id);
// The id of a document of the database.
std::string id_of(const Xapian::Document& document);

// The value of kDay, which sorts as bytes like days do, and the value of kOrder.
std::string day_value(text::Day day);
std::string order_value(std::optional<text::Day> day, std::string_view id);
// nullopt where the bytes are no value of kDay.
std::optional<text::Day> parse_day_value(std::string_view value);
// The value of kModified; empty where nothing is known.
std::string modified_value(const archive::Article& article);
std::optional<std::int64_t> parse_modified_value(std::string_view value);
// The value of kRecord, and the record it names; nullopt where the bytes are no such value.
std::string record_value(RecordNumber record);
std::optional<RecordNumber> parse_record_value(std::string_view value);

// The value of kDossiers and kPersons.
std::string ordinals_value(std::vector<Ordinal> ordinals);

class DocumentBuilder {
 public:
  // `recogniser` may be null: then only the persons that the article names are indexed. All must outlive
  // this.
  DocumentBuilder(DossierDictionary& dossiers, NameDictionary& names, const persons::Recogniser* recogniser);

  // What the article store holds of the article goes into `segment`, as `record`.
  Xapian::Document build(archive::Article&& article, ArticleSegment& segment, RecordNumber record);

 private:
  void add_persons(archive::Article& article, StoredArticle& stored);
  // What the document says of a field; `analysis_` is the field's then.
  void add_terms(const std::string& text, Field field, Xapian::Document& document);
  // The same, and its words in order into `record_`. Returns where they stand.
  std::vector<TokenOffset> add_text(const std::string& text, Field field, WordNumbers& words,
                                    Xapian::Document& document);

  DossierDictionary& dossiers_;
  NameDictionary& names_;
  const persons::Recogniser* recogniser_;
  text::Analyzer analyzer_;
  // of the field at hand; kept for its memory
  text::Analysis analysis_;
  // the term at hand; kept for its memory
  std::string term_;
  // of the article at hand; kept for its memory
  ArticleRecord record_;
};

}  // namespace fonds::index
