# La ligne de commande.

cli-heading-usage = Usage :
cli-heading-commands = Commandes
cli-heading-command = COMMANDE
cli-heading-options = Options
cli-heading-arguments = Arguments
cli-heading-examples = Exemples :

cli = Lit l’actualité des régulateurs et en tire les faits : qui a été sanctionné, par qui, de combien, pour quoi. Sans commande, le lecteur s’ouvre.
cli--store = Dossier des données ; par défaut, celui de la plateforme
cli--lang = Langue de l’interface ; par défaut, celle de LC_ALL, LC_MESSAGES ou LANG
cli--config = Fichier de configuration
cli--offline = N’envoie rien sur le réseau
cli--quiet = N’écrit que les échecs et ce qui est demandé
cli--verbose = Dit aussi ce qui se fait pendant que cela se fait
cli--linear = Dit tout ligne après ligne, pour les lecteurs d’écran
cli--help = Montre cette aide
cli--version = Montre la version
cli-examples =
    {"  "}vigie                                  ouvre le lecteur
    {"  "}vigie demo                             l’ouvre sur des articles de démonstration
    {"  "}vigie list --company Clearview         les articles qui visent Clearview
    {"  "}vigie extract communique.txt           les faits d’un texte

cli-demo = Ouvre le lecteur sur des articles de démonstration, sans réseau, sans rien laisser

cli-refresh = Relève les sources et dit ce qui est nouveau
cli-refresh--sources = Sources à relever ; toutes si aucune n’est nommée
cli-refresh--due = Ne relève que les sources dont l’heure est venue : pour les tâches planifiées
cli-refresh--json = Écrit le compte rendu en JSON
cli-refresh-progress = { $done }/{ $total } sources
cli-refresh-source = { $source } : { $new ->
    [0] rien de nouveau
    [one] { $new } nouvel article
   *[other] { $new } nouveaux articles
}
cli-refresh-done = { $new ->
    [one] { $new } nouvel article
   *[other] { $new } nouveaux articles
}{ $changed ->
    [0] {""}
    [one] , { $changed } modifié
   *[other] , { $changed } modifiés
} ; { $succeeded ->
    [one] { $succeeded } source relevée
   *[other] { $succeeded } sources relevées
}{ $failed ->
    [0] {""}
    [one] , { $failed } en échec
   *[other] , { $failed } en échec
}{ $left ->
    [0] {""}
    [one] , une laissée de côté
   *[other] , { $left } laissées de côté
}

cli-list = Liste des articles : les plus récents d’abord, ou les plus proches si des mots sont cherchés
cli-list--limit = Nombre d’articles au plus
cli-list--facets = Compte ce qui répond par organisme, autorité, type, thème, source et année, et en fait la somme
cli-list--snippets = Montre le passage de chaque article qui contient le plus de mots cherchés
cli-facets-no-index = Il n’y a pas encore d’index pour compter. « vigie reindex » le construit.
cli-facets-total = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}, { $measures ->
    [one] { $measures } mesure
   *[other] { $measures } mesures
}
cli-facets-companies = Organismes (articles)
cli-facets-authorities = Autorités (articles)
cli-facets-kinds = Types (articles)
cli-facets-themes = Thèmes (articles)
cli-facets-sources = Sources (articles)
cli-facets-years = Années de publication (articles)
cli-facets-sums = Sommes, telles que les articles les disent (un acte que deux articles racontent compte deux fois)
cli-facets-figure = { $count ->
    [one] { $count } somme
   *[other] { $count } sommes
}, { $sum } au total, médiane { $median }, la plus forte { $greatest }
cli-list--json = Écrit la liste en JSON
cli-list-nothing = Aucun article ne répond à la demande.
cli-list-examples =
    {"  "}vigie list --company "CLEARVIEW AI" --type astreinte
    {"  "}vigie list --unread cookies

