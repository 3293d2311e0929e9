# The words of the law and of the calendar.

kind-fine = fine
kind-periodic-penalty = periodic penalty
kind-penalty-liquidation = penalty liquidated
kind-injunction = injunction
kind-formal-notice = formal notice
kind-reprimand = reprimand
kind-processing-ban = processing limited or banned
kind-settlement = settlement
kind-complaint = complaint
kind-investigation = investigation
kind-upheld = appeal rejected
kind-annulled = annulled
kind-reduced = reduced

theme-lawfulness = lawful basis
theme-consent = consent
theme-cookies = cookies and trackers
theme-transparency = transparency
theme-rights = data subjects’ rights
theme-retention = storage limitation
theme-minimisation = data minimisation
theme-accuracy = accuracy
theme-purpose = purpose limitation
theme-security = security
theme-breach-notification = data breach
theme-processor = processors
theme-joint-controllers = joint controllers
theme-transfers = transfers outside the EU
theme-dpia = impact assessment
theme-records = records of processing
theme-dpo = data protection officer
theme-cooperation = cooperation with the authority
theme-prospecting = direct marketing
theme-biometrics = biometrics
theme-health = health data
theme-minors = children
theme-video-surveillance = video surveillance
theme-geolocation = geolocation
theme-employees = employee monitoring
theme-ai = artificial intelligence
theme-competition = competition
theme-consumer = consumer protection
theme-aml = anti-money laundering
theme-market-abuse = market abuse
theme-other = other

role-main = main fact
role-background = background

trust-authority = authority
trust-court = court
trust-official = official publication
trust-law-firm = lawyers
trust-press = press

language-fr = French
language-en = English
language-und = another language

period-day = a day
period-week = a week
period-month = a month

field-authority = authority
field-company = organisation
field-kind = measure
field-amount = sum
field-date = date
field-reference = reference
field-articles = provisions
field-breaches = breaches
field-complainant = complainant
field-deadline = deadline
field-role = role
field-aliases = other names
field-confidence = confidence

deadline-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
deadline-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
deadline-weeks = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
}
deadline-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
deadline-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}

month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

month-long-1 = January
month-long-2 = February
month-long-3 = March
month-long-4 = April
month-long-5 = May
month-long-6 = June
month-long-7 = July
month-long-8 = August
month-long-9 = September
month-long-10 = October
month-long-11 = November
month-long-12 = December

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

anonymous = unnamed organisation
untitled = (no title)
alert-by = { $authority }: { $act }
alert-further = { " " }(+{ $count })
