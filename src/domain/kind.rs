//! What an authority may do to an organisation.

/// The nature of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Amende administrative, sanction pécuniaire: loi n° 78-17, art. 20; GDPR art. 83.
    AdministrativeFine,
    /// Astreinte: a sum due per day, week or month of delay; loi n° 78-17, art. 20.
    PeriodicPenalty,
    /// Liquidation d'astreinte: the sum that became due under a periodic penalty.
    PenaltyLiquidation,
    /// Injonction: an order to comply, delete or inform; loi n° 78-17, art. 20.
    Injunction,
    /// Mise en demeure: a demand to comply within a set time; loi n° 78-17, art. 20, II.
    FormalNotice,
    /// Rappel à l'ordre: loi n° 78-17, art. 20; GDPR art. 58(2)(b). Also a blame, and a warning to an organisation.
    Reprimand,
    /// Limitation, suspension ou interdiction du traitement: GDPR art. 58(2)(f) and (j).
    ProcessingBan,
    /// Transaction, composition, engagements rendus obligatoires.
    Settlement,
    /// Plainte, réclamation, saisine, as news or still open.
    Complaint,
    /// Enquête, contrôle, procédure ouverte, as news or still open.
    Investigation,
    /// Rejet du recours: a court leaves the earlier act standing.
    Upheld,
    /// Annulation of an earlier act by a court.
    Annulled,
    /// Réduction of an earlier sum by a court.
    Reduced,
}

impl Kind {
    /// Every kind, gravest first, rulings last.
    pub const ALL: [Kind; 13] = [
        Kind::AdministrativeFine,
        Kind::PeriodicPenalty,
        Kind::PenaltyLiquidation,
        Kind::Injunction,
        Kind::ProcessingBan,
        Kind::FormalNotice,
        Kind::Reprimand,
        Kind::Settlement,
        Kind::Complaint,
        Kind::Investigation,
        Kind::Upheld,
        Kind::Annulled,
        Kind::Reduced,
    ];

    /// The exported value.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::AdministrativeFine => "fine",
            Kind::PeriodicPenalty => "periodic_penalty",
            Kind::PenaltyLiquidation => "penalty_liquidation",
            Kind::Injunction => "injunction",
            Kind::FormalNotice => "formal_notice",
            Kind::Reprimand => "reprimand",
            Kind::ProcessingBan => "processing_ban",
            Kind::Settlement => "settlement",
            Kind::Complaint => "complaint",
            Kind::Investigation => "investigation",
            Kind::Upheld => "upheld",
            Kind::Annulled => "annulled",
            Kind::Reduced => "reduced",
        }
    }

    /// Reads an exported value.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether a sum belongs to it.
    pub const fn bears_a_sum(self) -> bool {
        matches!(
            self,
            Kind::AdministrativeFine
                | Kind::PeriodicPenalty
                | Kind::PenaltyLiquidation
                | Kind::Settlement
                | Kind::Upheld
                | Kind::Reduced
        )
    }

    /// Whether it is a court's ruling on an earlier act.
    pub const fn is_ruling(self) -> bool {
        matches!(self, Kind::Upheld | Kind::Annulled | Kind::Reduced)
    }
}
