# Ce qui a échoué, pourquoi, et que faire.

error-file = { $name } : { $reason }
error-line = ligne { $number } ignorée : { $reason }
error-no-such-source = aucune source ne s’appelle « { $name } » ; « vigie sources list » les montre toutes
error-no-such-article = aucun article ne porte l’identifiant « { $name } » ; « vigie list » les montre
error-several-articles = plusieurs articles commencent par « { $name } » : donnez plus de chiffres
error-runtime = l’exécution n’a pas pu commencer : { $reason }
error-format = format d’export inconnu : « { $name } » ; formats possibles : { $known }
error-exists = { $name } existe déjà ; ajoutez --force pour le remplacer
error-corpus = { $name } : { $reason }
error-screen = l’écran ne peut pas être ouvert ({ $reason }) ; Vigie a besoin d’un terminal, et « vigie list » n’en a pas besoin
error-no-such-topic = aucune commande ne s’appelle « { $name } » ; « vigie help » les montre toutes
error-no-such-company = aucune décision ne vise « { $name } » ; « vigie decisions » les montre toutes
error-query = la demande n’a pas été comprise en entier : rien n’est montré
error-no-such-decision = aucune décision ne porte l’identifiant « { $name } » (quatre chiffres au moins) ; « vigie decisions » les montre
error-several-decisions = plusieurs décisions commencent par « { $name } » : donnez plus de chiffres
error-template = modèle { $name }, ligne { $line } : { $reason }
error-since = « { $text } » n’est pas une date : essayez lundi, 2024-10-07, 7j ou 1 mois
error-period = la période se termine le { $to }, avant de commencer le { $from }
error-brief-format = une revue s’écrit en md, html ou text, non en « { $name } »
error-import = { $name } : ce fichier ne peut pas être pris ({ $reason }). Sont reconnus : urls et cache.db de newsboat, database.sqlite de NewsFlash, OPML, lignes JSON de « vigie export --format jsonl ».
