# L’écran.

tui-too-small = Fenêtre trop petite : il faut 40 colonnes et 10 lignes.
tui-untitled = (sans titre)
tui-today = aujourd’hui
tui-yesterday = hier

tui-room-news = Nouvelles

tui-key-space = Espace
tui-key-enter = Entrée
tui-key-esc = Échap
tui-key-tab = Tab
tui-key-backspace = Retour
tui-key-del = Suppr
tui-key-insert = Inser
tui-key-up = ↑
tui-key-down = ↓
tui-key-left = ←
tui-key-right = →
tui-key-home = Début
tui-key-end = Fin
tui-key-pageup = PgPréc
tui-key-pagedown = PgSuiv

tui-heading-views = VUES
tui-heading-filters = FILTRES
tui-heading-sources = SOURCES
tui-view-all = Toutes
tui-view-unread = Non lues
tui-view-starred = Étoilées

tui-filter-company = organisme
tui-filter-kind = mesure
tui-filter-authority = autorité
tui-filter-words = cherche
tui-filter-only = seulement
tui-filter-unread = non lus
tui-filter-starred = étoilés
tui-filter-order = ordre

tui-count-articles = { $count ->
    [0] aucun article
    [one] { $count } article
   *[other] { $count } articles
}
tui-count-unread = { $count ->
    [0] tout est lu
    [one] { $count } non lu
   *[other] { $count } non lus
}
tui-count-chosen = { $count ->
    [one] { $count } choisi
   *[other] { $count } choisis
}
tui-percent = { $count } %
tui-progress-new = { $count ->
    [one] { $count } nouveau
   *[other] { $count } nouveaux
}
tui-progress-failed = { $count ->
    [one] { $count } échec
   *[other] { $count } échecs
}
tui-finding = lecture des textes…

tui-list-loading = Lecture des articles…
tui-list-nothing = Aucun article encore. La touche r relève les sources, S les choisit dans un catalogue.
tui-list-filtered = Aucun article ne répond à ces filtres. La touche x les retire tous.

tui-article-loading = Lecture…
tui-article-closed = Entrée ouvre l’article.
tui-article-links = Liens
tui-article-empty = (Cet article n’a pas de texte.)

tui-facts-heading = { $count ->
    [one] { $count } fait
   *[other] { $count } faits
}
tui-facts-background = pour mémoire
tui-party-unnamed = non nommé
tui-confidence = { $count } %
tui-confidence-doubtful = { $count } %, à vérifier

tui-field-authority = autorité
tui-field-company = organisme
tui-field-aliases = aussi nommé
tui-field-amount = montant
tui-field-date = date
tui-field-reference = référence
tui-field-articles = articles
tui-field-breaches = manquements
tui-field-deadline = délai
tui-field-complainant = plaignant
tui-field-role = rôle
tui-field-confidence = confiance

tui-family-periodic-penalties = astreinte, prononcée ou liquidée
tui-family-rulings = décision sur recours

tui-pick-all = (tout)
tui-pick-none = Rien ne correspond.
tui-pick-type = tapez pour réduire la liste
tui-pick-company = Organisme visé
tui-pick-kind = Type de mesure
tui-pick-authority = Autorité
tui-pick-order = Ordre de la liste
tui-pick-theme = Thème
tui-pick-action = Toutes les actions
tui-pick-export = Exporter
tui-pick-source = Sources
tui-pick-source-action = Cette source
tui-pick-link = Liens de l’article

tui-scope-article = cet article
tui-scope-selection = { $count ->
    [one] la sélection ({ $count } article)
   *[other] la sélection ({ $count } articles)
}
tui-scope-list = { $count ->
    [one] la liste ({ $count } article)
   *[other] la liste ({ $count } articles)
}

tui-source-add = Suivre une nouvelle source…
tui-source-show = Voir ses articles
tui-source-refresh = La relever maintenant
tui-source-copy = Copier son adresse
tui-source-remove = Ne plus la suivre (ses articles restent)