cli-decisions = Liste les décisions que racontent les articles d’une demande ; plusieurs articles, une décision
cli-decisions--sort = Ordre : date (la plus récente d’abord), amount (la somme en vigueur, la plus forte d’abord, sans conversion), authority ou company
cli-decisions--limit = Nombre de décisions au plus
cli-decisions--json = Écrit les décisions en JSON
cli-decisions-nothing = Aucun article qui réponde à la demande ne raconte de décision.
cli-decisions-column-id = n°
cli-decisions-column-date = date
cli-decisions-column-authority = autorité
cli-decisions-column-organisation = organisme
cli-decisions-column-what = mesures
cli-decisions-column-sum = en vigueur
cli-decisions-column-reference = référence
cli-decisions-column-articles = articles
cli-decisions-examples =
    {"  "}vigie decisions --authority CNIL --sort amount
    {"  "}vigie decisions 'thème:cookies date:2025..'

cli-company = Dit tout d’un organisme ou d’un groupe : sommes, affaires, manquements, articles
cli-company--name = Nom de l’organisme, sous n’importe lequel de ses noms, ou du groupe
cli-company--json = Écrit le tout en JSON
cli-company-names = autres noms :
cli-company-group = groupe :
cli-company-fines = amendes en vigueur
cli-company-liquidated = astreintes liquidées
cli-company-settled = transactions
cli-company-penalty = astreinte prononcée
cli-company-no-sum = aucune somme connue
cli-company-timeline = Affaires
cli-company-themes = Manquements
cli-company-provisions = Textes
cli-company-articles = Articles
cli-company-examples =
    {"  "}vigie company Amazon France Logistique

cli-show = Montre un article, son résumé et ses faits
cli-show--article = Identifiant de l’article, ou ses premiers chiffres
cli-show--json = Écrit l’article en JSON

cli-sources = Sources suivies
cli-sources-list = Liste les sources suivies et leur état
cli-sources-list--json = Écrit la liste en JSON
cli-sources-add = Suit un flux
cli-sources-add--address = Adresse d’un flux ou d’une page qui y mène (http, https ou file), ou nom d’une source du catalogue
cli-sources-add--title = Titre, si celui du flux ne convient pas
cli-sources-add--feed = Le flux à suivre parmi plusieurs, par son numéro dans la liste
cli-sources-add--untested = Suit l’adresse telle quelle, sans la relever d’abord
cli-sources-remove = Cesse de suivre une source ; ses articles restent
cli-sources-remove--source = Nom de la source
cli-sources-catalogue = Liste les sources connues de Vigie ; un point marque celles qui sont suivies
cli-sources-catalogue--json = Écrit la liste en JSON
cli-sources-import = Suit les flux d’une liste OPML ; ses dossiers deviennent des mots-clés, et un second import ne change rien
cli-sources-import--file = La liste
cli-sources-export = Écrit les sources suivies en liste OPML 2.0
cli-sources-export--file = Fichier à écrire ; par défaut, la sortie standard
cli-sources-export--force = Remplace le fichier s’il existe
cli-sources-imported = { $added ->
    [one] { $added } source ajoutée
   *[other] { $added } sources ajoutées
}, { $known ->
    [one] { $known } déjà suivie
   *[other] { $known } déjà suivies
}
cli-sources-exported = { $sources ->
    [one] { $sources } source écrite dans { $name }
   *[other] { $sources } sources écrites dans { $name }
}
cli-sources-no-opml = { $name } : ce n’est pas une liste OPML. Donnez le fichier qu’exporte un lecteur de flux, d’ordinaire en .opml.
cli-sources-never = jamais relevée
cli-sources-added = source suivie : { $id }
cli-sources-found = la page mène à ce flux : { $address }
cli-sources-entries = { $entries ->
    [one] { $entries } article
   *[other] { $entries } articles
}
cli-sources-choose = Lequel ? (numéro, ou Entrée pour aucun)
cli-sources-several = La page mène à { $feeds } flux. Choisissez-en un par --feed et son numéro, ou donnez son adresse.
cli-sources-no-such-feed = Il n’y a pas de flux numéro { $number } : { $feeds ->
    [one] un seul a été trouvé
   *[other] { $feeds } ont été trouvés
}.
cli-sources-refused = { $reason } Rien n’est suivi ; --untested suit l’adresse malgré tout.
cli-sources-removed = source abandonnée : { $id } ; { $articles ->
    [0] elle n’avait pas d’article
    [one] son article reste
   *[other] ses { $articles } articles restent
}

