# L’état des sources, les hôtes contactés, et ce qui se dit d’un relevé outre son issue.

health-good = bonne
health-new = jamais relevée
health-failing = en échec
health-silent = muette
health-dead = morte
health-gap = des articles ont pu être manqués entre le { $after } et le { $before }
health-mended = réparé : { $defects }
health-pages-forbidden = { $pages ->
    [one] { $pages } page n’est pas relevée : son site le demande aux programmes (robots.txt)
   *[other] { $pages } pages ne sont pas relevées : leur site le demande aux programmes (robots.txt)
}
health-pages-missing = { $pages ->
    [one] { $pages } page n’a pas pu être relevée et le sera de nouveau
   *[other] { $pages } pages n’ont pas pu être relevées et le seront de nouveau
}
health-truncated = le flux s’interrompt : les articles qui précèdent la coupure sont gardés
health-transfer-cut = le transfert s’est interrompu : les articles arrivés sont gardés
health-asked-to-wait = demande à être laissée en paix encore { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
}
health-streak = { $streak ->
    [one] un échec
   *[other] { $streak } échecs de suite
}
health-next = prochain essai { $next }
health-last-success = dernier succès { $when }
health-no-success = aucun succès encore
health-last-item = dernier article { $when }
health-pace = { $items } par semaine
health-delay = relevés { $hours ->
    [0] dans l’heure
    [one] environ une heure après publication
   *[other] environ { $hours } heures après publication
}
health-delay-days = relevés environ { $days } jours après publication
health-nothing = Aucune source n’est suivie.

cli-sources-health = Dit l’état de chaque source : échecs, rythme, lacunes, réparations ; les mortes et les muettes d’abord
cli-sources-health--json = L’écrit en JSON
cli-sources-hosts = Liste tous les hôtes jamais contactés, avec le nombre de requêtes
cli-sources-hosts--json = Écrit la liste en JSON
cli-sources-hosts-none = Aucun hôte n’a jamais été contacté.
cli-sources-requests = { $requests ->
    [one] { $requests } requête
   *[other] { $requests } requêtes
}

error-app-user-info = { $address } : n’écrivez pas d’identifiants dans l’adresse. Nommez l’utilisateur et une commande qui donne le mot de passe sous [source.login] dans sources.toml.
error-app-own-sources = { $path } : { $reason }
error-app-secret = la commande { $command } ne donne pas de mot de passe ({ $reason })
error-feed-no-items = La page ne contient aucun article là où les sélecteurs les cherchent : elle a pu changer.
cli-sources-known = déjà suivie : { $id } ({ $title })

system-refused = connexion refusée
system-reset = l’autre côté a rompu la connexion
system-closed = la connexion s’est fermée trop tôt
system-unreachable = le réseau ou l’hôte est injoignable
system-timed-out = pas de réponse à temps
system-not-found = ce fichier n’existe pas
system-denied = accès refusé
system-directory = c’est un dossier
system-no-directory = ce n’est pas un dossier
system-exists = le fichier existe déjà
system-full = le disque est plein
system-read-only = le disque est en lecture seule
system-too-many-files = trop de fichiers ouverts
system-expired = son certificat a expiré
system-other-name = son certificat vaut pour un autre nom
system-unknown-issuer = son certificat vient d’une autorité inconnue
system-other = { $words }

cli-show--versions = Montre ce que l’article disait à chaque date : mots [-retirés-] et {"{"}+ajoutés+{"}"}
cli-show--pdf = Relève un PDF lié par l’article, et montre son texte et ses faits : le premier, ou celui de ce numéro
cli-show-version = Modifié le { $day } à { $time }
cli-show-one-version = Une seule version, depuis le { $day } à { $time }
cli-show-no-pdf = { $links ->
    [0] Cet article ne mène à aucun PDF.
    [one] Cet article ne mène qu’à un PDF.
   *[other] Cet article ne mène qu’à { $links } PDF.
}
cli-pdf-text = Lit un PDF sur l’entrée standard et écrit son texte
error-app-pdf = { $address } : aucun texte ne peut y être lu : ce n’est pas un PDF, il est abîmé ou protégé, ou ne contient que des images

day-fetched = relevé { $day }
