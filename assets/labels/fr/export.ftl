# Les mots des exports.

export-title = Veille réglementaire
export-generated = Exporté le { $day }

export-source = Source
export-author = Auteur
export-published = Publié
export-updated = Modifié
export-fetched = Relevé
export-link = Lien permanent
export-line = { $name } : { $value }

export-facts = Faits
export-no-facts = Aucun fait relevé.
export-field = champ
export-value = valeur
export-passage = passage
export-quote = « { $text } »
export-doubtful = à vérifier
export-lead = Extraits
export-act = { $authority } : { $act }
export-told-by = { $act } (lu dans { $place })

export-deadline = Échéance, { $act }
export-reckoned = Délai de { $time } compté depuis la date de l’acte ; il court en principe de sa notification.

export-measures = mesures
export-articles = articles
export-sources = sources
export-article-title = titre de l’article
export-currency = devise
export-period = période
export-passages = passages
export-language = langue
export-identifier = identifiant
