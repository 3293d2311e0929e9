# Pourquoi rien n'a pu être relevé ou lu.

error-fetch-bad-address = { $address } n'est pas une adresse. Écrivez-la en entier, par exemple https://exemple.org/flux.
error-fetch-scheme = { $address } : seules les adresses http, https et file sont relevées, pas { $scheme }.
error-fetch-offline = { $address } : non relevée, le lecteur est hors ligne.
error-fetch-unknown-host = { $address } : l'hôte { $host } est introuvable. Vérifiez l'adresse et la connexion.
error-fetch-no-connection = { $address } : connexion impossible ({ $reason }).
error-fetch-not-trusted = { $address } : la connexion sécurisée n'est pas digne de confiance ({ $reason }).
error-fetch-timed-out-connect = { $address } : pas de connexion en { $seconds } { $seconds ->
    [one] seconde
   *[other] secondes
}.
error-fetch-timed-out-answer = { $address } : pas de réponse en { $seconds } { $seconds ->
    [one] seconde
   *[other] secondes
}.
error-fetch-timed-out-body = { $address } : la réponse n'a pas pris fin en { $seconds } { $seconds ->
    [one] seconde
   *[other] secondes
}.
error-fetch-status-login = { $address } : il faut s'identifier (statut { $status }).
error-fetch-status-forbidden = { $address } : le serveur refuse (statut { $status }).
error-fetch-status-not-found = { $address } : rien à cette adresse (statut { $status }). Le flux a pu déménager.
error-fetch-status-gone = { $address } : retiré définitivement (statut { $status }).
error-fetch-status-too-many = { $address } : trop de demandes (statut { $status }). Nouvel essai plus tard.
error-fetch-status-server = { $address } : le serveur est en panne (statut { $status }). Nouvel essai plus tard.
error-fetch-status-other = { $address } : réponse inattendue (statut { $status }).
error-fetch-too-large = { $address } : plus long que les { $megabytes } Mo permis.
error-fetch-too-many-redirects = { $address } : plus de { $redirects } redirections.
error-fetch-redirect-loop = { $address } : redirections en cercle.
error-fetch-bad-redirect = { $address } : redirigée vers « { $target } », qu'on ne peut suivre.
error-fetch-private-redirect = { $address } : redirigée vers l'adresse privée { $target }, refusée.
error-fetch-robots = { $address } : le site demande à ne pas être relevé par des programmes (robots.txt).
error-fetch-broken = { $address } : le transfert s'est interrompu ({ $reason }).
error-fetch-file = { $address } : le fichier ne peut être lu ({ $reason }).
error-feed-empty = La réponse est vide.
error-feed-web-page = Une page web se trouve à la place du flux.
error-feed-unknown = Ce n'est pas un flux ({ $reason }).
error-feed-none-announced = Une page web s'y trouve, qui ne mène à aucun flux.
error-feed-no-entries = Le flux ne contient aucun article.
