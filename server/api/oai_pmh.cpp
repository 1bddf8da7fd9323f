#include "server/api/oai_pmh.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "indexer/text/calendar.h"
#include "indexer/text/folding.h"
#include "server/api/search_url.h"
#include "server/api/xml_text.h"
#include "server/http/url.h"

namespace fonds::api {
namespace {

constexpr std::uint32_t kRecords = 100;  // of one answer
constexpr std::uint32_t kEverySet = 1'000'000;
constexpr std::string_view kPrefix = "oai_dc";
// Of articles without any date, and so the earliest that there is.
constexpr std::string_view kNoDatestamp = "0001-01-01T00:00:00Z";
constexpr char kTokenSeparator = '~';  // none of its parts has one

std::string value_of(const http::QueryString& arguments, std::string_view name) {
  return text::repair_utf8(arguments.get(name).value_or(std::string_view()));
}

std::string datestamp(const search::Hit& hit) {
  std::optional<std::int64_t> instant = hit.modified ? hit.modified : hit.published;
  if (!instant && hit.day) instant = text::parse_iso_instant(text::iso(*hit.day));
  return instant ? text::rfc3339(*instant) : std::string(kNoDatestamp);
}

// A day or an instant of UTC, the beginning of it; nullopt for anything else.
std::optional<std::int64_t> instant_of(const std::string& datestamp) {
  constexpr std::size_t kDay = 10, kSecond = 20;
  if (datestamp.size() == kDay) return text::parse_iso_instant(datestamp + "T00:00:00Z");
  if (datestamp.size() == kSecond && datestamp.back() == 'Z') return text::parse_iso_instant(datestamp);
  return std::nullopt;
}

// Of formats and sets: the unreserved characters of addresses; the levels of a set have colons between them.
bool is_spec(std::string_view text) {
  constexpr std::string_view kMarks = "-_.!~*'():";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

std::string host_of(std::string_view base) {
  base.remove_prefix(std::min(base.size(), base.find("//") + 2));
  return std::string(base.substr(0, base.find_first_of("/:")));
}

}  // namespace

OaiPmh::OaiPmh(ArticleSite site, std::string admin_email, const search::State& state, unsigned worker,
               search::Deadline deadline)
    : site_(std::move(site)),
      admin_email_(std::move(admin_email)),
      state_(state),
      worker_(worker),
      deadline_(deadline) {}

std::string OaiPmh::answer(const http::QueryString& arguments, std::int64_t now) {
  std::string content, request;
  const auto failed = [](std::string_view code, std::string_view detail) {
    return "<error code=\"" + std::string(code) + "\">" + xml(detail) + "</error>";
  };
  bool understood = true;
  try {
    content = within_verb(arguments);
  } catch (const Error& error) {
    content = failed(error.code, error.detail);
    understood = error.code != "badVerb" && error.code != "badArgument";
  } catch (const search::BadCursor&) {
    content = failed("badResumptionToken", "not one of ours");
  }
  // What could be understood is repeated, whatever came of it.
  for (const http::Parameter& argument : arguments.parameters()) {
    if (understood) request += " " + argument.name + "=\"" + xml(text::repair_utf8(argument.value)) + "\"";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
         "xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/ "
         "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd\">"
         "<responseDate>" +
         text::rfc3339(now) + "</responseDate><request" + request + ">" + xml(site_.base) + "/oai</request>" +
         content + "</OAI-PMH>\n";
}

std::string OaiPmh::within_verb(const http::QueryString& arguments) {
  if (arguments.all("verb").size() != 1) throw Error{"badVerb", "a request has one verb"};
  const std::string verb = value_of(arguments, "verb");
  const auto check = [&](std::initializer_list<std::string_view> required,
                         std::initializer_list<std::string_view> optional) {
    for (const http::Parameter& argument : arguments.parameters()) {
      const auto is = [&](std::string_view name) { return name == argument.name; };
      const bool known = argument.name == "verb" || std::any_of(required.begin(), required.end(), is) ||
                         std::any_of(optional.begin(), optional.end(), is);
      if (!known || arguments.all(argument.name).size() > 1 || !argument.well_formed) {
        throw Error{"badArgument", "'" + text::repair_utf8(argument.name) + "' is no argument of " + verb};
      }
    }
    for (const std::string_view name : required) {
      if (!arguments.has(name)) throw Error{"badArgument", "'" + std::string(name) + "' is missing"};
    }
  };
  const auto check_format = [&] {
    for (const std::string_view name : {"metadataPrefix", "set"}) {
      if (arguments.has(name) && !is_spec(value_of(arguments, name))) {
        throw Error{"badArgument", "'" + std::string(name) + "' has letters that none has"};
      }
    }
    if (value_of(arguments, "metadataPrefix") != kPrefix) {
      throw Error{"cannotDisseminateFormat", "the only format is oai_dc"};
    }
  };
  std::string content;
  if (verb == "Identify") {
    check({}, {});
    content = identify();
  } else if (verb == "ListMetadataFormats") {
    check({}, {"identifier"});
    content = formats(arguments.has("identifier") ? std::optional(value_of(arguments, "identifier"))
                                                  : std::nullopt);
  } else if (verb == "ListSets") {
    check({}, {"resumptionToken"});
    if (arguments.has("resumptionToken")) throw Error{"badResumptionToken", "the sets come at once"};
    content = sets();
  } else if (verb == "GetRecord") {
    check({"identifier", "metadataPrefix"}, {});
    check_format();
    content = record(value_of(arguments, "identifier"));
  } else if (verb == "ListIdentifiers" || verb == "ListRecords") {
    if (arguments.has("resumptionToken")) {
      check({"resumptionToken"}, {});
    } else {
      check({"metadataPrefix"}, {"from", "until", "set"});
      check_format();
    }
    content = list(arguments, verb == "ListRecords");
  } else {
    throw Error{"badVerb", "there is no such verb"};
  }
  return "<" + verb + ">" + content + "</" + verb + ">";
}

std::string OaiPmh::identify() {
  std::string out;
  element("repositoryName", site_.title, out);
  element("baseURL", site_.base + "/oai", out);
  element("protocolVersion", "2.0", out);
  element("adminEmail", admin_email_.empty() ? "contact@" + host_of(site_.base) : admin_email_, out);
  element("earliestDatestamp", kNoDatestamp, out);
  element("deletedRecord", "no", out);
  element("granularity", "YYYY-MM-DDThh:mm:ssZ", out);
  element("compression", "gzip", out);
  return out;
}

std::string OaiPmh::formats(const std::optional<std::string>& identifier) {
  if (identifier) {
    const auto id = id_of(*identifier);
    if (!id || !state_.article(worker_, *id, "", 0, deadline_)) {
      throw Error{"idDoesNotExist", "there is no record of this identifier"};
    }
  }
  std::string out = "<metadataFormat>";
  element("metadataPrefix", kPrefix, out);
  element("schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", out);
  element("metadataNamespace", "http://www.openarchives.org/OAI/2.0/oai_dc/", out);
  return out + "</metadataFormat>";
}

std::string OaiPmh::sets() {
  const search::FacetListing dossiers =
      state_.facet_values(index::FacetKind::dossier, "", kEverySet, 0, deadline_);
  if (dossiers.values.empty()) throw Error{"noSetHierarchy", "this archive has no dossiers"};
  std::string out;
  for (const search::FacetValue& dossier : dossiers.values) {
    out += "<set>";
    element("setSpec", dossier.value, out);
    element("setName", dossier.label, out);
    out += "</set>";
  }
  return out;
}

std::string OaiPmh::record(const std::string& identifier) {
  const auto id = id_of(identifier);
  const auto article = id ? state_.article(worker_, *id, "", 0, deadline_) : std::nullopt;
  if (!article) throw Error{"idDoesNotExist", "there is no record of this identifier"};
  std::string out;
  add_record(article->hit, article->lang, true, out);
  return out;
}

std::string OaiPmh::list(const http::QueryString& arguments, bool whole) {
  Selection selected = selection(arguments);
  const search::SearchRequest request = request_of(selected);
  const search::SearchResponse found = state_.search(worker_, request, deadline_);
  if (found.hits.empty()) throw Error{"noRecordsMatch", "no record is of this time and set"};
  std::string out;
  for (const search::Hit& hit : found.hits) add_record(hit, "", whole, out);
  const bool resumed = !selected.cursor.empty();
  if (!resumed && found.next_cursor.empty()) return out;
  // The last part of a list that came in parts ends with an empty one.
  out += "<resumptionToken completeListSize=\"" + std::to_string(found.total) + "\">";
  if (!found.next_cursor.empty()) {
    for (const std::string& part : {selected.from, selected.until, selected.set}) {
      out += xml(part) + kTokenSeparator;
    }
    out += found.next_cursor;
  }
  return out + "</resumptionToken>";
}

OaiPmh::Selection OaiPmh::selection(const http::QueryString& arguments) const {
  if (!arguments.has("resumptionToken")) {
    return {value_of(arguments, "from"), value_of(arguments, "until"), value_of(arguments, "set"), {}};
  }
  const std::string token = value_of(arguments, "resumptionToken");
  std::array<std::string, 3> parts;
  std::string_view rest = token;
  for (std::string& part : parts) {
    const auto end = rest.find(kTokenSeparator);
    if (end == std::string_view::npos) throw Error{"badResumptionToken", "not one of ours"};
    part = rest.substr(0, end);
    rest.remove_prefix(end + 1);
  }
  if (rest.empty()) throw Error{"badResumptionToken", "not one of ours"};
  return {parts[0], parts[1], parts[2], std::string(rest)};
}

search::SearchRequest OaiPmh::request_of(const Selection& selection) const {
  search::SearchRequest request;
  request.sort = search::Sort::modified;
  request.limit = kRecords;
  request.facet_date = request.facet_dossier = request.facet_person = false;
  request.excerpts = false;
  request.cursor = selection.cursor;
  if (!selection.set.empty()) request.dossier.any_of = {selection.set};
  if (!selection.from.empty() && !selection.until.empty() &&
      selection.from.size() != selection.until.size()) {
    throw Error{"badArgument", "'from' and 'until' are of one granularity"};
  }
  if (!selection.from.empty()) {
    request.modified_from = instant_of(selection.from);
    if (!request.modified_from) throw Error{"badArgument", "'from' is no datestamp"};
  }
  if (!selection.until.empty()) {
    request.modified_before = instant_of(selection.until);
    if (!request.modified_before) throw Error{"badArgument", "'until' is no datestamp"};
    constexpr std::int64_t kSecondsOfDay = 24 * 60 * 60;
    *request.modified_before += selection.until.size() == 10 ? kSecondsOfDay : 1;
  }
  if (request.modified_from && request.modified_before &&
      *request.modified_from >= *request.modified_before) {
    throw Error{"badArgument", "'from' is later than 'until'"};
  }
  return request;
}

std::string OaiPmh::identifier_of(const search::Hit& hit) const {
  return "oai:" + host_of(site_.base) + ":" + percent_encode(hit.id);
}

std::optional<std::string> OaiPmh::id_of(std::string_view identifier) const {
  const std::string start = "oai:" + host_of(site_.base) + ":";
  if (!identifier.starts_with(start)) return std::nullopt;
  http::Decoded decoded = http::decode_path(identifier.substr(start.size()));
  if (!decoded.well_formed || decoded.text.empty() || !text::is_valid_utf8(decoded.text)) return std::nullopt;
  return std::move(decoded.text);
}

void OaiPmh::add_record(const search::Hit& hit, std::string_view lang, bool whole, std::string& out) const {
  if (whole) out += "<record>";
  out += "<header>";
  element("identifier", identifier_of(hit), out);
  element("datestamp", datestamp(hit), out);
  for (const search::FacetLabel& dossier : hit.dossiers) element("setSpec", dossier.value, out);
  out += "</header>";
  if (!whole) return;
  out +=
      "<metadata><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai_dc/ "
      "http://www.openarchives.org/OAI/2.0/oai_dc.xsd\">";
  element("dc:title", hit.title, out);
  element("dc:creator", hit.author, out);
  for (const search::FacetLabel& dossier : hit.dossiers) element("dc:subject", dossier.label, out);
  for (const search::FacetLabel& person : hit.persons) element("dc:subject", person.label, out);
  element("dc:description", hit.lead, out);
  element("dc:publisher", hit.source.empty() ? site_.title : hit.source, out);
  element("dc:date", hit.day ? text::iso(*hit.day) : std::string(), out);
  element("dc:type", "Text", out);
  element("dc:identifier", page_address(site_, hit), out);
  element("dc:source", hit.url, out);
  element("dc:language", lang, out);
  out += "</oai_dc:dc></metadata></record>";
}

}  // namespace fonds::api
