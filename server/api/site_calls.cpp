// The pages for those who build on the archive: /integrer, which makes the code for another site, and /api, the
// description of the API for humans, made of the same document as for programs.
#include <nlohmann/json.hpp>

#include "server/api/site_impl.h"
#include "server/api/site_text.h"
#include "web/embedded_files.h"

namespace fonds::api {
namespace {

using Json = nlohmann::ordered_json;

DataList options(const std::vector<search::FacetValue>& values) {
  DataList list;
  for (const search::FacetValue& value : values) {
    Data option;
    option["value"] = Data(value.value);
    option["label"] = Data(value.label);
    list.push_back(std::move(option));
  }
  return list;
}

const Json& resolve(const Json& document, const Json& node) {
  if (!node.contains("$ref")) return node;
  return document.at(Json::json_pointer(node["$ref"].get<std::string>().substr(1)));
}

// "integer, 0 to 100", "one of auto, on, off"
std::string type_text(const Json& document, const Json& unresolved) {
  const Json& schema = resolve(document, unresolved);
  if (schema.contains("enum")) {
    std::string text;
    for (const Json& value : schema["enum"]) {
      text += (text.empty() ? "" : ", ") + (value.is_string() ? value.get<std::string>() : value.dump());
    }
    return text;
  }
  if (schema.value("type", Json()) == "array") return type_text(document, schema["items"]) + ", repeated";
  std::string text =
      schema.contains("type") && schema["type"].is_string() ? schema["type"].get<std::string>() : "";
  if (schema.contains("minimum") && schema.contains("maximum")) {
    text += ", " + schema["minimum"].dump() + " to " + schema["maximum"].dump();
  }
  return text;
}

DataList parameters_of(const Json& document, const Json& operation) {
  DataList list;
  for (const Json& unresolved : operation.value("parameters", Json::array())) {
    const Json& parameter = resolve(document, unresolved);
    const Json& schema = resolve(document, parameter["schema"]);
    Data row;
    row["name"] = Data(parameter["name"].get<std::string>());
    row["type"] = Data(type_text(document, schema));
    row["text"] = Data(parameter.value("description", ""));
    const Json& fallback = schema.value("default", Json());
    row["fallback"] = Data(fallback.is_null()     ? ""
                           : fallback.is_string() ? fallback.get<std::string>()
                                                  : fallback.dump());
    list.push_back(std::move(row));
  }
  return list;
}

DataList answers_of(const Json& document, const Json& operation) {
  DataList list;
  for (const auto& [status, unresolved] : operation["responses"].items()) {
    const Json& response = resolve(document, unresolved);
    Data row;
    row["status"] = Data(status);
    row["text"] = Data(response.value("description", ""));
    std::string types;
    const Json contents = response.value("content", Json::object());
    for (const auto& [type, content] : contents.items()) {
      types += (types.empty() ? "" : ", ") + type;
    }
    row["types"] = Data(types);
    list.push_back(std::move(row));
  }
  return list;
}

Data operation_data(const Json& document, const std::string& path, const std::string& method,
                    const Json& operation, const std::string& base) {
  Data data;
  std::string upper = method;
  for (char& c : upper) c = static_cast<char>(c - 'a' + 'A');
  data["method"] = Data(upper);
  data["path"] = Data(path);
  data["anchor"] = Data(operation["operationId"].get<std::string>());
  data["summary"] = Data(operation.value("summary", ""));
  set_text(data, "details", operation.value("description", ""));
  set_list(data, "parameters", parameters_of(document, operation));
  set_list(data, "answers", answers_of(document, operation));
  const std::string example = operation.value("x-example", "");
  set_text(data, "example", example);
  set_text(data, "example_href", method == "get" && !example.empty() ? base + example : "");
  return data;
}

}  // namespace

std::string Site::integrer_page(const search::FacetListing& dossiers, const search::FacetListing& persons,
                                const std::string& address) const {
  const Frame& frame = impl_->frame;
  PageHead head;
  head.section = Section::aide;
  head.title = "Intégrer les archives à votre site";
  head.description = "Une recherche dans les archives, ou une liste d’articles, sur votre propre site.";
  head.canonical = frame.base + "/integrer";
  auto page = begin_page(frame, head, &dossiers.index);
  page["server"] = Data(address);
  page["snippet"] = Data("<script type=\"module\" src=\"" + address +
                         "/embed.js\"></script>\n<fonds-recherche hits=\"5\">\n  <form action=\"" + address +
                         "/\"><input type=\"search\" name=\"q\" aria-label=\"Chercher dans les archives\"> "
                         "<button>Chercher</button></form>\n</fonds-recherche>");
  set_list(page, "dossiers", options(dossiers.values));
  set_list(page, "persons", options(persons.values));
  const StaticFile* script = static_file("integrer.js");
  page["v_integrer"] = Data(script == nullptr ? "" : script->version);
  return impl_->templates.render("integrer", page);
}

std::string Site::api_page(const search::IndexInfo& index, const std::string& address) const {
  const Frame& frame = impl_->frame;
  PageHead head;
  head.section = Section::aide;
  head.title = "API";
  head.description =
      "Chercher dans les archives par programme : chaque adresse, ses paramètres, ses réponses.";
  head.canonical = frame.base + "/api";
  auto page = begin_page(frame, head, &index);
  page["server"] = Data(address);
  for (const web::EmbeddedFile& file : web::embedded_files()) {
    if (file.name == "examples/search.py") page["python"] = Data(std::string(file.content));
    if (file.name == "examples/search.mjs") page["javascript"] = Data(std::string(file.content));
    if (file.name != "openapi.json") continue;
    const Json document = Json::parse(file.content);
    page["about"] = Data(document["info"].value("description", ""));
    DataList operations;
    for (const auto& [path, item] : document["paths"].items()) {
      for (const auto& [method, operation] : item.items()) {
        const bool for_programs = path.starts_with("/api/") || path.starts_with("/feed") || path == "/oai";
        if (for_programs) operations.push_back(operation_data(document, path, method, operation, frame.base));
      }
    }
    set_list(page, "operations", operations);
  }
  return impl_->templates.render("api", page);
}

}  // namespace fonds::api
