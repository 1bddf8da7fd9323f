#include "server/api/problem_answer.h"

#include <string>
#include <utility>

#include "server/api/answers.h"
#include "server/api/path_words.h"

namespace fonds::api {
namespace {

struct Wording {
  std::string_view title = "Une erreur s’est produite";
  std::string detail = "Réessayez dans un instant.";
};

Wording wording_of(const Problem& problem) {
  switch (problem.status) {
    case 400:
      return {"Adresse incomprise",
              "Le paramètre « " + problem.param + " » de cette adresse n’a pas une valeur permise."};
    case 404:
      return {"Page introuvable",
              "Il n’y a rien à cette adresse : la page a peut-être été retirée, ou le lien est incomplet."};
    case 429:
      return {.title = "Trop de demandes"};
    case 503:
      return {.title = "Trop de recherches en même temps"};
    default:
      return {};
  }
}

}  // namespace

http::Response problem_answer(const Site& site, const Problem& problem, bool html, std::string_view path) {
  if (!html) return to_response(problem);
  const Wording wording = wording_of(problem);
  const std::string words = problem.status == 404 ? words_of_path(path) : "";
  http::Response response =
      http::Response::text(problem.status, std::string(kHtml),
                           site.error_page(problem.status, wording.title, wording.detail, words));
  response.cache_control = "no-store";
  if (problem.status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace fonds::api