tui-order-newest = plus récents d’abord
tui-order-oldest = plus anciens d’abord
tui-order-unread = non lus d’abord
tui-order-source = par source
tui-order-sum = plus grosses sommes d’abord
tui-order-company = par organisme
tui-order-title = par titre

tui-theme-dark = sombre
tui-theme-light = clair
tui-theme-high-contrast = contraste élevé
tui-theme-sixteen = seize couleurs du terminal
tui-theme-monochrome = sans couleur

tui-prompt-search = chercher
tui-prompt-find = dans l’article
tui-prompt-export = écrire dans
tui-prompt-source = adresse du flux
tui-prompt-command = :
tui-prompt-keys = Entrée accepte, Échap abandonne

tui-help-title = Aide
tui-place-everywhere = partout
tui-place-sources = sources
tui-place-list = liste
tui-place-article = article
tui-place-facts = faits
tui-place-line = ligne
tui-place-choice = choix
tui-place-help = aide

tui-said-all-read = Tout est lu.
tui-said-no-new = Rien de nouveau depuis le dernier relevé.
tui-said-new-hidden = { $count ->
    [one] Le nouvel article est caché par les filtres.
   *[other] Les { $count } nouveaux articles sont cachés par les filtres.
}
tui-said-no-facts = Aucun fait n’a été trouvé dans cet article.
tui-said-not-found = « { $words } » n’est pas dans cet article.
tui-said-found = { $at } sur { $count }
tui-said-no-link = Cet article n’a pas d’adresse à ouvrir.
tui-said-no-links = Cet article n’a pas de liens.
tui-said-browsing = Ouvert dans le navigateur.
tui-said-browse-failed = Le navigateur n’a pas pu être lancé : { $cause }
tui-said-copied = Copié : { $text }
tui-said-nothing-to-copy = Rien à copier ici.
tui-said-read = { $count ->
    [0] Rien n’a changé.
    [one] Marqué comme lu.
   *[other] { $count } articles marqués comme lus.
}
tui-said-unread = { $count ->
    [0] Rien n’a changé.
    [one] Marqué comme non lu.
   *[other] { $count } articles marqués comme non lus.
}
tui-said-starred = { $count ->
    [0] Rien n’a changé.
    [one] Étoilé.
   *[other] { $count } articles étoilés.
}
tui-said-unstarred = { $count ->
    [0] Rien n’a changé.
    [one] Étoile retirée.
   *[other] { $count } étoiles retirées.
}
tui-said-undone = { $count ->
    [one] Annulé pour un article.
   *[other] Annulé pour { $count } articles.
}
tui-said-redone = { $count ->
    [one] Rétabli pour un article.
   *[other] Rétabli pour { $count } articles.
}
tui-said-nothing-to-undo = Rien à annuler.
tui-said-nothing-to-redo = Rien à rétablir.
tui-said-refreshed = { $count ->
    [0] Rien de nouveau.
    [one] { $count } nouvel article.
   *[other] { $count } nouveaux articles.
}
tui-said-refreshed-failed = { $count ->
    [0] Rien de nouveau
    [one] { $count } nouvel article
   *[other] { $count } nouveaux articles
} ; { $failed ->
    [one] { $failed } source n’a pas répondu.
   *[other] { $failed } sources n’ont pas répondu.
}
tui-said-refresh-runs = Un relevé est déjà en cours.
tui-said-refresh-cancelled = Relevé interrompu ; ce qui est reçu est gardé.
tui-said-exporting = Écriture de { $path }…
tui-said-exported = { $count ->
    [one] { $count } article écrit dans { $path }
   *[other] { $count } articles écrits dans { $path }
}
tui-said-export-failed = { $path } n’a pas pu être écrit : { $cause }
tui-said-nothing-to-export = Rien à exporter.
tui-said-source-added = Source suivie : { $source }
tui-said-source-removed = La source n’est plus suivie ; ses articles restent.
tui-said-article-gone = Cet article n’est plus dans le dépôt.
tui-said-mouse-on = La souris agit sur l’écran.
tui-said-mouse-off = La souris est rendue au terminal : le texte peut être sélectionné.
tui-said-no-theme = Aucun thème ne se nomme { $name }.
tui-said-unknown-command = Commande inconnue : { $name }
tui-said-keymap-fault = Touches : { $fault }
tui-said-theme-fault = Thème : { $fault }

