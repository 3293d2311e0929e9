//! Themes of breaches.

macro_rules! themes {
    ($($variant:ident = $code:literal, $meaning:literal;)*) => {
        /// What a breach is about; the order is that of the specification.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Theme {
            $(#[doc = $meaning] $variant,)*
        }

        impl Theme {
            /// Every theme.
            pub const ALL: &'static [Theme] = &[$(Theme::$variant),*];

            /// The exported value.
            pub const fn code(self) -> &'static str {
                match self { $(Theme::$variant => $code),* }
            }
        }
    };
}

themes! {
    Lawfulness = "lawfulness", "Base légale, licéité: GDPR art. 6.";
    Consent = "consent", "Consentement: GDPR art. 4(11) and 7.";
    Cookies = "cookies", "Cookies et traceurs: loi n° 78-17, art. 82.";
    Transparency = "transparency", "Information des personnes: GDPR art. 12 to 14.";
    Rights = "rights", "Droits des personnes: GDPR art. 15 to 22.";
    Retention = "retention", "Durée de conservation: GDPR art. 5(1)(e).";
    Minimisation = "minimisation", "Minimisation: GDPR art. 5(1)(c).";
    Accuracy = "accuracy", "Exactitude: GDPR art. 5(1)(d).";
    Purpose = "purpose", "Limitation des finalités: GDPR art. 5(1)(b).";
    Security = "security", "Sécurité: GDPR art. 5(1)(f) and 32.";
    BreachNotification = "breach_notification", "Notification d'une violation: GDPR art. 33 and 34.";
    Processor = "processor", "Sous-traitance: GDPR art. 28 and 29.";
    JointControllers = "joint_controllers", "Responsabilité conjointe: GDPR art. 26.";
    Transfers = "transfers", "Transferts hors de l'Union: GDPR art. 44 to 49.";
    Dpia = "dpia", "Analyse d'impact: GDPR art. 35 and 36.";
    Records = "records", "Registre: GDPR art. 30.";
    Dpo = "dpo", "Délégué à la protection des données: GDPR art. 37 to 39.";
    Cooperation = "cooperation", "Coopération avec l'autorité: GDPR art. 31.";
    Prospecting = "prospecting", "Prospection commerciale: CPCE art. L. 34-5.";
    Biometrics = "biometrics", "Données biométriques: GDPR art. 9.";
    Health = "health", "Données de santé: GDPR art. 9.";
    Minors = "minors", "Mineurs: GDPR art. 8.";
    VideoSurveillance = "video_surveillance", "Vidéosurveillance, vidéoprotection.";
    Geolocation = "geolocation", "Géolocalisation.";
    Employees = "employees", "Surveillance des salariés.";
    Ai = "ai", "Intelligence artificielle.";
    Competition = "competition", "Concurrence.";
    Consumer = "consumer", "Consommation.";
    Aml = "aml", "Lutte contre le blanchiment.";
    MarketAbuse = "market_abuse", "Abus de marché.";
    Other = "other", "Autre.";
}

impl Theme {
    /// Reads an exported value.
    pub fn from_code(code: &str) -> Option<Theme> {
        Theme::ALL.iter().copied().find(|theme| theme.code() == code)
    }
}
