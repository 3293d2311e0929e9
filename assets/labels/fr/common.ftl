# Les mots du droit et du calendrier.

kind-fine = amende
kind-periodic-penalty = astreinte
kind-penalty-liquidation = astreinte liquidée
kind-injunction = injonction
kind-formal-notice = mise en demeure
kind-reprimand = rappel à l’ordre
kind-processing-ban = traitement limité ou interdit
kind-settlement = transaction
kind-complaint = plainte
kind-investigation = enquête
kind-upheld = recours rejeté
kind-annulled = annulation
kind-reduced = réduction

theme-lawfulness = base légale
theme-consent = consentement
theme-cookies = cookies et traceurs
theme-transparency = information des personnes
theme-rights = droits des personnes
theme-retention = durée de conservation
theme-minimisation = minimisation
theme-accuracy = exactitude
theme-purpose = finalité
theme-security = sécurité
theme-breach-notification = violation de données
theme-processor = sous-traitance
theme-joint-controllers = responsabilité conjointe
theme-transfers = transferts hors UE
theme-dpia = analyse d’impact
theme-records = registre
theme-dpo = délégué à la protection des données
theme-cooperation = coopération avec l’autorité
theme-prospecting = prospection commerciale
theme-biometrics = biométrie
theme-health = données de santé
theme-minors = mineurs
theme-video-surveillance = vidéosurveillance
theme-geolocation = géolocalisation
theme-employees = surveillance des salariés
theme-ai = intelligence artificielle
theme-competition = concurrence
theme-consumer = consommation
theme-aml = lutte contre le blanchiment
theme-market-abuse = abus de marché
theme-other = autre

role-main = fait principal
role-background = rappel

trust-authority = autorité
trust-court = juridiction
trust-official = publication officielle
trust-law-firm = juristes
trust-press = presse

language-fr = français
language-en = anglais
language-und = autre langue

period-day = par jour
period-week = par semaine
period-month = par mois

field-authority = autorité
field-company = organisme
field-kind = mesure
field-amount = montant
field-date = date
field-reference = référence
field-articles = articles
field-breaches = manquements
field-complainant = plaignant
field-deadline = délai
field-role = rôle
field-aliases = autres noms
field-confidence = confiance

deadline-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
deadline-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
deadline-weeks = { $count ->
    [one] { $count } semaine
   *[other] { $count } semaines
}
deadline-months = { $count } mois
deadline-years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}

month-1 = janv.
month-2 = févr.
month-3 = mars
month-4 = avr.
month-5 = mai
month-6 = juin
month-7 = juil.
month-8 = août
month-9 = sept.
month-10 = oct.
month-11 = nov.
month-12 = déc.

month-long-1 = janvier
month-long-2 = février
month-long-3 = mars
month-long-4 = avril
month-long-5 = mai
month-long-6 = juin
month-long-7 = juillet
month-long-8 = août
month-long-9 = septembre
month-long-10 = octobre
month-long-11 = novembre
month-long-12 = décembre

weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche

anonymous = organisme non nommé
untitled = (sans titre)
alert-by = { $authority } : { $act }
alert-further = { " " }(+{ $count })