cli-export = Exporte des articles et leurs faits
cli-export--articles = Identifiants des articles ; sans eux, la sélection décide
cli-export--format = Format
cli-export--output = Fichier à écrire ; par défaut, la sortie standard
cli-export--force = Remplace le fichier s’il existe
cli-export-done = { $articles ->
    [one] { $articles } article écrit
   *[other] { $articles } articles écrits
} dans { $name }

cli-selection--words = Ce qui est cherché : mots, champs, dates, montants (« vigie help query » dit tout)
cli-selection--company = Organisme visé
cli-selection--kind = Type de mesure : code, mot du droit ou famille (astreinte)
cli-selection--authority = Autorité
cli-selection--source = Nom de la source
cli-selection--unread = Seulement les articles non lus
cli-selection--starred = Seulement les articles marqués d’une étoile

cli-extract = Tire les faits d’un article, ou de beaucoup
cli-extract--file = Article en texte, HTML ou Markdown ; « - » pour l’entrée standard
cli-extract--jsonl = Lit sur l’entrée standard des lignes JSON (id, title, text, published, lang) et écrit une ligne par article
cli-extract--json = Écrit les faits en JSON
cli-extract--published = Jour de publication, d’où se comptent « jeudi » ou « le mois dernier »
cli-extract--title = Titre de l’article
cli-extract-nothing = Aucune mesure dans ce texte.

cli-eval = Note le moteur de faits sur un dossier de corpus
cli-eval--folder = Dossier de fichiers Markdown
cli-eval--json = Écrit les notes en JSON
cli-eval--errors = Montre chaque erreur

cli-feed = Lit des fichiers de flux et écrit une ligne JSON par fichier
cli-feed--files = Fichiers de flux
cli-feed--jsonl = Écrit des lignes JSON (seule forme)
cli-feed--list = Fichier qui donne une ligne par flux : chemin, type de contenu, adresse de base, séparés par des tabulations
cli-feed--base = Adresse à laquelle joindre les liens relatifs

cli-help = Explique une commande, ou la langue des requêtes
cli-help--topic = Nom d’une commande, ou « query »

