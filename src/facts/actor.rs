//! Who may act: authorities and courts by their names, their abbreviations, and by paraphrase.
//!
//! Knows that "la Cnil irlandaise" is the DPC and never the CNIL. Leaves to `agents` which of them acts.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lexicon::{AuthorityKind, Lexicon};
use super::matcher::{Found, Hit};
use super::stream::Stream;

/// An authority, named or told by paraphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ActorMention {
    pub(super) actor: usize,
    pub(super) tokens: Range<usize>,
}

/// An authority of an article: one of the list, or a court that no list knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Actor {
    pub(super) name: String,
    pub(super) kind: AuthorityKind,
}

/// The authorities of an article and where they stand.
#[derive(Debug, Default)]
pub(super) struct Actors {
    pub(super) actors: Vec<Actor>,
    pub(super) mentions: Vec<ActorMention>,
    /// For each authority, how often it is named.
    pub(super) counts: Vec<usize>,
    /// For each authority, whether the title names it.
    pub(super) titled: Vec<bool>,
}

/// How many mentions on each side are searched for what a short form stands for.
const FAR: usize = 60;

/// How far an adjective may stand from its head, in tokens.
const REACH: usize = 8;

/// Finds every authority of the text.
pub(super) fn actors(stream: &Stream, hits: &[Hit], lexicon: &Lexicon) -> Actors {
    let mut finder = Finder { stream, lexicon, actors: Actors::default(), known: FxHashMap::default() };
    finder.listed(hits);
    finder.paraphrased(hits);
    finder.courts();
    finder.shortened();
    finder.actors.mentions.sort_by_key(|mention| (mention.tokens.start, usize::MAX - mention.tokens.end));
    finder.actors.mentions.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
    finder.count();
    finder.actors
}

struct Finder<'a> {
    stream: &'a Stream,
    lexicon: &'a Lexicon,
    actors: Actors,
    known: FxHashMap<String, usize>,
}