tui-hint-open = lire
tui-hint-search = chercher
tui-hint-filter-company = organisme
tui-hint-filter-kind = mesure
tui-hint-filter-unread = non lus
tui-hint-toggle-read = lu
tui-hint-toggle-star = étoile
tui-hint-refresh = relever
tui-hint-export = exporter
tui-hint-manage-sources = gérer
tui-hint-next-pane = volet
tui-hint-next-fact = fait
tui-hint-next = suivant
tui-hint-back = retour
tui-hint-open-in-browser = navigateur
tui-hint-find-in-article = trouver
tui-hint-zen = plein écran
tui-hint-copy-fact = copier
tui-hint-accept = valider
tui-hint-help = aide
tui-hint-quit = quitter

tui-action-down = Descendre
tui-action-up = Monter
tui-action-left = Aller au volet de gauche
tui-action-right = Aller au volet de droite
tui-action-page-down = Descendre d’une page
tui-action-page-up = Monter d’une page
tui-action-half-page-down = Descendre d’une demi-page
tui-action-half-page-up = Monter d’une demi-page
tui-action-top = Aller au début
tui-action-bottom = Aller à la fin
tui-action-next-pane = Volet suivant
tui-action-previous-pane = Volet précédent
tui-action-go-sources = Aller aux sources
tui-action-go-list = Aller à la liste
tui-action-go-article = Aller à l’article
tui-action-go-facts = Aller aux faits
tui-action-back = Revenir d’un pas
tui-action-open = Ouvrir
tui-action-next-article = Article suivant
tui-action-previous-article = Article précédent
tui-action-next = Non lu suivant, ou passage trouvé suivant
tui-action-previous = Non lu précédent, ou passage trouvé précédent
tui-action-next-fact = Fait suivant
tui-action-previous-fact = Fait précédent
tui-action-go-new = Aller aux nouveaux articles
tui-action-search = Chercher dans les titres et les textes
tui-action-find-in-article = Trouver dans l’article
tui-action-filter-company = Filtrer par organisme
tui-action-filter-kind = Filtrer par type de mesure
tui-action-filter-authority = Filtrer par autorité
tui-action-filter-unread = Montrer seulement les non lus, ou tout
tui-action-filter-starred = Montrer seulement les étoilés, ou tout
tui-action-clear-filters = Retirer tous les filtres
tui-action-order = Choisir l’ordre de la liste
tui-action-toggle-read = Marquer comme lu ou non lu
tui-action-toggle-star = Mettre ou ôter l’étoile
tui-action-select = Choisir l’article, ou ne plus le choisir
tui-action-select-all = Choisir toute la liste
tui-action-select-none = Ne plus rien choisir
tui-action-read-all = Marquer toute la liste comme lue
tui-action-read-above = Marquer comme lus ceux du dessus
tui-action-read-below = Marquer comme lus ceux du dessous
tui-action-undo = Annuler la dernière marque
tui-action-redo = Rétablir la marque annulée
tui-action-refresh = Relever toutes les sources
tui-action-refresh-source = Relever cette source
tui-action-cancel-refresh = Interrompre le relevé
tui-action-open-in-browser = Ouvrir dans le navigateur
tui-action-links = Choisir un lien de l’article
tui-action-export = Exporter en Markdown, CSV ou JSON
tui-action-copy-link = Copier l’adresse
tui-action-copy-title = Copier le titre
tui-action-copy-fact = Copier le fait
tui-action-copy-citation = Copier une citation
tui-action-manage-sources = Ajouter ou retirer des sources
tui-action-zen = Lire en plein écran
tui-action-toggle-sources = Montrer ou cacher les sources
tui-action-widen = Élargir le volet
tui-action-narrow = Rétrécir le volet
tui-action-theme = Choisir un thème
tui-action-toggle-mouse = Prendre ou rendre la souris
tui-action-palette = Toutes les actions
tui-action-command = Ligne de commande
tui-action-help = Aide
tui-action-redraw = Redessiner l’écran
tui-action-suspend = Suspendre le programme
tui-action-quit = Quitter
tui-action-accept = Valider
tui-action-complete = Compléter
tui-action-delete = Retirer
tui-action-cursor-left = Curseur à gauche
tui-action-cursor-right = Curseur à droite
tui-action-cursor-start = Début de la ligne
tui-action-cursor-end = Fin de la ligne
tui-action-erase-backward = Effacer le caractère d’avant
tui-action-erase-forward = Effacer le caractère d’après
tui-action-erase-word = Effacer le mot
tui-action-erase-line = Effacer la ligne

