#include "server/desk/visit.h"

#include <chrono>
#include <future>
#include <memory>
#include <thread>

#include "indexer/index/durable_file.h"
#include "indexer/index/generation.h"
#include "server/http/client_address.h"
#include "server/http/url.h"

namespace fonds::desk {

namespace {

struct Said {
  std::string_view word, text;
};
// What has been done, in one sentence.
constexpr Said kSaid[] = {
    {"temoin", "La recherche témoin est enregistrée."},
    {"temoin-retire", "La recherche témoin est retirée."},
    {"temoin-refuse",
     "Cette recherche ne peut pas devenir un témoin : elle est vide, ou commence par « # »."},
    {"alerte", "L’alerte est enregistrée : les articles d’aujourd’hui sont tenus pour vus."},
    {"alerte-vue", "Tout est vu."},
    {"alerte-retiree", "La recherche n’est plus suivie."},
    {"alerte-refusee", "Il faut un nom sans « = », et une recherche."},
    {"alerte-inconnue", "Cette recherche n’est plus suivie : quelqu’un l’a retirée."},
    {"synonyme", "Le synonyme est enregistré : il compte dès maintenant."},
    {"synonyme-retire", "Le synonyme est retiré."},
    {"synonyme-refuse", "Cette ligne ne se lit pas comme un synonyme : elle n’est pas enregistrée."},
    {"lecture", "La lecture des sources est demandée."},
    {"oubliee", "La recherche est oubliée."},
    {"ecarte", "L’article est écarté de ce dossier pour de bon."},
    {"classe", "L’article est dans le dossier."},
    {"sorti", "L’article n’est plus dans le dossier."},
    {"renomme", "Le dossier a son nouveau nom."},
    {"supprime", "Le dossier n’existe plus ; ses articles restent."},
    {"dossier-attend",
     "La décision est enregistrée. Un autre programme écrit l’index : elle comptera à sa prochaine mise à "
     "jour."},
    {"dossier-refuse", "Cette décision ne se lit pas : il manque un nom, ou il porte un signe du fichier."},
    {"dossier-sans-article", "Aucun article n’a cet identifiant : rien n’est enregistré."},
    {"dossier-deja", "L’article est déjà dans ce dossier : rien n’est enregistré."},
    {"dossier-pas-dedans", "L’article n’est pas dans ce dossier : rien n’est enregistré."},
    {"dossier-deja-ecarte", "L’article est déjà écarté de ce dossier : rien n’est enregistré."},
    {"dossier-boucle",
     "Cette décision est déjà dans le fichier, et une autre l’a défaite depuis : annulez cette autre dans le "
     "journal."},
    {"dossier-inconnu", "Aucun article n’est dans ce dossier."},
    {"personne", "La décision est prise : elle est sur le site."},
    {"personne-attend",
     "La décision est enregistrée. Un autre programme écrit l’index : elle comptera à sa prochaine mise à "
     "jour."},
    {"personne-refusee",
     "Cette décision ne se lit pas : un nom manque, ou porte un signe que le fichier lirait autrement."},
    {"personne-sans-nom", "Aucun article ne nomme cette personne : rien n’est enregistré."},
    {"personne-pas-la",
     "Aucun article n’a cet identifiant, ou il ne nomme pas cette personne : rien n’est enregistré."},
    {"personne-inconnue", "Aucun article ne nomme cette personne."},
    {"retrait-refuse", "Il faut l’identifiant d’un article et un motif."},
    {"retrait-passe", "Le dernier jour est passé : il faut aujourd’hui, ou un jour à venir."},
    {"retrait-inconnu", "Aucun article n’a cet identifiant, et le registre ne le connaît pas : pas de reçu."},
    {"remis", "L’article est remis : il est de nouveau cherché et trouvé."},
    {"remis-sources",
     "La ligne est retirée du registre. L’article n’est plus dans l’index : il reviendra à la prochaine "
     "lecture des sources."},
    {"efface", "L’article est effacé des fichiers de l’index."},
    {"annule", "La décision est annulée."},
    {"annule-classement",
     "La décision est annulée. Si les sources mettent l’article dans ce dossier, il y revient à leur "
     "prochaine "
     "lecture complète."},
    {"annule-sources",
     "La décision est annulée. Ce que les sources disaient reviendra à leur prochaine lecture complète."},
    {"annule-deja", "Cette décision n’est plus en vigueur : il n’y avait rien à annuler."},
};

}  // namespace

void TakenOut::remember(const std::string& id, Article article) {
  const std::lock_guard lock(mutex_);
  if (articles_.size() >= kMost) articles_.erase(articles_.begin());
  articles_[id] = std::move(article);
}

std::optional<TakenOut::Article> TakenOut::find(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = articles_.find(id);
  return found == articles_.end() ? std::nullopt : std::optional(found->second);
}

http::Response ask_site(const Visit& visit, const std::string& path, const std::string& query) {
  http::Request request;
  request.path = path;
  request.query = query;
  // This machine itself, which has no allowance to use up.
  request.peer = request.client = http::ClientAddress::v4({127, 0, 0, 1});
  auto answered = std::make_shared<std::promise<http::Response>>();
  std::future<http::Response> answer = answered->get_future();
  visit.site.handle(std::move(request),
                    [answered](http::Response response) { answered->set_value(std::move(response)); });
  if (answer.wait_until(visit.deadline) != std::future_status::ready) throw search::DeadlineExceeded();
  return answer.get();
}

void wait_until_served(const Visit& visit) {
  constexpr std::chrono::milliseconds kLookAgain{20};
  constexpr std::chrono::seconds kServedWithin{10};
  const std::string written = index::current_generation_name(visit.index).value_or("");
  const auto until = std::chrono::steady_clock::now() + kServedWithin;
  while (visit.engine.info().generation != written && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(kLookAgain);
  }
}

std::string Visit::field(std::string_view name, std::size_t limit) const {
  return as_line(form.get(name).value_or(""), limit);
}

std::string Visit::parameter(std::string_view name) const {
  return as_line(query.get(name).value_or(""));
}

std::string Visit::whole_register() const {
  const std::string before = register_file.empty() ? "" : index::read_whole_file(register_file).value_or("");
  return before + (before.empty() || before.ends_with('\n') ? "" : "\n") +
         folder.read(DecisionFile::delisted);
}

Data Visit::begin(const std::string& title, const std::string& section) const {
  return pages.begin(
      {title, section, session.account, session.form_token, said_of(query.get("fait").value_or(""))});
}

std::string said_of(std::string_view word) {
  for (const Said& said : kSaid) {
    if (said.word == word) return std::string(said.text);
  }
  return {};
}

http::Response done(const Visit& visit, const std::string& below, std::string_view word) {
  const char before = below.find('?') == std::string::npos ? '?' : '&';
  return visit.pages.redirect(visit.pages.path(below) + before + "fait=" + http::encode_form(word));
}

}  // namespace fonds::desk
