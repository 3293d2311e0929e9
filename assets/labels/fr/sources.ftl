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
