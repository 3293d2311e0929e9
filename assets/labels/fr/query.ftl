# Le langage de requête : remarques sur une ligne, et son aide.

query-unknown-field = aucun champ ne s’appelle « { $name } » ; pris pour un mot
query-unknown-field-near = aucun champ ne s’appelle « { $name } » ; pris pour un mot. { $nearest } ?
query-unknown-value = « { $value } » n’est pas une valeur de { $field } ; laissé de côté
query-nearest-value = « { $value } » compris comme { $taken }
query-bad-amount = « { $value } » n’est pas un montant, comme >1M€ ou 100k..5M ; laissé de côté
query-bad-date = « { $value } » n’est pas une date, comme 2022..2024 ou "depuis 3 mois" ; laissé de côté
query-missing-value = { $field } attend une valeur
query-unclosed-quote = ce guillemet n’est pas fermé
query-unclosed-group = cette parenthèse n’est pas fermée
query-stray-close = cette parenthèse ne ferme rien
query-missing-operand = rien à joindre par « { $operator } »
query-unknown-view = aucune vue ne s’appelle « { $name } » ; laissée de côté
query-unknown-view-near = aucune vue ne s’appelle « { $name } » ; laissée de côté. { $nearest } ?
query-view-loop = la vue « { $name } » se nomme elle-même ; laissée de côté
query-too-deep = trop de parenthèses les unes dans les autres

query-help-intro = Une requête est une ligne de mots et de champs ; chacun doit être satisfait. La casse et les accents ne comptent pas.
query-help-words = mot   "mots exacts"   début*   "mots proches"~5   a ou b   -sans   (a ou b) c   @vue
query-help-measure = Les conditions sur les faits portent sur une seule et même mesure : sanction:amende montant:>1M société:google est une seule amende. Un groupe entre parenthèses à côté d’autres conditions porte sur une mesure à lui.
query-help-values = valeurs
query-help-also = aussi

query-field-company = l’organisme visé, sous n’importe lequel de ses noms
query-field-authority = qui agit
query-field-type = la nature de l’acte
query-field-amount = le montant : >1M€, 100k..5M, >=50000 GBP
query-field-date = la date de l’acte : 2022..2024, 2024-T2, "depuis 3 mois", "cette année"
query-field-article = une disposition violée ou invoquée
query-field-theme = l’objet du manquement
query-field-ref = la référence de l’acte, ou une partie
query-field-complainant = qui s’est plaint
query-field-source = d’où vient l’article
query-field-published = la publication de l’article
query-field-fetched = le premier relevé de l’article
query-field-title = des mots du titre
query-field-text = des mots du texte
query-field-author = qui a écrit l’article
query-field-tag = une étiquette de l’article ou de sa source
query-field-lang = la langue de l’article
query-field-trust = le crédit de sa source
query-field-is = un état de l’article ou de la mesure
query-field-has = ce que porte l’article ou la mesure
query-field-id = l’identifiant de l’article, ou son début
query-field-sort = l’ordre de la réponse ; - l’inverse
