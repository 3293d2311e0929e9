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
error-no-such-decision = aucune décision ne répond à « { $name } » ; vigie decisions donne leurs numéros
error-no-such-fact = { $count ->
    [0] cet article ne raconte aucun fait
    [one] cet article ne raconte qu’un fait
   *[other] cet article raconte { $count } faits : leur rang va de 1 à { $count }
}
error-nothing-to-correct = rien à corriger : ajoutez --set, --confirm ou --reject
error-table-name = « { $name } » ne peut nommer une table ; donnez-en un autre avec --name
