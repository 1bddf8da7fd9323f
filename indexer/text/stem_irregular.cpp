// Words whose stem no rule gives, and names that no rule may touch. Each group says why. The stem written
// down is the one that the rules give to the other forms of the word.
#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "indexer/text/stem_tables.h"

namespace fonds::text {
namespace {

// Words that share a stem, separated by spaces.
struct Family {
  std::string_view stem;
  std::string_view words;
};

constexpr auto kIrregular = std::to_array<Family>({
    // Plurals in -eux of nouns in -eu, where -eux is otherwise an adjective.
    {"jeu", "jeux"},
    {"enjeu", "enjeux"},
    {"lieu", "lieux"},
    {"milieu", "milieux"},
    {"feu", "feux"},
    {"cheveu", "cheveux"},
    {"neveu", "neveux"},
    {"voeu", "voeux"},
    {"aveu", "aveux"},
    {"adieu", "adieux"},
    {"dieu", "dieux"},
    {"essieu", "essieux"},
    {"epieu", "epieux"},
    {"moyeu", "moyeux"},
    {"desaveu", "desaveux"},
    {"hebreu", "hebreux"},
    {"camaieu", "camaieux"},
    {"banlieu", "banlieues"},
    // Plurals of nouns in -oi, where -ois is otherwise a demonym.
    {"emploi", "emplois"},
    {"tournoi", "tournois"},
    {"convoi", "convois"},
    {"envoi", "envois"},
    {"renvoi", "renvois"},
    {"paroi", "parois"},
    {"beffroi", "beffrois"},
    {"octroi", "octrois"},
    {"effroi", "effrois"},
    {"charroi", "charrois"},
    {"emoi", "emois"},
    {"desarroi", "desarrois"},
    {"loi", "lois"},
    {"roi", "rois"},
    // The seven plurals in -oux.
    {"bijou", "bijoux"},
    {"caillou", "cailloux"},
    {"chou", "choux"},
    {"genou", "genoux"},
    {"hibou", "hiboux"},
    {"joujou", "joujoux"},
    {"pou", "poux"},
    {"ripou", "ripoux"},
    // -aux of nouns in -ail; travaux (road works) is no longer the plural of travail for a reader of news.
    {"vitrail", "vitraux"},
    {"bail", "baux"},
    {"corail", "coraux"},
    {"email", "emaux"},
    {"soupirail", "soupiraux"},
    {"vantail", "vantaux"},
    {"travaux", "travaux"},
    // -aux and -eaux that are no plurals, and plurals in -aux of nouns in -au.
    {"ideal", "ideaux"},
    {"faux", "faux fausse fausses"},
    {"taux", "taux"},
    {"chaux", "chaux"},
    {"boyau", "boyaux"},
    {"noyau", "noyaux"},
    {"tuyau", "tuyaux"},
    {"esquimau", "esquimaux"},
    {"mal", "maux"},
    {"joyau", "joyaux"},
    {"fleau", "fleaux"},
    {"materiau", "materiaux"},
    {"landau", "landaus"},
    {"oeil", "oeil yeux"},
    {"ciel", "cieux"},
    {"aieul", "aieux"},
    // Adjectives with a second masculine or a feminine of their own.
    {"nouveau", "nouvel nouvelle nouvelles"},
    {"beau", "bel belle belles"},
    {"vieux", "vieil vieille vieilles vieux"},
    {"fou", "fol folle folles"},
    {"mou", "mol molle molles"},
    {"tourangeau", "tourangelle tourangelles"},
    {"jumeau", "jumelle jumelles"},
    {"jumele", "jumele"},
    {"blanc", "blanche blanches"},
    {"franc", "franche franches"},
    {"sec", "seche seches"},
    {"frais", "fraiche fraiches frais"},
    {"public", "publique publiques"},
    {"turc", "turque turques"},
    {"grec", "grecque grecques"},
    {"laic", "laique laiques"},
    {"long", "longue longues"},
    {"neuf", "neuve neuves"},
    {"veuf", "veuve veuves"},
    {"bref", "breve breves"},
    {"vif", "vive vives vif vifs"},
    {"gros", "grosse grosses"},
    {"bas", "basse basses"},
    {"gras", "grasse grasses"},
    {"epais", "epaisse epaisses"},
    {"roux", "rousse rousses roux"},
    {"doux", "douce douces doux"},
    {"gentil", "gentille gentilles"},
    {"pareil", "pareille pareilles"},
    {"nul", "nulle nulles"},
    {"favori", "favorite favorites"},
    {"paysan", "paysanne paysannes"},
    {"bon", "bonne bonnes"},
    {"vrai", "vraie vraies"},
    {"gai", "gaie gaies"},
    {"leger", "leger legers legere legeres"},
    {"chef", "cheffe cheffes"},
    {"malin", "maligne malignes"},
    {"copain", "copine copines"},
    {"caduc", "caduque caduques"},
    {"sot", "sotte sottes"},
    {"benin", "benigne benignes"},
    {"metis", "metisse metisses"},
    {"andalou", "andalouse andalouses"},
    {"oblong", "oblongue oblongues"},
    {"las", "lasse lasses"},
    {"tiers", "tierce tierces"},
    // Plurals of words so short that their s is otherwise taken for a part of the word.
    {"an", "ans"},
    // Two words in one, each with its plural.
    {"bonhomm", "bonshommes"},
    {"gentilhomm", "gentilshommes"},
    {"nu", "nus"},
    {"up", "ups"},
    // Spellings of one word: 1990 and before, or both in use.
    {"cle", "clef clefs cle cles"},
    {"cuill", "cuiller cuillers cuillere cuilleres"},
    {"yaourt", "yoghourt yoghourts yogourt yogourts"},
    {"bistrot", "bistro bistros"},
    {"pay", "paye payes paie paies paya"},
    {"ognon", "oignon oignons"},
    {"nenufar", "nenuphar nenuphars"},
    {"tsar", "tzar tzars"},
    {"chariot'", "charriot charriots"},
    {"imbecillit", "imbecilite imbecilites"},
    {"persiflag", "persifflage persifflages"},
    {"eczem", "exema exemas"},
    {"serpillier", "serpillere serpilleres"},
    {"joaillier", "joailler joaillers joaillere joailleres"},
    {"groseillier", "groseiller groseillers"},
    {"boursouflur", "boursoufflure boursoufflures"},
    {"cahut", "cahutte cahuttes"},
    {"toquad", "tocade tocades"},
    // Titles of address, of one and of several: stop words, whose stems end so.
    {"madame'", "madame madames mesdames"},
    {"monsieur'", "monsieur messieurs"},
    {"mademoiselle'", "mademoiselle mesdemoiselles"},
    {"relais", "relai relais"},
    {"gaiment", "gaiement"},
    {"paiement", "payement payements"},
    {"soul", "soul saoul"},
    {"combativ", "combattif combattive combattifs combattives"},
    {"combativit", "combattivite combattivites"},
    {"bonhomi", "bonhommie bonhommies"},
    {"quincaillier", "quincailler quincaillers quincaillere quincailleres"},
    {"marguillier", "marguiller marguillers marguillere marguilleres"},
    {"surseoir", "sursoir"},
    {"scenario", "scenarii"},
    {"maximum", "maxima"},
    {"minimum", "minima"},
    {"media", "media medias"},
    {"match", "matches"},
    {"sandwich", "sandwiches"},
    {"lobby", "lobbies"},
    {"hobby", "hobbies"},
    {"ferry", "ferries"},
    {"derby", "derbies"},
    {"penalty", "penalties"},
    {"bachot", "bachot"},
    // Nouns that a verb rule or a theme would join to another word, and that readers hold apart.
    {"prise", "prise prises"},
    {"entreprise", "entreprise entreprises"},
    {"surprise", "surprise surprises"},
    {"reprise", "reprise reprises"},
    {"mise", "mise mises"},
    {"remise", "remise remises"},
    {"permis", "permis"},
    {"sortie", "sortie sorties"},
    {"partie", "partie parties"},
    {"parti", "parti partis"},
    {"avenue", "avenue avenues"},
    {"avenir", "avenir avenirs"},
    {"revenu", "revenu revenus"},
    {"contenu", "contenu contenus"},
    {"revue", "revue revues"},
    {"vue", "vue vues"},
    {"adjoint", "adjoint adjoints adjointe adjointes"},
    {"conjoint", "conjoint conjoints conjointe conjointes"},
    {"enceinte", "enceinte enceintes"},
    {"empreinte", "empreinte empreintes"},
    {"plainte", "plainte plaintes"},
    {"voie", "voie voies"},
    {"voirie", "voirie"},
    {"cour", "cour"},
    {"cours", "cours"},
    {"lit", "lit lits"},
    {"mer", "mer mers"},
    {"fer", "fer fers"},
    {"cher", "cher chers chere cheres"},
    {"hiver", "hiver hivers"},
    {"manqu", "manque"},
    {"contrat", "contrat contrats"},
    {"etat", "etat etats"},
    {"bois", "bois"},
    {"fois", "fois"},
    {"mois", "mois"},
    {"maire", "maire maires"},
    {"mairesse", "mairesse"},
    {"organe", "organe organes"},
    {"course", "course courses"},
    {"france", "france"},
    {"mere", "mere meres"},
    {"fraise", "fraise fraises"},
    {"plaie", "plaie plaies"},
    {"balai", "balai balais"},
    {"souris", "souris"},
    {"emeute", "emeute emeutes"},
    {"meute", "meute meutes"},
    {"coude", "coude coudes"},
    {"ane", "ane anes"},
    {"the", "the thes"},
    {"foie", "foie foies"},
    {"voire", "voire"},
    {"matinee", "matinee matinees"},
    {"tante", "tante tantes"},
    {"revers", "revers"},
    // Nouns and adverbs beside a verb or a feminine that has their letters: point and pointe, dos and dose.
    // No rule gives a stem that ends so.
    {"point'", "point points"},
    {"trait'", "trait traits"},
    {"retrait'", "retrait retraits"},
    {"post'", "post posts"},
    {"dos'", "dos"},
    {"vis'", "vis"},
    {"fond'", "fond"},
    {"travers'", "travers"},
    {"tard'", "tard"},
    {"dessert", "dessert desserts"},
    {"desserte", "desserte dessertes"},
    {"desert", "desert deserts"},
    {"defaut", "defaut defauts"},
    {"court", "court courts courte courtes"},
    {"val", "val vals vaux"},
    // Verb forms that are also the letters of a noun, and mostly the verb.
    {"ten", "tenu tenus tenue tenues"},
    {"met", "met mis mit"},
    {"remet", "remis remit"},
    {"emet", "emis emit"},
    {"batt", "bat bats battu battus battue battues"},
    {"prend", "prit"},
    {"reprend", "repris"},
    {"ecriv", "ecrit ecrits ecrite ecrites"},
    {"suiv", "suit"},
    {"sent", "senti sentis sentie senties"},
    {"serv", "sers sert"},
    {"dorm", "dors dort"},
    {"boi", "boire boit bu bue bues burent"},
    {"pays", "pays"},
    {"entrevue", "entrevue entrevues"},
    {"elis", "elire elira eliront elit elu elue elus elues elut elurent"},
    {"reelis", "reelire reelira reelit reelu reelue reelus reelues"},
    {"pouv", "peut peuvent peux pu put purent puisse puissent puissions puissiez"},
    {"all", "alla vais vas vont ira irai irons iront irait iraient irions aille aillent"},
    {"voul", "veut veux"},
    {"sav", "sait sais saurons sauront su sut surent"},
    {"voy", "voit vois vu vus virent"},
    {"revoy", "revois revu revus revirent"},
    {"reviv", "revit"},
    {"dis", "dire dira diras diront"},
    // fait, font, peut: stop words that are no other word's letters.
    {"fais", "fait font fera feras feront fit firent"},
    {"cre",
     "creer cree crees creee creees creent creera creeront creerait creait creaient creant crea creerent"},
    {"recre", "recreer recree recreee"},
    {"viv", "vivre vit"},
    {"surviv", "survit"},
    {"lis", "lire lira liront lu lue lues lus"},
    {"relis", "relire relu relue relues relus"},
    {"mour", "meurt mourut moururent"},
    {"base", "base bases baser basee basees basent basait basant"},
    {"case", "case cases"},
    {"buse", "buse buses"},
    {"cuis", "cuire cuit cuits cuite cuites"},
    {"recuis", "recuire recuit recuits recuite recuites"},
    {"nuis", "nuire nui"},
    {"luis", "luire luit"},
    {"fui", "fuit"},
    {"uni", "unit"},
    {"subi", "subit"},
    {"agi", "agit agisse agissant agissants agissante agissantes"},
    {"beni", "benit benits benite benites"},
    {"maudi", "maudire maudit maudits maudite maudites maudira maudirent"},
    {"ri", "rire rires rit rient riait riaient riez rirent"},
    {"souri", "sourire sourires"},
    {"envoy", "envoie envoies"},
    {"renvoy", "renvoie renvoies"},
    {"conven", "convient"},
    // Present tenses that look like another ending.
    {"connaiss", "connais connait"},
    {"reconnaiss", "reconnais reconnait"},
    {"paraiss", "parait"},
    {"apparaiss", "apparait"},
    {"disparaiss", "disparait"},
    {"naiss", "nait nee nees nes"},
    {"renaiss", "renait"},
    {"comparaiss", "comparait"},
    {"croy", "croit crois"},
    {"accroiss", "accroit accru accrue accrus accrues"},
    {"satisfais", "satisfait satisfaits satisfaite satisfaites"},
    {"defais", "defait"},
    {"refais", "refait"},
    {"resolv", "resout resous"},
    {"dissolv", "dissout dissous dissoute dissoutes"},
    {"mouv", "mu mus"},
    {"emouv", "emeut"},
    {"fall", "falloir faut faudra faudrait fallait fallu fallut"},
    {"valoir", "vaut"},
    {"prevaloir", "prevaut"},
    {"recev", "recois"},
    {"percev", "percois"},
    {"apercev", "apercois"},
    {"concev", "concois"},
    {"decev", "decois"},
    {"part", "pars"},
    {"sort", "sors"},
    {"ressent", "ressens ressent"},
    {"consent", "consens consent"},
    {"endorm", "endors endort"},
    {"gesi", "git gisent gisait gisaient"},
    {"absolv", "absous"},
    {"eclos", "eclos eclose ecloses"},
    {"distrait", "distrait distraits"},
    {"soustrait", "soustrait soustraits"},
    // tendre and fondre beside tendre, the adjective, and fonder.
    {"tendr",
     "tend tends tendu tendus tendue tendues tendait tendaient tendent tendit tendirent tendra tendant"},
    {"fondr", "fondre fondu fondus fondue fondues fondit fondirent fondra fondront"},
    {"tair", "tait"},
    {"deplais", "deplu"},
    {"refais", "refont"},
    {"romp", "rompt"},
    {"corromp", "corrompt"},
    {"interromp", "interrompt"},
    {"assey", "assis assied"},
    {"pleuv", "pleuvoir pleut"},
    // A simple past that its rule leaves out: the singular is written down with the participle.
    {"met", "mirent"},
    // Verbs whose root is too short for the endings.
    {"tu", "tuer tuait tuant tuent tuera"},
    {"utilis", "utiliser"},
    {"us", "user usait"},
    {"os", "oser osait osent osez osant"},
    {"ni", "nier niait nient niant niez"},
    {"ru", "ruer rues ruent ruait"},
    {"li", "lier"},
    {"hai", "hair haissent haissait haissaient"},
    {"calm", "calment"},
    {"decri", "decrie decries decriee decriees decrient decriant"},
    {"dev",
     "devoir doit dois doivent doive devra devras devrai devrez devrait devriez devrions devrons devront "
     "devraient "
     "devait devaient devais deviez devions devrais"},
});

// First names and towns that an ending would change into another word, lower case, folded. A town is here
// where its name, less an ending, is a common word or another name: Cannes and canne, Bourges and bourg.
constexpr auto kProtected = std::to_array<std::string_view>({
    "agnes",     "alexis",  "anais",    "angers", "arles",      "barnabe", "beziers",       "bordeaux",
    "boris",     "bourges", "brignais", "calais", "cannes",     "castres", "charbonnieres", "charles",
    "chartres",  "cognac",  "craponne", "damas",  "denis",      "dijon",   "dunkerque",     "emma",
    "evreux",    "feurs",   "francis",  "genas",  "georges",    "gilles",  "givors",        "hugues",
    "ines",      "jacques", "jonas",    "jules",  "laura",      "lea",     "lens",          "limas",
    "limoges",   "louis",   "louviers", "lucas",  "lyon",       "mamers",  "martina",       "mathias",
    "meaux",     "mende",   "mions",    "nantes", "nevers",     "nicolas", "nimes",         "niort",
    "oullins",   "pamiers", "paris",    "paula",  "poitiers",   "privas",  "reims",         "regis",
    "rennes",    "rodez",   "roubaix",  "sarah",  "saumur",     "thiers",  "thomas",        "thonon",
    "tourcoing", "troyes",  "valence",  "vannes", "versailles", "vienne",  "villiers",      "yves",
});

// Words that differ from a stop word by an accent only, and count where the accent does: né.
constexpr Family kBesideStopWords[] = {{"naiss", "ne"}};

class IrregularIndex {
 public:
  IrregularIndex() {
    for (const Family& family : kIrregular) {
      std::string_view words = family.words;
      while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        stems_.emplace(words.substr(0, end), family.stem);
        words.remove_prefix(std::min(end + 1, words.size()));
      }
    }
    names_.insert(kProtected.begin(), kProtected.end());
  }
  std::string_view stem(std::string_view word) const {
    const auto found = stems_.find(word);
    return found == stems_.end() ? std::string_view() : found->second;
  }
  bool is_name(std::string_view word) const { return names_.contains(word); }

 private:
  std::unordered_map<std::string_view, std::string_view> stems_;
  std::unordered_set<std::string_view> names_;
};

const IrregularIndex& index() {
  static const IrregularIndex made;
  return made;
}

}  // namespace

std::string_view stem_beside_stop_word(std::string_view word) {
  for (const Family& family : kBesideStopWords) {
    if (family.words == word) return family.stem;
  }
  return {};
}

std::string_view irregular_stem(std::string_view word) {
  return index().stem(word);
}
bool is_protected_name(std::string_view word) {
  return index().is_name(word);
}

}  // namespace fonds::text