cli-doctor = Lit tout ce qui est gardé et dit ce qui ne va pas
cli-doctor-store = { $folder } : { $articles ->
    [one] { $articles } article entier
   *[other] { $articles } articles entiers
}, { $megabytes } Mo
cli-doctor-index = Index de recherche : { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}, { $megabytes } Mo{ $behind ->
    [0] {""}
   *[other] , { $behind } à rattraper à la prochaine recherche
}
cli-doctor-index-absent = Index de recherche : aucun encore ; les recherches lisent chaque article. « vigie reindex » le construit.
cli-doctor-index-useless = Index de recherche : { $detail }. « vigie reindex » le refait ; rien n’est perdu.
cli-doctor-archive = Archive : { $files ->
    [0] vide
    [one] { $files } fichier, { $megabytes } Mo
   *[other] { $files } fichiers, { $megabytes } Mo
}
cli-doctor-sound = Rien d’anormal.
cli-doctor-mend = « vigie repair » copie ce qui peut être lu dans une base neuve et garde l’ancienne à côté ; « vigie restore FICHIER » reprend une sauvegarde.
cli-backup = Écrit une sauvegarde, même pendant que le lecteur est ouvert
cli-backup--file = Fichier à écrire
cli-backup-done = { $articles ->
    [one] { $articles } article sauvegardé
   *[other] { $articles } articles sauvegardés
} dans { $name }
cli-restore = Remet une sauvegarde à la place de la base ; l’ancienne est gardée à côté
cli-restore--file = Sauvegarde ; sans elle, les sauvegardes du jour sont montrées
cli-restore-done = { $articles ->
    [one] { $articles } article restauré
   *[other] { $articles } articles restaurés
}
cli-repair = Copie ce qui peut être lu d’une base endommagée ; l’ancienne est gardée à côté
cli-repair-done = { $articles ->
    [one] { $articles } article repris
   *[other] { $articles } articles repris
}{ $lost ->
    [0] {""}
    [one] , { $lost } perdu
   *[other] , { $lost } perdus
}
cli-decisions-naming-ended = La publication nominative de deux ans est terminée :
cli-purge = Oublie un article, une source, ce qui nomme un organisme ou les articles d’une requête : base, archives et sauvegardes
cli-purge--company = Articles qui nomment cet organisme, sous tous ses noms connus
cli-purge--article = Un article
cli-purge--source = Tous les articles d’une source, et son abonnement
cli-purge--query = Les articles d’une requête, pour une durée de conservation : 'date:..2019 -est:étoilé'
cli-purge--dry-run = Ne change rien et dit ce qui partirait
cli-purge-would = { $articles ->
    [0] Aucun article ne partirait
    [one] { $articles } article partirait
   *[other] { $articles } articles partiraient
} ; archives : { $records } enregistrements ; { $copies } sauvegardes et anciennes bases
cli-purge-done = { $articles ->
    [0] Aucun article oublié
    [one] { $articles } article oublié
   *[other] { $articles } articles oubliés
} ; archives : { $records } enregistrements ; { $copies } sauvegardes et anciennes bases supprimées
cli-privacy = Dit ce qui est gardé sur des personnes, où et depuis quand
cli-privacy-held = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}, le premier relevé le { $since } ; leurs textes nomment des personnes comme leurs auteurs l’ont voulu
cli-privacy-names = Noms qui en sont tirés : { $organisations } d’organismes, { $complainants } de plaignants, { $authors } d’auteurs
cli-privacy-marks = { $marks ->
    [one] { $marks } article lu ou étoilé
   *[other] { $marks } articles lus ou étoilés
} : ce qui vous a intéressé
cli-privacy-places = Où cela se trouve, et depuis quand (nulle part ailleurs) :
cli-privacy-network = Serveurs interrogés, et personne d’autre ; rien ne leur est dit que la demande elle-même :
cli-privacy-rights = « vigie purge » oublie un article, une source ou un nom ; « vigie export » donne ce qui est gardé.
cli-daemon = Tient les articles sans écran, relève les sources à leur heure et sert les autres commandes
cli-daemon-begins = { $folder } est tenu ; SIGTERM ou Ctrl-C l’arrête
cli-daemon-refreshed = { $new ->
    [0] Rien de nouveau
    [one] { $new } nouvel article
   *[other] { $new } nouveaux articles
} ({ $sources ->
    [one] { $sources } source a répondu
   *[other] { $sources } sources ont répondu
}, { $failed } en échec)
cli-daemon-ends = Arrêté ; tout est enregistré.
cli-reindex = Refait l’index de recherche à partir des articles
cli-reindex-progress = { $done } articles indexés sur { $total }
cli-reindex-done = { $articles ->
    [one] { $articles } article indexé
   *[other] { $articles } articles indexés
}
cli-rebuild = Refait la base à partir des archives et du journal ; l’ancienne est gardée à côté
cli-rebuild-done = { $articles ->
    [one] { $articles } article dans la nouvelle base
   *[other] { $articles } articles dans la nouvelle base
}{ $lost ->
    [0] {""}
   *[other] , { $lost } manquants
}
cli-remade-archive = { $feeds ->
    [one] { $feeds } flux relu dans les archives
   *[other] { $feeds } flux relus dans les archives
} ; { $carried ->
    [one] { $carried } article vient d’ailleurs
   *[other] { $carried } articles viennent d’ailleurs
}
cli-remade-unreadable = { $times ->
    [one] { $times } réponse des archives n’a pas pu être lue
   *[other] { $times } réponses des archives n’ont pas pu être lues
}
cli-compact = Rend la place que la base n’utilise plus
cli-compact-done = { $before } Mo avant, { $after } Mo après
cli-rebuilt-aside = L’ancienne base est gardée dans { $name }