impl Finder<'_> {
    fn word(&self, at: usize) -> &str {
        self.stream.word(at)
    }

    fn add(&mut self, name: &str, kind: AuthorityKind, tokens: Range<usize>) {
        let next = self.actors.actors.len();
        let actor = *self.known.entry(name.to_owned()).or_insert(next);
        if actor == next {
            self.actors.actors.push(Actor { name: name.to_owned(), kind });
        }
        self.actors.mentions.push(ActorMention { actor, tokens });
    }

    fn count(&mut self) {
        self.actors.counts = vec![0; self.actors.actors.len()];
        self.actors.titled = vec![false; self.actors.actors.len()];
        for mention in &self.actors.mentions {
            let sentence = self.stream.sentences.get(self.stream.sentence_of(mention.tokens.start));
            self.actors.counts[mention.actor] += 1;
            self.actors.titled[mention.actor] |= sentence.is_some_and(|sentence| sentence.title);
        }
    }

    fn listed(&mut self, hits: &[Hit]) {
        for hit in hits {
            let Found::Authority(index) = hit.found else { continue };
            let entry = &self.lexicon.authorities[usize::from(index)];
            if self.is_other_word(&hit.tokens) || self.is_apposed_paraphrase(&hit.tokens, hits) {
                continue;
            }
            match self
                .nation_behind(hit.tokens.end)
                .filter(|nation| *nation != entry.country && entry.kind == AuthorityKind::Regulator)
            {
                Some(nation) => {
                    let (nation, domain) = (nation.to_owned(), entry.domain.clone());
                    self.add_national(&nation, &domain, hit.tokens.start..hit.tokens.end + 1);
                }
                None if matches!(entry.name.as_str(), "DREETS") && self.is_capital(hit.tokens.end) => {
                    let tokens = hit.tokens.start..hit.tokens.end + 1;
                    let name = self.stream.original(&tokens).to_owned();
                    self.add(&name, entry.kind, tokens);
                }
                None => self.add(&entry.name, entry.kind, hit.tokens.clone()),
            }
        }
    }

    /// "The data watchdog CNIL", "le gendarme des données (ICO)": a paraphrase beside a name tells the same authority as the name does; one in an article that names
    /// another authority of the field by its name, and never the one that the list ties to the paraphrase, tells that other one.
    fn is_apposed_paraphrase(&self, tokens: &Range<usize>, hits: &[Hit]) -> bool {
        let is_name = |tokens: &Range<usize>| self.is_capital(tokens.start);
        if is_name(tokens) {
            return false;
        }
        let names = || {
            hits.iter().filter(|hit| {
                matches!(hit.found, Found::Authority(_))
                    && is_name(&hit.tokens)
                    && !self.is_other_word(&hit.tokens)
            })
        };
        let here = hits
            .iter()
            .find(|hit| hit.tokens == *tokens && matches!(hit.found, Found::Authority(_)))
            .map(|hit| hit.found);
        let beside = |hit: &Hit| hit.tokens.start >= tokens.end && hit.tokens.start <= tokens.end + 2;
        names().any(beside)
            || (names().next().is_some()
                && names().all(|hit| Some(hit.found) != here)
                && names().any(|hit| self.is_same_field(hit.found, here)))
    }

    fn is_same_field(&self, one: Found, other: Option<Found>) -> bool {
        let domain = |found: Found| match found {
            Found::Authority(index) => Some(self.lexicon.authorities[usize::from(index)].domain.as_str()),
            _ => None,
        };
        domain(one).is_some() && domain(one) == other.and_then(domain)
    }

    /// Words that look like an authority and are another thing: "AP-HP" is one word, but "IP" is also an address.
    fn is_other_word(&self, tokens: &Range<usize>) -> bool {
        let before = tokens.start.checked_sub(1).map_or("", |before| self.word(before));
        match self.word(tokens.start) {
            "ip" => self.word(tokens.end) != "(" || matches!(before, "adresse" | "adresses"),
            "ap" => matches!(self.word(tokens.end), "-" | "photo") || before == "(",
            "bruxelles" | "brussels" => {
                matches!(before, "a" | "de" | "in" | "at" | "of" | "from" | "to")
                    || matches!(self.word(tokens.end), "," | "-" | "(")
            }
            "bercy" => matches!(before, "de" | "a" | "accor"),
            "art" => true,
            "cac" if self.word(tokens.end) == "40" => true,
            "sec" | "asa" | "cac" => self.stream.tokens[tokens.start].case != crate::text::Case::Upper,
            "formation" => false,
            _ => false,
        }
    }

    /// "cnil irlandaise", "autorité française de protection des données", "Spanish watchdog".
    fn paraphrased(&mut self, hits: &[Hit]) {
        for hit in hits {
            if hit.found != Found::AuthorityHead {
                continue;
            }
            let near = self.near(&hit.tokens);
            let Some((nation, reached)) = self.nation_near(&hit.tokens) else { continue };
            let head = self.word(hit.tokens.start).to_owned();
            let domain = self.domain_of(&near);
            let bare = matches!(
                head.as_str(),
                "agence"
                    | "agency"
                    | "office"
                    | "commission"
                    | "authority"
                    | "authorities"
                    | "autorites"
                    | "instance"
                    | "homologues"
            );
            if bare && domain.is_none() {
                continue;
            }
            let domain = domain.unwrap_or("privacy").to_owned();
            self.add_national(&nation, &domain, reached);
        }
    }

    fn near(&self, head: &Range<usize>) -> Range<usize> {
        let sentence = &self.stream.sentences[self.stream.sentence_of(head.start)].tokens;
        head.start.saturating_sub(4).max(sentence.start)..(head.end + REACH).min(sentence.end)
    }

    fn domain_of(&self, near: &Range<usize>) -> Option<&str> {
        let domains = &self.lexicon.nations.domains;
        near.clone().find_map(|at| {
            let one = self.word(at);
            let two = format!("{} {}", one, self.word(at + 1));
            domains.get(&two).or_else(|| domains.get(one)).map(String::as_str)
        })
    }

    /// The nation told by a word right before or behind a head, with the tokens of the whole.
    fn nation_near(&self, head: &Range<usize>) -> Option<(String, Range<usize>)> {
        let nations = &self.lexicon.nations.nations;
        if let Some(before) = head.start.checked_sub(1) {
            let possessive = self.word(before) == "s" && before >= 2 && self.word(before - 1) == "'";
            let at = if possessive { before - 2 } else { before };
            if let Some(nation) = nations.get(self.word(at)) {
                return Some((nation.clone(), at..head.end));
            }
        }
        let sentence = &self.stream.sentences[self.stream.sentence_of(head.start)].tokens;
        let end = (head.end + 2).min(sentence.end);
        let direct = (head.end..end)
            .find_map(|at| self.nation_at(at).map(|(nation, after)| (nation, head.start..after)));
        direct.or_else(|| self.nation_after_field(head, sentence))
    }

    /// "l'autorité de protection des données irlandaise".
    fn nation_after_field(
        &self,
        head: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Option<(String, Range<usize>)> {
        let of = matches!(self.word(head.end), "de" | "des" | "d" | "charge" | "chargee");
        let end = (head.end + REACH).min(sentence.end);
        if !of {
            return None;
        }
        (head.end..end)
            .take_while(|at| !matches!(self.word(*at), "," | "(" | "a" | "qui" | ";"))
            .find_map(|at| self.nation_at(at).map(|(nation, after)| (nation, head.start..after)))
    }

    fn nation_at(&self, at: usize) -> Option<(String, usize)> {
        let nations = &self.lexicon.nations.nations;
        let elided = self.word(at + 1) == "'";
        let two = if elided {
            format!("{}'{}", self.word(at), self.word(at + 2))
        } else {
            format!("{} {}", self.word(at), self.word(at + 1))
        };
        if let Some(nation) = nations.get(&two) {
            return Some((nation.clone(), at + 2 + usize::from(elided)));
        }
        let word = self.word(at);
        nations.get(word).filter(|_| !word.contains(' ')).map(|nation| (nation.clone(), at + 1))
    }

    fn nation_behind(&self, at: usize) -> Option<&str> {
        self.lexicon.nations.nations.get(self.word(at)).filter(|nation| *nation != "EU").map(String::as_str)
    }

    fn add_national(&mut self, nation: &str, domain: &str, tokens: Range<usize>) {
        let lexicon = self.lexicon;
        let find = |domain: &str| {
            lexicon.authorities.iter().find(|entry| entry.country == nation && entry.domain == domain)
        };
        let fallback = |entry: &&super::lexicon::AuthorityEntry| entry.kind == AuthorityKind::Regulator;
        let found = match (nation, domain) {
            ("EU", _) => lexicon.authorities.iter().find(|entry| {
                entry.name == if domain == "competition" { "Commission européenne" } else { "CEPD" }
            }),
            ("US", "privacy") => find("consumer"),
            _ => find(domain),
        };
        if let Some(entry) = found.filter(fallback) {
            self.add(&entry.name, entry.kind, tokens);
        }
    }

    /// "l'Autorité", "la Commission", "la cour": what the article has named in full before, or after.
    fn shortened(&mut self) {
        self.actors.mentions.sort_by_key(|mention| mention.tokens.start);
        let mut taken = vec![false; self.stream.tokens.len()];
        for mention in &self.actors.mentions {
            taken[mention.tokens.clone()].fill(true);
        }
        let full = self.actors.mentions.clone();
        for at in (0..self.stream.tokens.len()).filter(|at| !taken[*at]) {
            if let Some(head) = self.short_form(at) {
                let here = full.partition_point(|mention| mention.tokens.start < at);
                let before = full[..here].iter().rev().take(FAR);
                let after = full[here..].iter().take(FAR);
                let actor = before
                    .chain(after)
                    .map(|mention| mention.actor)
                    .find(|actor| self.is_short_for(head, *actor));
                self.actors.mentions.extend(actor.map(|actor| ActorMention { actor, tokens: at..at + 1 }));
            }
        }
        self.name_courts_in_full();
    }

    /// The word that may stand for an authority at a token: a capital where authorities bear one, an article before courts.
    fn short_form(&self, at: usize) -> Option<&'static str> {
        const CAPITAL: &[&str] =
            &["autorite", "commission", "agency", "commissioner", "authority", "garante", "bureau"];
        const COURTS: &[&str] = &["cour", "tribunal", "court", "juges", "judges"];
        let word = self.word(at);
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let determined = matches!(before, "la" | "le" | "l" | "'" | "the" | "les");
        let capital = CAPITAL
            .iter()
            .find(|head| **head == word)
            .filter(|_| self.is_capital(at) && determined && !self.is_capital(at + 1));
        capital.or_else(|| COURTS.iter().find(|head| **head == word).filter(|_| determined)).copied()
    }

    fn is_short_for(&self, head: &str, actor: usize) -> bool {
        let name = crate::text::fold(&self.actors.actors[actor].name);
        let is_court = self.actors.actors[actor].kind == AuthorityKind::Court;
        match head {
            "cour" => is_court && (name.starts_with("cour") || name == "cjue"),
            "tribunal" => is_court && name.starts_with("tribunal"),
            "court" | "juges" | "judges" => is_court,
            "commissioner" => matches!(
                name.as_str(),
                "ico" | "bfdi" | "hmbbfdi" | "commissioner (cy)" | "pfpdt" | "ip" | "idpc"
            ),
            "agency" => matches!(name.as_str(), "cppa" | "aepd" | "datatilsynet" | "azop"),
            "authority" => {
                !is_court && matches!(name.as_str(), "hdpa" | "cma" | "fca" | "imy" | "garante" | "dsb")
            }
            "commission" => {
                matches!(name.as_str(), "commission europeenne" | "ftc" | "sec" | "dpc" | "cnil" | "cftc")
            }
            _ => name.starts_with(head),
        }
    }

    /// A bare "cour d'appel" is the one of a town that the article names elsewhere.
    fn name_courts_in_full(&mut self) {
        let names: Vec<String> = self.actors.actors.iter().map(|actor| actor.name.clone()).collect();
        for mention in &mut self.actors.mentions {
            let bare = &names[mention.actor];
            let is_court = self.actors.actors[mention.actor].kind == AuthorityKind::Court;
            let full = names
                .iter()
                .position(|name| name.len() > bare.len() && name.starts_with(bare.as_str()) && is_court);
            mention.actor = full.unwrap_or(mention.actor);
        }
    }

    /// Courts by their own names: "tribunal judiciaire de Paris", "cour d'appel de Lyon", "tribunal correctionnel de Lille".
    fn courts(&mut self) {
        let mut at = 0;
        while at < self.stream.tokens.len() {
            match self.court_at(at) {
                Some(end) => {
                    let name = self.stream.original(&(at..end)).to_owned();
                    let name = capitalised(&name);
                    self.add(&name, AuthorityKind::Court, at..end);
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    fn is_capital(&self, at: usize) -> bool {
        self.stream.tokens.get(at).is_some_and(|token| token.case.has_capital())
    }

    /// "District Court of Midden-Nederland", "Privacy Appeals Board", "Provincial Administrative Court in Warsaw".
    fn english_court_at(&self, at: usize) -> Option<usize> {
        if !self.is_capital(at)
            || matches!(
                self.word(at),
                "the" | "a" | "an" | "in" | "supreme" | "le" | "la" | "l" | "les" | "un" | "du" | "au"
            )
        {
            return None;
        }
        let head = (at + 1..at + 4)
            .take_while(|next| self.is_capital(*next))
            .find(|next| is_court_head(self.word(*next)))?;
        let board = self.word(head) == "board" && !self.word(head - 1).starts_with("appeal");
        let placed = matches!(self.word(head + 1), "of" | "in") && self.is_capital(head + 2);
        (!board).then_some(if placed { head + 3 } else { head + 1 })
    }

    fn court_at(&self, at: usize) -> Option<usize> {
        if !matches!(self.word(at), "tribunal" | "cour" | "landgericht" | "verwaltungsgericht") {
            return self.english_court_at(at);
        }
        let after_head = match (self.word(at), self.word(at + 1), self.word(at + 2), self.word(at + 3)) {
            ("tribunal", "judiciaire" | "correctionnel" | "administratif" | "penal", _, _) => at + 2,
            ("tribunal", "de", "commerce" | "police", _) => at + 3,
            ("tribunal", "des", "activites", "economiques") => at + 4,
            ("cour", "d", "'", "appel" | "assises") => at + 4,
            ("cour", "administrative", "d", "'") => at + 5,
            ("cour", "administrative" | "supreme", _, _) => at + 2,
            ("tribunal", "du", "district", _) => at + 3,
            ("tribunal", _, _, _) if self.is_capital(at + 1) => return Some(at + 2),
            ("tribunal", "de" | "d", _, _)
                if self.is_capital(at + 2) || (self.word(at + 2) == "'" && self.is_capital(at + 3)) =>
            {
                at + 1
            }
            ("landgericht" | "verwaltungsgericht", _, _, _) if self.is_capital(at + 1) => {
                return Some(at + 2);
            }
            _ => return self.english_court_at(at),
        };
        if self.word(after_head) == "administrative" && self.word(after_head + 1) == "d" {
            return None;
        }
        let place = match self.word(after_head) {
            "de" | "du" | "des" => after_head + 1,
            "d" if self.word(after_head + 1) == "'" => after_head + 2,
            _ => return Some(after_head),
        };
        let capital = |at: usize| self.is_capital(at);
        if self.word(place) == "la" && capital(place + 1) {
            return Some(place + 2);
        }
        Some(if capital(place) { place + 1 } else { after_head })
    }
}

fn is_court_head(word: &str) -> bool {
    matches!(word, "court" | "tribunal" | "board")
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::actors;
    use crate::domain::Language;
    use crate::facts::matcher::Matcher;
    use crate::facts::stream::Stream;
    use crate::facts::tests::lexicon;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let lexicon = lexicon();
        let stream = Stream::of("", text, None);
        let matcher = Matcher::of(
            lexicon,
            if stream.language == Language::English { Language::English } else { Language::French },
        );
        let actors = actors(&stream, &matcher.hits(&stream), lexicon);
        let names: Vec<&str> =
            actors.mentions.iter().map(|mention| actors.actors[mention.actor].name.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn authorities_by_name_and_by_paraphrase() {
        check("La Cnil a sanctionné la société.", &["CNIL"]);
        check("La Cnil irlandaise a sanctionné la société.", &["DPC"]);
        check("Le gendarme de la Bourse et le gendarme de la vie privée", &["AMF", "CNIL"]);
        check("l'autorité italienne de protection des données a interdit", &["Garante"]);
        check("selon l'autorité de protection des données irlandaise, la", &["DPC"]);
        check("Le régulateur britannique des télécoms a infligé une amende", &["Ofcom"]);
        check("The Spanish watchdog has fined the bank.", &["AEPD"]);
        check("Britain's competition watchdog said the firm", &["CMA"]);
        check("Le tribunal judiciaire de Paris a condamné la société.", &["Tribunal judiciaire de Paris"]);
    }
}
