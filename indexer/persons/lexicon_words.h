// The word lists of the lexicon; each is separated by white space and read through name_key(), so that
// accents and case are for the reader only.
#pragma once

namespace fonds::persons::words {

inline constexpr char kGivenNames[] =
#include "indexer/persons/given_names.inc"
    ;

// Given names that are as often something else: alone they prove nothing.
inline constexpr char kWeakGivenNames[] =
    "Alma Ange Ava Bella Blanche Carolina Chelsea Colombe Fleur Félicité Georgia Grâce Jade Jordan Lorraine "
    "Loup Marine Mark Max May Mégane Mercedes Milan Modeste Myrtille Nancy Noël Océane Olympia Pape "
    "Parfait Pervenche Pol Prisca Prudence Prune Reine Salem Savannah Shan Sidney Sydney Toussaint Urbain "
    "Victoire "
    "Victoria Violette Virginia Vital Zhang Zhao";

inline constexpr char kCivilities[] =
    "M Mr Mme Mlle Mrs Monsieur Madame Mademoiselle Me Maître Mgr Monseigneur Dr Docteur Pr Sir Lady "
    "Lord "
    "Melle Mle Messire Mister";
inline constexpr char kPluralCivilities[] = "MM Mmes Mlles Messieurs Mesdames Mesdemoiselles";

inline constexpr char kFunctions[] =
    "maire mairesse adjoint adjointe président présidente vice-président vice-présidente coprésident "
    "coprésidente "
    "co-président co-présidente ministre secrétaire député députée eurodéputé eurodéputée sénateur sénatrice "
    "conseiller "
    "conseillère élu élue préfet préfète sous-préfet sous-préfète ambassadeur ambassadrice consul gouverneur "
    "gouverneure "
    "chancelier chancelière roi reine prince princesse duc duchesse comte comtesse marquis marquise baron "
    "baronne vicomte "
    "empereur impératrice tsar sultan cheikh émir pape abbé père mère frère sœur curé évêque archevêque "
    "cardinal pasteur "
    "rabbin imam chanoine vicaire général générale colonel colonelle lieutenant-colonel capitaine commandant "
    "commandante "
    "lieutenant lieutenante amiral vice-amiral maréchal caporal sergent adjudant adjudant-chef major soldat "
    "brigadier "
    "gendarme policier policière commissaire inspecteur inspectrice procureur procureure juge magistrat "
    "magistrate avocat "
    "avocate avocats notaire huissier greffier greffière bâtonnier médecin docteur docteure chirurgien "
    "chirurgienne "
    "infirmier infirmière pharmacien pharmacienne professeur professeure enseignant enseignante instituteur "
    "institutrice "
    "proviseur proviseure principal principale recteur rectrice doyen doyenne chercheur chercheuse "
    "économiste sociologue "
    "historien historienne philosophe prêtre ophtalmologue cardiologue virologue épidémiologiste "
    "infectiologue criminologue généticien astronome astrophysicien mathématicien anthropologue archéologue "
    "linguiste juriste constitutionnaliste "
    "consultant consultante expert experte spécialiste analyste politologue géographe biologiste physicien "
    "physicienne climatologue "
    "psychologue "
    "ingénieur ingénieure architecte urbaniste géomètre écrivain écrivaine romancier romancière poète "
    "poétesse auteur "
    "auteure autrice essayiste journaliste reporter éditorialiste chroniqueur chroniqueuse photographe "
    "dessinateur "
    "dessinatrice peintre sculpteur sculptrice artiste plasticien plasticienne musicien musicienne "
    "compositeur "
    "compositrice pianiste violoniste organiste guitariste chanteur chanteuse rappeur rappeuse comédien "
    "comédienne "
    "acteur actrice humoriste animateur animatrice présentateur présentatrice réalisateur réalisatrice "
    "cinéaste "
    "metteur metteuse producteur productrice scénariste danseur danseuse chorégraphe chef cheffe styliste "
    "mannequin joueur joueuse footballeur footballeuse attaquant attaquante défenseur défenseure gardien "
    "gardienne "
    "milieu capitaine entraîneur entraîneuse coach sélectionneur arbitre cycliste coureur coureuse pilote "
    "nageur "
    "nageuse skieur skieuse navigateur navigatrice champion championne tennisman boxeur judoka directeur "
    "directrice "
    "codirecteur co-directeur directeur-adjoint responsable dirigeant dirigeante patron patronne pdg dg "
    "gérant gérante "
    "fondateur fondatrice cofondateur cofondatrice co-fondateur porte-parole délégué déléguée rapporteur "
    "rapporteure "
    "rapporteuse trésorier trésorière candidat candidate leader leadeur chargé chargée coordinateur "
    "coordinatrice "
    "coordonnateur animateur technicien technicienne agent agente employé employée bénévole militant "
    "militante "
    "syndicaliste militaire agriculteur agricultrice maraîcher éleveur éleveuse vigneron vigneronne "
    "boulanger boulangère "
    "boucher restaurateur restauratrice commerçant commerçante libraire bibliothécaire entrepreneur "
    "entrepreneuse "
    "industriel banquier milliardaire homme femme garçon fille fils époux épouse mari veuve veuf compagnon "
    "compagne "
    "ami amie collègue collaborateur collaboratrice successeur prédécesseur prédécesseurs rival rivale "
    "adversaire "
    "suspect suspecte victime accusé accusée prévenu prévenue jihadiste djihadiste terroriste otage citoyen "
    "citoyenne "
    "habitant habitante riverain riveraine dénommé dénommée nommé nommée camarade cousin cousine oncle tante "
    "neveu "
    "nièce grand-père grand-mère abbesse humaniste résistant résistante astronaute explorateur naturaliste "
    "botaniste "
    "dictateur opposant opposante dissident dissidente lanceur lanceuse militante homologue numéro membre "
    "tête "
    "intervenant intervenante référent référente stagiaire étudiant étudiante élève lycéen lycéenne paysan "
    "paysanne "
    "commissaire-enquêteur sous-secrétaire député-maire députée-maire sénateur-maire premier-ministre garde "
    "administrateur administratrice syndic promoteur bâtonnière monsieur madame mademoiselle maître soeur m "
    "mme mr mlle";

inline constexpr char kSayings[] =
    "déclare explique affirme estime souligne rappelle précise indique assure juge dit ajoute raconte "
    "témoigne confie "
    "annonce insiste répond conclut reconnaît dénonce regrette demande propose présente répondu dit-il "
    "dit-elle expose "
    "lance résume soutient martèle plaide prévient promet rétorque sourit soupire s'exclame poursuit relate "
    "rapporte "
    "informe évoque commente critique salue remercie félicite accuse réclame espère craint pense croit veut "
    "souhaite "
    "préside ouvre clôt donne fait propose rédige signe écrit écrivait publie réplique ironise tweete tweeté "
    "décrypte "
    "analyse observe constate détaille considère défend appelle apostrophe interroge tacle fustige prononce "
    "remporte "
    "convaincu décédé née né mort morte réélu réélue démissionne avait était fut sera serait devra aurait "
    "dénonçait expliquait déclarait soulignait disait assurait estimait affirmait rappelait précisait "
    "répondait "
    "déplore nuance concède argumente ajoutait confiait racontait poursuivi conclu souligné ajouté";

// What firms, papers and parties do not do, though they declare, announce and regret.
inline constexpr char kHumanVerbs[] =
    "sourit souriait rit riait pleure soupire soupirait confie confiait raconte racontait témoigne murmure "
    "chante chantait danse joue jouait naît naquit meurt mourut épouse épousa habite habitait vit vivait "
    "souffre souffrait marche s'assoit grandit étudie enseigne enseignait né née décédé décédée mort morte";
inline constexpr char kKinNouns[] =
    "fils fille frère sœur père mère mari époux épouse veuf veuve compagnon compagne neveu nièce cousin "
    "cousine oncle tante petit-fils petite-fille grand-père grand-mère ami amie avocat avocate "
    "parents mort décès obsèques";

inline constexpr char kSites[] =
    "rue rues avenue avenues boulevard boulevards bd av place places placette square squares impasse allée "
    "allées "
    "chemin chemins quai quais pont ponts cours rond-point route routes ruelle passage esplanade promenade "
    "mail sentier "
    "rocade carrefour voie faubourg faubourgs lotissement résidence résidences hameau quartier zac zone "
    "parking "
    "école écoles collège collèges lycée lycées groupe-scolaire scolaire maternelle élémentaire université "
    "faculté "
    "institut crèche campus internat amphithéâtre amphi restaurant-scolaire hôpital hôpitaux clinique "
    "chu ehpad "
    "salle salles espace espaces centre centres stade stades gymnase gymnases piscine piscines complexe "
    "médiathèque "
    "bibliothèque ludothèque théâtre théâtres cinéma musée musées auditorium conservatoire chapelle église "
    "cathédrale "
    "basilique temple abbaye cimetière château châteaux villa domaine manoir parc parcs jardin jardins "
    "station gare gares aéroport aérodrome port arrêt métro tunnel viaduc barrage écluse caserne monument "
    "statue buste "
    "stèle mausolée tombe fondation prix grand-prix trophée challenge coupe tournoi mémorial marathon "
    "loi lois plan dispositif décret réforme amendement circulaire ordonnance code arrêt jurisprudence "
    "barème "
    "tempête ouragan cyclone typhon navire paquebot bateau frégate sous-marin porte-avions croiseur voilier "
    "chalutier "
    "ferry cargo goélette maison galerie librairie auberge hôtel café bar brasserie restaurant boulangerie "
    "pâtisserie "
    "pharmacie garage cabinet étude entreprise entreprises établissements ets groupe société sociétés firme "
    "laboratoire "
    "laboratoires transports éditions imprimerie magasin boutique chaîne marque orchestre quatuor chorale "
    "promotion "
    "affaire cassette césar molière oscar syndrome maladie théorème loge cercle club association "
    "tribune foyer ferme moulin cellier halle halles marché aqueduc rond-points ronds-points fort forteresse "
    "îlot "
    "caisse bourse ligue comité championnat circuit collection legs fonds pavillon bâtiment immeuble amicale "
    "ordinateur "
    "ong organisation fusée satellite télescope robot missile vaisseau avion résidence-autonomie "
    "multi-accueil "
    "groupe-scolaires édition terrain bassin dojo patinoire vélodrome skatepark kiosque gîte camping erea "
    "segpa mjc "
    "cfa esat ime lep ufr csc";

inline constexpr char kOrganisations[] =
    "ht ttc tva pos vc cr zi za cts sarl sas sa snc sci eurl scop sasu gie gaec earl ste sté ets societe "
    "société entreprise compagnie cie "
    "association "
    "conseil comité commission communauté commune communes mairie ville villes département région métropole "
    "syndicat "
    "fédération confédération union parti mouvement front rassemblement alliance collectif groupe fondation "
    "institut "
    "agence office banque crédit caisse mutuelle assurance assurances ministère sénat assemblée parlement "
    "tribunal cour "
    "parquet police gendarmerie armée marine préfecture université académie église diocèse centre club "
    "amicale cercle "
    "fc as us ol om psg usa onu otan ue fn rn lr ps pcf ump udi lrem modem eelv npa lfi cgt cfdt fo cftc sud "
    "unsa medef "
    "fnsea sncf edf gdf ratp rte tf1 m6 bfm bfmtv cnews lci rtl rmc afp insee crs bac raid gign dgsi dgse "
    "caf cpam ars "
    "apl dna adn covid covid-19 vih sida pme tva csg rsa smic tgv ter rer zac plu scot hlm sdis samu smur "
    "chu ehpad ram "
    "frères freres fils brothers bros corp inc ltd llc group holding consulting services service airlines "
    "motors bank "
    "hebdo magazine journal télévision télévisions radio tv news media médias presse éditions production "
    "productions "
    "records football rugby basket handball tennis racing olympique stade athletic sporting united city euro "
    "festival "
    "prix coupe trophée tour grand-prix ligue championnat mondial jeux accord accords traité pacte plan "
    "projet programme "
    "opération charte convention déclaration constitution république empire royaume état états bourse marché "
    "budget "
    "monde europe nation nations mer océan rivière fleuve lac mont massif vallée val plateau col île îles "
    "golfe cap baie "
    "forêt bois port fort pays terre terres notre-dame notre dame saint sainte saints st ste saint-michel";

// The last word of firms, papers, clubs and cities, even behind a given name: Charlie Hebdo, Abou Dhabi.
inline constexpr char kBrands[] =
    "dhabi hebdo magazine motors bank group airlines records inc corp ltd llc consulting services "
    "productions "
    "télévision "
    "télévisions tv news football rugby racing city united fc ac sc holding cup open trophy awards business "
    "school "
    "university college foundation institute center street avenue airport stadium island beach hills hotel "
    "palace electric auctions international "
    "company brothers bros entertainment studios pictures technologies systems energy pharma capital "
    "partners invest "
    "pro officiel shop store "
    "immobilier automobiles assurances conseil distribution transports bâtiment services";

// Capitalised at the beginning of a sentence or in titles, never part of a name.
inline constexpr char kStops[] =
    "le la les l un une des du de d et ou où ni mais donc or car que qu qui quoi dont lequel laquelle "
    "lesquels "
    "je tu il elle on nous vous ils elles j me te se moi toi lui eux leur leurs y en ce c cet cette ces ceci "
    "cela ça "
    "celui celle ceux celles mon ma mes ton ta tes son sa ses notre nos votre vos au aux à a ont est sont "
    "était fut été "
    "avec sans sous sur dans par pour vers chez contre entre depuis pendant durant avant après dès jusque "
    "jusqu'à hors "
    "lors lorsque lorsqu quand comme si s puis puisque puisqu parce alors ainsi aussi encore déjà toujours "
    "jamais plus "
    "moins très trop peu beaucoup assez bien mal mieux ici là voici voilà hier aujourd'hui demain enfin "
    "ensuite bref "
    "certes toutefois cependant pourtant néanmoins tandis afin selon suivant concernant malgré outre sauf "
    "excepté "
    "quel quelle quels quelles quelque quelques chaque chacun chacune tout toute tous toutes aucun aucune "
    "nul nulle "
    "plusieurs certains certaines autre autres même mêmes tel telle tels telles non oui ne n pas rien "
    "personne "
    "comment pourquoi combien merci bonjour bravo né née notamment lundi mardi mercredi jeudi vendredi "
    "samedi "
    "janvier février juillet septembre octobre novembre décembre etc cf consorts";

// Words that begin sentences, headings and cells of tables; some are surnames all the same.
inline constexpr char kCommonWords[] =
    "attention suite fin début deux trois quatre cinq six sept huit neuf dix onze douze vingt trente cent "
    "cents mille "
    "million premier première deuxième troisième second seconde dernier dernière mars avril mai juin août "
    "dimanche noël "
    "pâques pentecôte ascension printemps été automne hiver article articles annexe section objet date lieu "
    "photo photos "
    "crédit crédits source sources titre page pages tome résumé texte note notes vu considérant étaient "
    "présents présent "
    "absent absents excusés excusé pouvoir pouvoirs procuration votants séance ordre jour réunion compte "
    "rendu "
    "compte-rendu délibération montant total travaux avis marché lot lots n no numéro tél fax mail site http "
    "https www "
    "adresse observations ancien ancienne ex grand grande petit petite nouveau nouvelle jeune vieux vieille "
    "seul seule "
    "rendez-vous retrouvez découvrez retour rencontre entretien interview portrait vidéo direct dossier "
    "enquête élections "
    "élection municipales municipale législatives régionales présidentielle interrogé interrogée ok pdf html "
    "facebook "
    "twitter instagram youtube google whatsapp tweet live internet web wikipédia sud nord est ouest nord-est "
    "nord-ouest "
    "sud-est sud-ouest sujet question questions réponse info infos actualité actualités maison maisons "
    "demandeur "
    "superficie clôture garage terrain parcelle permis déclaration déclarations droit oui extension "
    "attribution "
    "personnel création budget finances commission groupe bilan projet culture éducation santé sport sports "
    "transports "
    "environnement urbanisme sécurité solidarité citoyenneté jeunesse enfance tranquillité publique public "
    "nationale "
    "national générale municipal supérieur supérieure haute haut bas basse belle beau bon bonne libre rouge "
    "noir noire "
    "little silver north south west east great black white red green royal british american first the of "
    "general "
    "lutte longue long minute alcool mutuel mutuelle terre eau ciel soleil familles femmes hommes gens "
    "citoyens avenir "
    "ensemble agir vivre bien action énergie nature vie cœur agricole solidaire écologie osons sauvons "
    "allons génération "
    "générations femme homme enfant enfants jeunes aînés amis ami amicale carte part vote logiciel avenant "
    "cotisation "
    "cotisations véhicule prise alerte info radio espace pack série modèle classe club comité carré point "
    "points mini "
    "maxi super auto moto vélo bus train tram métro "
    "mode urbaine urbain blanc blanche vert verts verte bleu bleue gauche droite insoumise insoumis marche "
    "républicains "
    "république";

// Words between which and a name nothing stands: "le juge Halphen", "au commissaire Barnier".
inline constexpr char kOffices[] =
    "président présidente ministre juge général colonel capitaine commandant lieutenant maréchal amiral "
    "caporal sergent "
    "commissaire procureur procureure docteur professeur maître abbé père sœur soeur curé pasteur cardinal "
    "évêque monseigneur "
    "baron baronne comte comtesse duc duchesse prince princesse roi reine empereur impératrice pape sultan "
    "tsar marquis "
    "marquise cheikh sénateur sénatrice député députée maire préfet préfète inspecteur inspectrice "
    "chancelier chancelière "
    "collègue camarade monsieur madame mademoiselle messieurs mesdames "
    "adjudant major "
    "docteure juges généraux évêques caporaux ministres présidents colonels capitaines commissaires "
    "sénateurs députés "
    "gouverneur dictateur brigadier chanoine imam rabbin ayatollah candidat candidate frère avocat avocate";

// Offices by which one addresses somebody: "Monsieur Maréchal" has a name, "Monsieur Maire" has not.
inline constexpr char kForms[] =
    "président présidente maire ministre commissaire député députée directeur directrice préfet préfète "
    "ambassadeur "
    "ambassadrice juge rapporteur rapporteure secrétaire chancelier recteur rectrice proviseur procureur "
    "gouverneur docteur "
    "professeur conseiller conseillère sénateur sénatrice adjoint adjointe abbé curé évêque vice-président";

inline constexpr char kSiteAdjectives[] =
    "maternelle maternel élémentaire primaire publique public privée privé municipal municipale communal "
    "communale "
    "intercommunal intercommunale polyvalente polyvalent omnisports sportif sportive culturel culturelle "
    "social sociale "
    "socio-culturel socioculturel départemental départementale régional régionale national nationale "
    "catholique "
    "hospitalier universitaire scolaire professionnel professionnelle technique agricole musical dramatique "
    "médical "
    "nautique aquatique international internationale littéraire dit dite nommé nommée baptisé baptisée";

inline constexpr char kPlaces[] =
    "france allemagne espagne italie portugal belgique suisse luxembourg pays-bas hollande angleterre écosse "
    "irlande "
    "royaume-uni grande-bretagne danemark suède norvège finlande islande pologne autriche hongrie grèce "
    "turquie russie "
    "ukraine biélorussie roumanie bulgarie serbie croatie bosnie albanie slovénie slovaquie tchéquie géorgie "
    "arménie "
    "azerbaïdjan maroc algérie tunisie libye égypte soudan éthiopie somalie kenya mali niger nigéria nigeria "
    "tchad sénégal "
    "guinée gabon cameroun congo rwanda burundi togo bénin ghana mauritanie madagascar afrique asie europe "
    "amérique "
    "océanie états-unis etats-unis canada québec mexique brésil argentine chili pérou colombie venezuela "
    "cuba haïti chine "
    "japon corée inde pakistan afghanistan iran irak syrie liban israël palestine jordanie arabie yémen "
    "qatar émirats "
    "koweït bahreïn oman singapour indonésie malaisie thaïlande vietnam viêtnam cambodge laos philippines "
    "australie "
    "nouvelle-zélande paris lyon "
    "marseille toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims toulon grenoble dijon "
    "angers nîmes "
    "villeurbanne brest tours limoges amiens perpignan metz besançon orléans rouen mulhouse caen nancy "
    "poitiers avignon "
    "cannes antibes calais dunkerque bayonne biarritz pau tarbes ajaccio bastia corse bretagne normandie "
    "alsace lorraine "
    "bourgogne aquitaine occitanie provence auvergne picardie champagne savoie vendée île-de-france "
    "rhône-alpes rhône loire "
    "seine garonne londres berlin madrid rome milan turin barcelone lisbonne bruxelles anvers genève zurich "
    "berne vienne "
    "amsterdam moscou kiev varsovie prague budapest athènes istanbul ankara washington new-york york chicago "
    "boston miami "
    "los-angeles angeles hollywood californie texas floride pékin shanghai hongkong tokyo séoul delhi bombay "
    "dubaï doha "
    "téhéran bagdad damas beyrouth jérusalem gaza alger tunis rabat casablanca dakar abidjan bamako monaco "
    "andorre vatican "
    "guadeloupe martinique guyane réunion mayotte tahiti polynésie méditerranée atlantique pacifique manche "
    "alpes pyrénées "
    "jura vosges ardennes bercy matignon élysée bastille sorbonne wuhan minneapolis maghreb sahel catalogne "
    "flandre "
    "wallonie sarthe mayenne gironde ardèche drôme isère savoies var vaucluse gard hérault aude ariège lot "
    "corrèze creuse "
    "vienne deux-sèvres charente dordogne landes gers aisne oise somme marne meuse moselle doubs nièvre "
    "yonne eure orne "
    "finistère morbihan côtes-d'armor ille-et-vilaine loire-atlantique essonne yvelines hauts-de-seine "
    "val-de-marne "
    "dhabi burkina faso hong kong las vegas los san santa sao sri lanka tel aviv costa rica buenos aires rio "
    "new sierra leone taïwan "
    "hambourg munich francfort cologne versailles saint-denis créteil bobigny nanterre roissy orly";

inline constexpr char kNations[] =
    "français française françaises allemand allemande allemands espagnol espagnole italien italienne "
    "portugais portugaise "
    "belge belges suisse suisses anglais anglaise britannique britanniques écossais irlandais irlandaise "
    "néerlandais "
    "néerlandaise danois suédois norvégien polonais polonaise autrichien hongrois grec grecque turc turque "
    "russe russes "
    "ukrainien ukrainienne roumain serbe croate marocain marocaine algérien algérienne tunisien tunisienne "
    "libyen égyptien "
    "américain américaine américains canadien canadienne québécois mexicain brésilien brésilienne argentin "
    "argentine chilien "
    "colombien chinois chinoise japonais japonaise coréen indien indienne pakistanais afghan iranien "
    "iranienne irakien "
    "syrien syrienne libanais libanaise israélien israélienne palestinien saoudien sud-coréen nord-coréen "
    "australien "
    "sud-africain néo-zélandais parisien parisienne lyonnais lyonnaise marseillais nantais bordelais lillois "
    "toulousain breton "
    "bretonne corse normand basque catalan européen européenne africain asiatique musulman chrétien juif "
    "juive catholique "
    "socialiste communiste écologiste centriste républicain républicaine gaulliste démocrate libéral "
    "conservateur travailliste insoumis "
    "insoumise marcheur taïwanais monégasque luxembourgeois";

inline constexpr char kParticles[] =
    "de du des d la le les l van von vom zu zum der den dem del della delle di da dos das do ben bin ibn el "
    "al ould abou y e "
    "saint st ter ten mac mc o ait aït bel ap";

inline constexpr char kArticles[] = "le la les l un une du des au aux ce cet cette ces chaque quel quelle";
inline constexpr char kPossessives[] = "mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs";
inline constexpr char kPrepositions[] =
    "par avec selon pour contre chez et que qu dont comme entre avant après malgré sans envers ni ou où "
    "quand si "
    "puis nommé nommée appelé appelée intitulé signé dénommé dixit c'est lorsque lorsqu puisque";
inline constexpr char kPlacePrepositions[] = "à en vers dans sur depuis jusqu'à sous près hors";

inline constexpr char kKin[] =
    "frères sœurs soeurs époux couple famille familles parents jumeaux enfants consorts cousins clan";
inline constexpr char kBirth[] = "née né épouse épse veuve vve ép nee divorcée";
// Offices whose holders go by their given names, under which they are known: le pape François, sœur
// Emmanuelle.
inline constexpr char kByGivenName[] =
    "pape roi reine prince princesse empereur impératrice tsar tsarine sultan émir duc duchesse lady "
    "mère frère sœur dom";
inline constexpr char kClergy[] = "père abbé";
// What has a title or a brand, and no person's name unless it is plainly one.
inline constexpr char kWorks[] =
    "hebdomadaire magazine quotidien mensuel revue journal site blog film série feuilleton émission roman "
    "album "
    "chanson jeu application plateforme plate-forme logiciel enseigne opérateur géant startup start-up label "
    "studio "
    "tracteur parfum spectacle podcast";
inline constexpr char kBodies[] =
    "gouvernement opposition majorité armée parquet police gendarmerie justice état région département "
    "conseil "
    "parlement assemblée sénat parti syndicat ministère mairie diplomatie";
inline constexpr char kGenerations[] = "jr sr junior senior fils père";
inline constexpr char kRomans[] =
    "II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII Ier";

}  // namespace fonds::persons::words