cli-views = Vues enregistrées : des requêtes par leur nom, pour « @nom » dans toute autre requête et parmi les sources à l’écran
cli-views-list = Liste les vues, avec le nombre d’articles et de non lus
cli-views-list--json = Écrit la liste en JSON
cli-views-add = Enregistre une requête sous un nom, à la place de celle qui l’a déjà
cli-views-add--name = Nom de la vue
cli-views-add--query = La requête (« vigie help query » l’explique)
cli-views-remove = Retire une vue ; ses articles restent
cli-views-remove--name = Nom de la vue
cli-views-rename = Donne un autre nom à une vue
cli-views-rename--name = Nom de la vue
cli-views-rename--new = Son nouveau nom
cli-views-move = Déplace une vue dans la liste
cli-views-move--name = Nom de la vue
cli-views-move--place = Sa place, comptée à partir de 1
cli-views-none = Aucune vue n’est enregistrée. « vigie views add NOM REQUÊTE » en enregistre une.
cli-views-count = { $unread } non { $unread ->
    [one] lu
   *[other] lus
} sur { $articles }
cli-views-examples =
    {"  "}vigie views add cookies 'thème:cookies depuis 1 an'
    {"  "}vigie list '@cookies montant:>1M€'

cli-rules = Règles : ce qui est fait des articles à leur arrivée
cli-rules-list = Liste les règles
cli-rules-list--json = Écrit la liste en JSON
cli-rules-add = Ajoute une règle, à la place de celle de ce nom
cli-rules-add--name = Nom de la règle
cli-rules-add--query = Les articles qu’elle vise
cli-rules-add--tags = Pose cette étiquette ; peut être répété
cli-rules-add--star = Pose une étoile
cli-rules-add--read = Marque comme lu
cli-rules-remove = Retire une règle ; ce qu’elle a fait reste
cli-rules-remove--name = Nom de la règle
cli-rules-test = Dit ce que les règles changeraient parmi les articles présents, sans rien changer
cli-rules-test--json = Écrit ce qui changerait en JSON
cli-rules-apply = Applique les règles à des articles déjà présents
cli-rules-apply--json = Écrit ce qui a changé en JSON
cli-rules-none = Il n’y a aucune règle. « vigie rules add NOM REQUÊTE --tag ÉTIQUETTE » en crée une.
cli-rules-tag = étiquette « { $tag } »
cli-rules-star = étoile
cli-rules-read = lu
cli-rules-would = { $articles ->
    [0] Rien ne changerait.
    [one] { $articles } changement serait fait.
   *[other] { $articles } changements seraient faits.
}
cli-rules-did = { $articles ->
    [0] Rien n’a changé.
    [one] { $articles } changement fait.
   *[other] { $articles } changements faits.
}
cli-rules-examples =
    {"  "}vigie rules add clients '@clients' --tag client --star
    {"  "}vigie rules add bruit 'podcast ou webinaire' --read
    {"  "}vigie rules test --unread

cli-watch = Surveille des requêtes et dit une fois chaque nouvelle réponse ; sans « --once », jusqu’à interruption
cli-watch--once = Regarde une fois et finit : code 5 s’il y avait quelque chose à dire, 0 sinon
cli-watch--json = Dit chaque réponse par une ligne de JSON
cli-watch--notify = Demande aussi au terminal de notifier
cli-watch-list = Liste ce qui est surveillé
cli-watch-list--json = Écrit la liste en JSON
cli-watch-add = Surveille une requête ; ce qui y répond déjà n’est pas dit
cli-watch-add--name = Nom de la veille
cli-watch-add--query = Ce qui est guetté
cli-watch-add--command = Programme qui reçoit chaque nouvelle réponse en JSON sur son entrée standard ; lancé sans interpréteur
cli-watch-add--arguments = Un argument du programme ; peut être répété
cli-watch-remove = Cesse de surveiller
cli-watch-remove--name = Nom de la veille
cli-watch-none = Rien n’est surveillé. « vigie watch add NOM REQUÊTE » commence.
cli-watch-examples =
    {"  "}vigie watch add Clearview 'société:clearview avec:mesure'
    {"  "}vigie watch --once || mail -s Vigie moi@exemple.fr < /dev/null

cli-tag = Liste les étiquettes, en pose une sur des articles ou la retire
cli-tag--tag = L’étiquette ; sans elle, les étiquettes sont listées
cli-tag--articles = L’article de cet identifiant ; peut être répété
cli-tag--remove = Retire l’étiquette
cli-tag--dry-run = Dit combien d’articles sont visés, sans rien changer
cli-tag--json = Écrit la liste en JSON
cli-tag-done = { $articles ->
    [one] { $articles } article changé
   *[other] { $articles } articles changés
}
cli-tag-would = { $articles ->
    [one] { $articles } article visé
   *[other] { $articles } articles visés
}
cli-tag-examples =
    {"  "}vigie tag client société:google
    {"  "}vigie tag client --article 3fa9c1 --remove
    {"  "}vigie list tag:client