tui-linear-unread = non lu
tui-linear-starred = étoilé
tui-linear-list = Un numéro ouvre l’article, une ligne vide donne la suite, ? dit les touches.
tui-linear-choose = Un numéro choisit, un texte réduit la liste, une ligne vide abandonne.
tui-linear-help = Les touches s’écrivent sur une ligne, suivies d’Entrée.
tui-said-alert = { $watch } : { $line }{ $further ->
    [0] {""}
   *[other] {" "}(et { $further } de plus)
}

# Les salles.

tui-room-ledger = Registre
tui-room-case = Affaire
tui-room-record = Fiche
tui-room-figures = Chiffres
tui-room-review = À vérifier
tui-room-health = Santé des sources
tui-place-ledger = registre
tui-place-room = salle
tui-place-review = à vérifier

tui-count-decisions = { $count ->
    [0] aucune décision
    [one] { $count } décision
   *[other] { $count } décisions
}
tui-count-doubts = { $count ->
    [0] rien à vérifier
    [one] { $count } fait à vérifier
   *[other] { $count } faits à vérifier
}
tui-column-date = date
tui-column-authority = autorité
tui-column-company = organisme
tui-column-what = mesures
tui-column-sum = en vigueur
tui-column-reference = référence
tui-column-articles = art.
tui-ledger-loading = Le registre se constitue…
tui-ledger-empty = Aucune décision encore : le registre se remplit des faits que racontent les articles.
tui-ledger-filtered = Aucune décision ne répond à ces filtres. La touche x les retire tous.
tui-ledger-order-date = plus récentes d’abord
tui-ledger-order-sum = plus grosses sommes d’abord
tui-ledger-order-authority = par autorité
tui-ledger-order-company = par organisme

tui-case-gone = Cette décision n’est plus dans le registre.
tui-case-timeline = CHRONOLOGIE
tui-case-measures = MESURES
tui-case-decision = DÉCISION
tui-case-clash = autre version : { $value } selon { $who }
tui-case-registers = registres
tui-case-decided = prise le
tui-case-published = publiée le
tui-case-first-told = premier article
tui-case-naming = nommée jusqu’au
tui-case-sources = { $count ->
    [one] UNE SOURCE
   *[other] { $count } SOURCES, DE LA PLUS FIABLE À LA MOINS FIABLE
}
tui-article-away = (article absent de la liste)

