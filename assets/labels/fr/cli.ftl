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
cli-refresh--quiet = N’écrit rien, sauf si rien ne peut être relevé
cli-refresh-progress = { $done }/{ $total } sources
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

cli-list = Liste des articles, les plus récents d’abord
cli-list--limit = Nombre d’articles au plus
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
cli-decisions-instead = { $now } au lieu de { $first }
cli-decisions-reduced = { $first }, réduit
cli-decisions-annulled = { $first }, annulé
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