cli-case = Raconte une affaire : ses décisions, de la mise en demeure à la clôture, et les articles qui les disent
cli-case--decision = Premiers chiffres d’une décision (ceux de vigie decisions), sa référence, ou un article qui la raconte
cli-case--json = Écrit les décisions en JSON
cli-case-examples =
    {"  "}vigie case SAN-2022-019

cli-review = Liste les faits dont la machine doute et sur lesquels personne ne s’est prononcé
cli-review--limit = Nombre de faits au plus
cli-review--cases = Écrit plutôt les articles corrigés en cas du corpus, pour que les règles en apprennent
cli-review--json = Écrit la file en JSON
cli-review-count = { $count ->
    [0] Rien à vérifier.
    [one] { $count } fait à vérifier ; vigie correct, ou la salle D du lecteur.
   *[other] { $count } faits à vérifier ; vigie correct, ou la salle D du lecteur.
}

cli-correct = Corrige, confirme, rejette ou ajoute un fait d’un article ; ce que dit la machine reste à côté
cli-correct--article = Premiers chiffres de l’article
cli-correct--fact = Rang du fait dans l’article, à partir de 1
cli-correct--set = Champ et valeur : kind, authority, company, amount, date, reference, articles, breaches, complainant, deadline
cli-correct--add = Ajoute un fait de cette nature, à compléter par --set
cli-correct--confirm = Le fait est juste
cli-correct--reject = L’article ne dit rien de tel
cli-correct--reason = Pourquoi
cli-correct-examples =
    {"  "}vigie correct 3f9a 1 --set "amount=5,2 M€" --reason "lu dans la délibération"
    {"  "}vigie correct 3f9a 2 --reject

cli-import-decisions = Amorce le registre avec une table de décisions connues (CSV ou TSV, une ligne de titres)
cli-import-decisions--file = La table, ou - pour l’entrée standard ; colonnes authority, company, date, kind, amount, currency, reference, themes, source
cli-import-decisions--name = Nom de la table ; une table du même nom prend la place de l’ancienne
cli-import-decisions--json = Écrit le compte rendu en JSON
cli-import-decisions-examples =
    {"  "}vigie import decisions decisions.tsv
    {"  "}vigie import decisions amendes.csv --name amendes
cli-import-decisions-done = { $count ->
    [0] Aucune décision dans cette table.
    [one] { $count } décision connue.
   *[other] { $count } décisions connues.
}
cli-list-limited = { $shown } articles montrés sur { $found } ; « --limit { $found } » les montre tous.
cli-decisions-limited = { $shown } décisions montrées sur { $found } ; « --limit { $found } » les montre toutes.
cli-export-done-decisions = { $articles ->
    [one] { $articles } décision écrite
   *[other] { $articles } décisions écrites
} dans { $name }
cli-export--decisions = Identifiants de décisions, ou leurs premiers chiffres
cli-export--case = Une décision de l’affaire : toutes celles de l’affaire sont exportées
cli-export--of = Ce qui est exporté : articles, ou les décisions qu’ils racontent
cli-export--expired = Organismes dont la publication nominative est terminée : keep les nomme, anonymise ôte leurs noms des décisions, omit laisse les décisions de côté ; sauf avec keep, les articles qui les nomment sont laissés de côté
cli-export--folder = Dossier où écrire un fichier par article ou décision
cli-export--json = Abrégé de « --format json »
cli-export-examples =
    {"  "}vigie export --unread --format csv -o semaine.csv
    {"  "}vigie export --of decisions --authority CNIL --format xlsx -o cnil.xlsx
    {"  "}vigie export --company Clearview --of decisions --folder dossier
