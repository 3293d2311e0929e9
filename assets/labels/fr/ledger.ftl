# Le registre : décisions, affaires, chiffres.

ledger-stage-complaint = plainte
ledger-stage-investigation = enquête
ledger-stage-notice = mise en demeure
ledger-stage-sanction = sanction
ledger-stage-settlement = transaction
ledger-stage-ruling = recours jugé
ledger-stage-liquidation = liquidation d’astreinte
ledger-stage-closure = clôture

ledger-reason-first = c’est à lui que les autres sont comparés
ledger-reason-same-reference = même référence
ledger-reason-same-authority = même autorité
ledger-reason-same-organisation = même organisme
ledger-reason-same-group = organisme du même groupe
ledger-reason-same-sum = même montant
ledger-reason-rounded-sum = même montant, arrondi
ledger-reason-other-sum = autre montant, à vérifier
ledger-reason-sum-of-parts = total et parts
ledger-reason-other-kind = autre nature, à vérifier
ledger-reason-same-day = même jour
ledger-reason-dates-agree = dates qui concordent
ledger-reason-dates-near = dates proches
ledger-reason-told-near = publié peu après
ledger-reason-earlier-act = rappel d’une décision antérieure
ledger-reason-by-hand = réunis par le lecteur

ledger-relation-on-complaint = sur plainte
ledger-relation-after-investigation = au terme de l’enquête
ledger-relation-after-notice = après la mise en demeure
ledger-relation-appeal = recours contre
ledger-relation-liquidation = liquide l’astreinte de
ledger-relation-closure = clôt
ledger-relation-follows = fait suite à

ledger-link-cites-reference = en cite la référence
ledger-link-told-together = racontées ensemble
ledger-link-same-sum = même montant
ledger-link-larger-sum = montant réduit
ledger-link-same-complainant = même plaignant
ledger-link-shared-themes = mêmes manquements
ledger-link-latest-before = dernière décision antérieure qui convienne

ledger-watch-compliance = fin du délai de mise en conformité
ledger-watch-naming = fin de la publication nominative

ledger-by-month = par mois
ledger-by-year = par an
ledger-by-authority = par autorité
ledger-by-theme = par manquement
ledger-by-provision = par article

ledger-force-upheld = confirmé
ledger-force-reduced = réduit
ledger-force-annulled = annulé

ledger-total = total
ledger-clash = les sources se contredisent
ledger-in-table = connue par une table
ledger-naming-over = nom publié il y a plus de deux ans
ledger-case-open = affaire en cours
ledger-case-closed = affaire close

ledger-table-column-missing = colonne « { $column } » absente : rien n’a été lu
ledger-table-unreadable = ligne illisible
ledger-table-no-measure = « { $kind } » n’est pas une mesure : ligne laissée
ledger-table-not-a-date = « { $text } » n’est pas une date
ledger-table-not-a-sum = « { $text } » n’est pas un montant

ledger-sum-instead = { $now } au lieu de { $first }
ledger-sum-reduced = { $first }, réduit
ledger-sum-annulled = { $first }, annulé