tui-record-gone = Le registre ne sait rien de ce sujet.
tui-record-names = autres noms
tui-record-group = groupe
tui-record-sums = SOMMES
tui-record-fines = amendes
tui-record-liquidated = astreintes dues
tui-record-settled = transactions
tui-record-penalty = astreinte
tui-record-no-sum = Aucune somme connue.
tui-record-fine-count = { $count ->
    [0] aucune amende
    [one] { $count } amende
   *[other] { $count } amendes
}
tui-record-timeline = { $count ->
    [one] UNE DÉCISION
   *[other] { $count } DÉCISIONS
}
tui-record-authorities = AUTORITÉS
tui-record-organisations = ORGANISMES
tui-record-themes = MANQUEMENTS
tui-record-provisions = ARTICLES DE LOI
tui-record-articles = { $count ->
    [0] AUCUN ARTICLE
    [one] UN ARTICLE
   *[other] { $count } ARTICLES
}

tui-figures-empty = Aucune amende d’un montant connu parmi ces décisions.
tui-figures-total = total
tui-figures-in-force = en vigueur
tui-figures-median = médiane
tui-figures-currencies = devises ($ passe à la suivante) :
tui-figures-largest = LES PLUS FORTES AMENDES
tui-figures-rank = 2/14 : deuxième des quatorze amendes de la même autorité.

tui-review-empty = Aucun fait à vérifier.
tui-edit-save = Enregistrer…
tui-pick-field = Modifier ce fait
tui-pick-fact-kind = Nature de la mesure
tui-prompt-reason = pourquoi (facultatif)
tui-field-kind = mesure
tui-field-machine = la machine
tui-field-verdict = relecture
tui-verdict-confirmed = confirmé
tui-verdict-corrected = corrigé
tui-verdict-added = ajouté
tui-verdict-rejected = rejeté
tui-facts-rejected = rejetés
tui-said-confirmed = Fait confirmé.
tui-said-rejected = Fait rejeté.
tui-said-corrected = Fait corrigé.
tui-said-added = Fait ajouté.
tui-said-correction-undone = Correction retirée.
tui-said-joined = Décisions réunies.
tui-said-split = Article séparé de cette décision.
tui-said-choose-to-join = Choisissez au moins deux décisions avec Espace, puis réunissez-les.
tui-said-choose-to-split = Placez le curseur sur l’article à séparer, dans l’affaire.

tui-action-go-news = Aller aux nouvelles
tui-action-go-ledger = Aller au registre des décisions
tui-action-go-figures = Aller aux chiffres
tui-action-go-review = Aller aux faits à vérifier
tui-action-go-health = Aller à la santé des sources
tui-action-go-case = Voir l’affaire de ce fait
tui-action-go-company = Voir la fiche de l’organisme
tui-action-confirm-fact = Confirmer ce fait
tui-action-reject-fact = Rejeter ce fait
tui-action-edit-fact = Corriger ce fait
tui-action-add-fact = Ajouter un fait à l’article
tui-action-join-decisions = Réunir les décisions choisies
tui-action-split-decision = Séparer cet article de la décision
tui-action-next-series = Compter autrement
tui-action-next-currency = Devise suivante
tui-hint-go-company = fiche
tui-hint-go-case = affaire
tui-hint-go-ledger = registre
tui-hint-go-figures = chiffres
tui-hint-order = ordre
tui-hint-join-decisions = réunir
tui-hint-split-decision = séparer
tui-hint-next-series = compter par
tui-hint-next-currency = devise
tui-hint-confirm-fact = confirmer
tui-hint-reject-fact = rejeter
tui-hint-edit-fact = corriger
tui-hint-undo = annuler
tui-record-law = texte
tui-health-loading = Lecture de l’état des sources…
tui-room-output = Sortie
tui-prompt-pipe = donner l’article à
tui-action-pipe = Donner l’article à une commande
tui-said-pipe-badly = « { $command } » a échoué.
tui-said-pipe-stopped = « { $command } » a été arrêtée au bout de dix secondes.
tui-said-pipe-failed = La commande n’a pas pu être lancée : { $cause }