cli-brief = Écrit la revue d’une période : faits nouveaux, chiffres, articles modifiés, plaintes et échéances à suivre
cli-brief--since = Premier jour : lundi, 2024-10-07, 7j, 1 mois
cli-brief--until = Dernier jour, compris ; aujourd’hui par défaut
cli-brief--by = Groupes : theme, ou company
cli-brief--watch = Organisme ou groupe suivi ; à répéter pour plusieurs. Chacun a sa rubrique, même sans rien de nouveau
cli-brief--expired = Organismes dont la publication nominative est terminée : keep, anonymise ou omit
cli-brief--format = Format : md, html ou text
cli-brief--output = Fichier à écrire ; par défaut, la sortie standard
cli-brief--force = Remplace le fichier s’il existe
cli-brief--json = Écrit en JSON ce qu’un modèle reçoit
cli-brief--template = Modèle à prendre au lieu de celui du dossier « templates » ou du programme
cli-brief-done = revue écrite dans { $name }
cli-brief-examples =
    {"  "}vigie brief --since lundi
    {"  "}vigie brief --since lundi --by company --watch Amazon --watch Google --format html -o revue.html
cli-evidence = Écrit un dossier par lequel un tiers peut vérifier ce que dit un article : textes, passages, empreintes, mode d’emploi
cli-evidence--article = Identifiant de l’article, ou ses premiers chiffres
cli-evidence--output = Dossier à écrire, qui ne doit pas exister ; par défaut, un nom tiré de l’article
cli-evidence--json = Écrit en JSON le nom du dossier et de ses fichiers
cli-evidence-done = { $files } fichiers écrits dans { $name }
cli-evidence-examples =
    {"  "}vigie evidence 3fa9c1
    {"  "}vigie evidence 3fa9c1 -o preuve-clearview
cli-schema = Écrit le schéma JSON des exports
cli-schema--of = articles, ou decisions
cli-schema-examples =
    {"  "}vigie schema decisions > decisions.schema.json
cli-completions = Écrit sur la sortie standard le script de complétion d’un interpréteur
cli-completions--shell = L’interpréteur : bash, zsh, fish, powershell ou elvish
cli-completions-examples =
    {"  "}vigie completions bash > ~/.local/share/bash-completion/completions/vigie
    {"  "}vigie completions fish > ~/.config/fish/completions/vigie.fish
cli-man = Écrit les pages de manuel, une par commande
cli-man--folder = Dossier ; par défaut, la page du programme est écrite sur la sortie standard
cli-man-done = { $pages } pages écrites dans { $name }
cli-man-examples =
    {"  "}vigie man | man -l -
    {"  "}vigie man ~/.local/share/man/man1
cli-man-name = Nom
cli-man-synopsis = Synopsis
cli-man-description = Description
cli-man-more = Exemples
cli-man-version = Version
cli-refresh-examples =
    {"  "}vigie refresh
    {"  "}vigie refresh cnil --json
cli-demo-examples =
    {"  "}vigie demo
    {"  "}vigie demo --lang en
cli-show-examples =
    {"  "}vigie show 3fa9c1
    {"  "}vigie show 3fa9c1 --json
cli-sources-examples =
    {"  "}vigie sources
    {"  "}vigie sources add https://exemple.fr/flux.xml
cli-sources-list-examples =
    {"  "}vigie sources list --json
cli-sources-add-examples =
    {"  "}vigie sources add https://exemple.fr/
    {"  "}vigie sources add https://exemple.fr/flux.xml --title "Le fil"
cli-sources-remove-examples =
    {"  "}vigie sources remove exemple-fr
cli-sources-catalogue-examples =
    {"  "}vigie sources catalogue
cli-sources-import-examples =
    {"  "}vigie sources import abonnements.opml
cli-sources-export-examples =
    {"  "}vigie sources export abonnements.opml
cli-extract-examples =
    {"  "}vigie extract communique.txt
    {"  "}vigie extract --jsonl < articles.jsonl > faits.jsonl
cli-eval-examples =
    {"  "}vigie eval tests/corpus --errors
cli-feed-examples =
    {"  "}vigie feed flux.xml --jsonl
cli-help-examples =
    {"  "}vigie help sources add
    {"  "}vigie help query
cli-doctor-examples =
    {"  "}vigie doctor
    {"  "}vigie doctor --json
cli-backup-examples =
    {"  "}vigie backup ~/vigie.bak
cli-restore-examples =
    {"  "}vigie restore
    {"  "}vigie restore ~/vigie.bak
