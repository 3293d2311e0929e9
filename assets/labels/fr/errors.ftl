# Ce qui a échoué, pourquoi, et que faire.

error-file = { $name } : { $reason }
error-line-syntax = ce n’est pas du JSON (colonne { $column })
error-line-fields = il faut un champ « text », un texte, et un « id » ; « title », « published » et « lang » sont aussi des textes
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
error-standing-syntax = { $path }, ligne { $line } : { $reason }
error-standing-name = « { $name } » ne peut pas être un nom : une ligne, sans guillemets, 80 octets au plus.
error-standing-twice = Deux entrées s’appellent « { $name } ».
error-standing-unknown = Aucune ne s’appelle « { $name } ».
error-tag = « { $name } » ne peut pas être une étiquette : une ligne, sans virgule ni guillemet, 40 caractères au plus.
error-tag-nothing = Dites quels articles : une requête, ou --article ID.
error-rule-idle = Une règle fait quelque chose : --tag ÉTIQUETTE, --star ou --read.
error-edit = « { $text } » ne convient pas au champ { $field }
error-no-such-fact = { $count ->
    [0] cet article ne raconte aucun fait
    [one] cet article ne raconte qu’un fait
   *[other] cet article raconte { $count } faits : leur rang va de 1 à { $count }
}
error-nothing-to-correct = rien à corriger : ajoutez --set, --confirm ou --reject
error-table-name = « { $name } » ne peut nommer une table ; donnez-en un autre avec --name
error-no-such-decision = aucune décision ne porte l’identifiant « { $name } » (quatre chiffres au moins) ; « vigie decisions » les montre
error-several-decisions = plusieurs décisions commencent par « { $name } » : donnez plus de chiffres
error-template = modèle { $name }, ligne { $line } : { $reason }
error-since = « { $text } » n’est pas une date : essayez lundi, 2024-10-07, 7j ou 1 mois
error-period = la période se termine le { $to }, avant de commencer le { $from }
error-brief-format = une revue s’écrit en md, html ou text, non en « { $name } »
error-import = { $name } : ce fichier ne peut pas être pris ({ $reason }). Sont reconnus : urls et cache.db de newsboat, database.sqlite de NewsFlash, OPML, lignes JSON de « vigie export --format jsonl ».
