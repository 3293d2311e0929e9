//! The header: all that a list shows of an article, small, so that a list never reads a body.

use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::{
    Article, ArticleDates, ArticleId, Fact, Headline, Kind, Language, Mark, Period, Role, SourceId,
};
use crate::store::envelope::{self, Damage};

use super::{MoneyV1, instant_of, known, money_of, optional_instant_of};

/// The version that is written.
const HEADER: u8 = 1;

/// A header as stored. Instants are milliseconds since 1970.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct HeaderV1<'a> {
    id: [u8; 16],
    source: &'a str,
    digest: u64,
    guid: &'a str,
    /// Empty when it is the guid, as in most feeds.
    link: Option<&'a str>,
    title: &'a str,
    author: Option<&'a str>,
    published: Option<i64>,
    updated: Option<i64>,
    fetched: i64,
    language: &'a str,
    #[serde(borrow)]
    facts: Vec<FactV1<'a>>,
}

/// A measure in brief, as stored.
#[derive(Debug, Serialize, Deserialize)]
struct FactV1<'a> {
    kind: &'a str,
    authority: Option<&'a str>,
    company: Option<&'a str>,
    #[serde(borrow)]
    amount: Option<MoneyV1<'a>>,
    period: Option<&'a str>,
    role: &'a str,
    doubtful: bool,
}

/// The first fields of a header, which are enough to count by source.
#[derive(Debug, Deserialize)]
pub(in crate::store) struct Place<'a> {
    _id: [u8; 16],
    pub(in crate::store) source: &'a str,
    pub(in crate::store) digest: u64,
}

impl<'a> Place<'a> {
    pub(in crate::store) fn read(bytes: &'a [u8]) -> Result<Place<'a>, Damage> {
        let sealed = envelope::check(bytes)?;
        let (place, _) = postcard::take_from_bytes(payload(&sealed)?).map_err(|_| Damage::Content)?;
        Ok(place)
    }
}

/// Names that are held once however many headlines bear them.
#[derive(Debug, Default)]
pub(in crate::store) struct Names {
    names: HashSet<Arc<str>>,
    sources: HashSet<SourceId>,
}

impl Names {
    fn name(&mut self, name: &str) -> Arc<str> {
        if let Some(held) = self.names.get(name) {
            return Arc::clone(held);
        }
        let held: Arc<str> = name.into();
        self.names.insert(Arc::clone(&held));
        held
    }

    pub(in crate::store) fn source(&mut self, name: &str) -> Result<SourceId, Damage> {
        if let Some(held) = self.sources.get(name) {
            return Ok(held.clone());
        }
        let held = known(SourceId::from_name(name))?;
        self.sources.insert(held.clone());
        Ok(held)
    }
}

impl<'a> HeaderV1<'a> {
    /// The record of an article; `digest` tells whether its source changes it later.
    pub(in crate::store) fn of(article: &'a Article, digest: u64, facts: &'a [Fact]) -> HeaderV1<'a> {
        HeaderV1 {
            id: article.id.0,
            source: article.source.as_str(),
            digest,
            guid: &article.guid,
            link: article.link.as_deref().map(|link| if link == article.guid { "" } else { link }),
            title: &article.title,
            author: article.author.as_deref(),
            published: article.dates.published.map(|instant| instant.as_millisecond()),
            updated: article.dates.updated.map(|instant| instant.as_millisecond()),
            fetched: article.dates.fetched.as_millisecond(),
            language: article.language.tag(),
            facts: facts.iter().map(FactV1::of).collect(),
        }
    }

    /// The bytes to be stored.
    pub(in crate::store) fn seal(&self) -> Vec<u8> {
        envelope::seal(HEADER, self)
    }

    /// Reads stored bytes.
    pub(in crate::store) fn read(bytes: &'a [u8]) -> Result<HeaderV1<'a>, Damage> {
        let sealed = envelope::check(bytes)?;
        postcard::from_bytes(payload(&sealed)?).map_err(|_| Damage::Content)
    }

    /// The row of a list.
    pub(in crate::store) fn headline(&self, mark: Mark, names: &mut Names) -> Result<Headline, Damage> {
        let mut facts = Vec::with_capacity(self.facts.len());
        for fact in &self.facts {
            facts.push(fact.fact(names)?);
        }
        Ok(Headline { article: self.article(names)?, mark, facts })
    }

    /// The title.
    pub(in crate::store) fn title(&self) -> &'a str {
        self.title
    }

    /// The number that was made from what the source gave.
    pub(in crate::store) fn digest(&self) -> u64 {
        self.digest
    }

    /// The article's identifier.
    pub(in crate::store) fn id(&self) -> ArticleId {
        ArticleId(self.id)
    }

    fn article(&self, names: &mut Names) -> Result<Article, Damage> {
        Ok(Article {
            id: ArticleId(self.id),
            source: names.source(self.source)?,
            guid: self.guid.to_owned(),
            link: self.link.map(|link| if link.is_empty() { self.guid } else { link }.to_owned()),
            title: self.title.to_owned(),
            author: self.author.map(str::to_owned),
            dates: ArticleDates {
                published: optional_instant_of(self.published)?,
                updated: optional_instant_of(self.updated)?,
                fetched: instant_of(self.fetched)?,
            },
            language: Language::from_tag(self.language),
        })
    }
}

fn payload<'a>(sealed: &envelope::Sealed<'a>) -> Result<&'a [u8], Damage> {
    match sealed.version {
        HEADER => sealed.raw(),
        other => Err(Damage::Version(other)),
    }
}

impl<'a> FactV1<'a> {
    fn of(fact: &'a Fact) -> FactV1<'a> {
        FactV1 {
            kind: fact.kind.code(),
            authority: fact.authority.as_deref(),
            company: fact.company.as_deref(),
            amount: fact.amount.as_ref().map(|money| (money.cents.0, money.currency.code())),
            period: fact.period.map(Period::code),
            role: fact.role.code(),
            doubtful: fact.doubtful,
        }
    }

    fn fact(&self, names: &mut Names) -> Result<Fact, Damage> {
        Ok(Fact {
            kind: known(Kind::from_code(self.kind))?,
            authority: self.authority.map(|name| names.name(name)),
            company: self.company.map(|name| names.name(name)),
            amount: money_of(self.amount)?,
            period: self.period.map(|code| known(Period::from_code(code))).transpose()?,
            role: role_of(self.role)?,
            doubtful: self.doubtful,
        })
    }
}

pub(super) fn role_of(code: &str) -> Result<Role, Damage> {
    known([Role::Main, Role::Background].into_iter().find(|role| role.code() == code))
}