cli-repair-examples =
    {"  "}vigie repair
cli-compact-examples =
    {"  "}vigie compact
cli-import-examples =
    {"  "}vigie import ~/.newsboat/cache.db
    {"  "}vigie import ~/.newsboat/urls
    {"  "}vigie import articles.jsonl
cli-config-examples =
    {"  "}vigie config
    {"  "}vigie config --default > ~/.config/vigie/config.toml
cli-doctor--json = Écrit ce qui a été vu en JSON
cli-doctor-config = configuration : { $name }, { $changed ->
    [0] tout par défaut
    [one] { $changed } réglage changé
   *[other] { $changed } réglages changés
}
cli-doctor-no-config = configuration : pas de fichier ({ $name }), { $changed ->
    [0] tout par défaut
    [one] { $changed } réglage changé
   *[other] { $changed } réglages changés
}
cli-doctor-sources = { $sources ->
    [0] aucune source suivie
    [one] { $sources } source suivie
   *[other] { $sources } sources suivies
}
cli-doctor-no-source = « vigie sources catalogue » montre celles que Vigie connaît, « vigie sources add ADRESSE » en suit une.
cli-doctor-source-fails = { $source } : { $reason }
cli-doctor-source-advice = Si cela dure, cherchez la nouvelle adresse par « vigie sources add » et la page du site.
cli-doctor-asleep = non relevées depuis deux semaines, ou jamais : { $sources }
cli-doctor-refresh = « vigie refresh » les relève.
cli-doctor-offline = rien n’est envoyé sur le réseau (fetch.offline)
cli-doctor-terminal = terminal : { $name }, couleurs : { $colours }
cli-doctor-no-terminal = pas de terminal ici : la sortie est un fichier ou un tube ({ $name }, couleurs : { $colours })
cli-doctor-dumb = terminal : dumb, sans déplacement du curseur
cli-doctor-linear = « vigie --linear » dit tout ligne après ligne.
cli-doctor-locale = la langue du système n’est pas en UTF-8 ({ $locale }) : les accents peuvent mal s’afficher
cli-doctor-utf8 = Mettez LANG à fr_FR.UTF-8, ou à C.UTF-8.
cli-doctor-no-color = sans couleur (NO_COLOR)
cli-import = Prend ce qu’un autre lecteur a gardé : listes et articles de newsboat, de NewsFlash ou d’eilmeldung, OPML, lignes JSON de Vigie
cli-import--file = Le fichier, dont la forme est reconnue ; « - » pour l’entrée standard. Un second import ne change rien
cli-import--json = Écrit le compte rendu en JSON
cli-import-progress = { $done }/{ $total } articles
cli-import-form-opml = liste OPML
cli-import-form-newsboat-urls = liste de newsboat
cli-import-form-newsboat-cache = articles de newsboat
cli-import-form-newsflash = base de NewsFlash
cli-import-form-jsonl = lignes JSON
cli-import-done = { $form } : { $feeds ->
    [0] aucune source ajoutée
    [one] { $feeds } source ajoutée
   *[other] { $feeds } sources ajoutées
}, { $new ->
    [one] { $new } article ajouté
   *[other] { $new } articles ajoutés
}, { $known ->
    [one] { $known } déjà là
   *[other] { $known } déjà là
}, { $marked ->
    [one] { $marked } marqué
   *[other] { $marked } marqués
}{ $skipped ->
    [0] {""}
    [one] , { $skipped } illisible
   *[other] , { $skipped } illisibles
}
cli-config = Montre les réglages en vigueur, et d’où vient chacun
cli-config--default = Écrit le fichier des réglages par défaut, commenté, pour en partir
cli-config--json = Écrit les réglages en JSON
cli-config-file = { $name }
cli-config-no-file = { $name } (ce fichier n’existe pas)
cli-config-default = par défaut
cli-rebuild-examples =
    {"  "}vigie rebuild
cli-purge-examples =
    {"  "}vigie purge --query 'date:..2019 -is:starred' --dry-run
cli-privacy-examples =
    {"  "}vigie privacy
cli-daemon-examples =
    {"  "}vigie daemon
cli-review-examples =
    {"  "}vigie review -n 20
cli-reindex-examples =
    {"  "}vigie reindex
