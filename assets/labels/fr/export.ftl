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
export-citation = citation
export-stage = étape
export-decision-published = publiée
export-first-told = premier article
export-naming = publication nominative
export-naming-over = terminée le { $day }
export-naming-until = jusqu’au { $day }
export-naming-end = Fin de la publication nominative, { $act }
export-due = { $time }, jusqu’au { $day } (compté depuis la date de l’acte)
export-due-about = { $time }, vers le { $day } (la date de l’acte n’est pas connue au jour près)
export-decided = décidé
export-in-force = en vigueur
export-state = état
export-case = affaire
export-told = Raconté par
export-decision = décision
export-decisions = décisions
export-until = échéance
brief-title = Veille du { $from } au { $to }
brief-query = Demande
brief-watched = Organismes suivis
brief-fresh = Faits nouveaux
brief-again = Rappels et suites
brief-nothing = Rien de nouveau.
brief-figures = Chiffres
brief-period = période
brief-before = période précédente
brief-change = écart
brief-figure-articles = articles publiés
brief-figure-decisions = décisions nouvelles
brief-figure-notices = mises en demeure
brief-figure-complaints = plaintes et enquêtes
brief-figure-fines = amendes, { $currency }
brief-figure-fined = total des amendes, { $currency }
brief-changed = Articles modifiés
brief-former-title = titre d’avant
brief-open = À suivre : plaintes, enquêtes, mises en demeure
brief-others = autres
brief-dates = Échéances
brief-sources = Sources
brief-no-article = Aucun article.
brief-no-theme = sans manquement précisé
evidence-folder = preuve
evidence-title = Dossier de preuve
evidence-article = Article : { $value }
evidence-source = Source : { $value }
evidence-link = Lien : { $value }
evidence-published = Publié selon la source : { $value }
evidence-fetched = Relevé la première fois : { $value }
evidence-made = Dossier écrit : { $value }
evidence-identifier = Identifiant : { $value }
evidence-files =
    Fichiers
    text.txt        le texte de l’article tel que Vigie le garde, en UTF-8
    title.txt       son titre
    article.json    l’article et ses mesures, selon le schéma que donne « vigie schema »
    facts.csv       un passage par ligne : sa mesure, ce qu’il prouve, sa place en octets, l’empreinte SHA-256 de ses octets
    summary.txt     le résumé
    source.json     la source et ce que son serveur a dit au dernier relevé
    versions/       les textes antérieurs, s’il y en a, nommés d’après le moment où un autre les a remplacés
    received/       ce que le serveur a envoyé, tel que reçu : des enregistrements WARC (ISO 28500), s’ils ont été gardés
    SHA256SUMS      l’empreinte de chacun de ces fichiers
evidence-check =
    Vérifier que rien n’a changé
    Linux :    sha256sum -c SHA256SUMS
    macOS :    shasum -a 256 -c SHA256SUMS
    Windows :  Get-FileHash NOM-DU-FICHIER, à comparer avec la ligne de SHA256SUMS
evidence-passages =
    Vérifier un passage
    Les colonnes « start » et « end » de facts.csv sont des places en octets, la première comptée à partir de zéro et la
    seconde non comprise, dans text.txt (« text ») ou dans title.txt (« title »).
evidence-example = Pour le premier passage du texte : { $command }
evidence-limits =
    Ce que ce dossier ne prouve pas
    Il dit ce que Vigie a gardé, et que rien n’en a été changé depuis que SHA256SUMS a été écrit ; pour dater cette liste,
    faites-la horodater par un tiers. Il ne dit pas que la source dit vrai.
evidence-received = Le dossier « received » tient ce que le serveur a envoyé, tel que reçu, avec la note de chaque réponse.
evidence-not-received = Les octets que le serveur avait envoyés n’ont pas été gardés pour cet article : text.txt en est tiré.
brief-colon = { " : " }
