//! Queries that stand: the reader's file of views, rules and watches; rules applied to what arrives.

use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::config::{Rule, Standing, StandingError, View};
use crate::domain::{ArticleId, Headline, MarkChange, TagChange};
use crate::query::{Context, Query};

use super::answers::Wanted;
use super::error::AppError;
use super::files::{read_if_there, write_own};
use super::library::Library;

/// The reader's file of views, rules and watches, in the folder of the settings.
const FILE: &str = "views.toml";

/// A saved view and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewCount {
    /// The view.
    pub view: View,
    /// Articles that answer it.
    pub articles: usize,
    /// Those not yet read.
    pub unread: usize,
}

impl ViewCount {
    /// The line that asks for what it holds.
    pub fn line(&self) -> String {
        format!("@\"{}\"", self.view.name)
    }
}

/// What a rule does, or would do, to an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleEffect {
    /// The rule's name.
    pub rule: String,
    /// The article's row, as it was before.
    pub headline: Headline,
    /// Tags that it gains.
    pub tags: Vec<String>,
    /// Whether it gains a star.
    pub star: bool,
    /// Whether it is marked as read.
    pub read: bool,
}

impl RuleEffect {
    /// Whether anything changes.
    pub fn changes(&self) -> bool {
        self.star || self.read || !self.tags.is_empty()
    }
}

impl Library {
    /// The reader's views, rules and watches, as they are in the file now.
    pub fn standing(&self) -> Result<Standing, AppError> {
        let Some(path) = self.own_file(FILE) else { return Ok(Standing::default()) };
        let text = read_if_there(&path)?;
        Standing::read(&text).map_err(|error| AppError::Standing { path, error })
    }

    /// Changes the file of views, rules and watches; what the change gives is written aside and put in its place.
    pub fn change_standing(
        &self,
        change: impl FnOnce(&str) -> Result<String, StandingError>,
    ) -> Result<(), AppError> {
        let path = self.own_file(FILE).ok_or(AppError::NoHome)?;
        let text = read_if_there(&path)?;
        let changed = change(&text).map_err(|error| AppError::Standing { path: path.clone(), error })?;
        write_own(&path, &changed)
    }

    /// Where a file of the reader's own stands: beside the settings; nothing for a library without such a place.
    pub(super) fn own_file(&self, name: &str) -> Option<PathBuf> {
        Some(self.shared.config.own_folder.as_ref()?.join(name))
    }

    /// The saved views with their counts, in their order, on a day.
    pub fn view_counts(&self, today: Date) -> Result<Vec<ViewCount>, AppError> {
        let names = self.names()?;
        let context = Context { today, names: &names, typing: false };
        let go_on = std::sync::atomic::AtomicBool::new(false);
        let count = |line: &str| {
            let query = Query::parse(line, &context);
            let wanted = Wanted { articles: 0, facets: 0 };
            self.search(&query, wanted, &go_on).map(|answer| answer.total)
        };
        let mut counts = Vec::new();
        for view in self.standing()?.views {
            let articles = count(&format!("@\"{}\"", view.name))?;
            let unread = count(&format!("@\"{}\" is:unread", view.name))?;
            counts.push(ViewCount { view, articles, unread });
        }
        Ok(counts)
    }

    /// What the rules would do to these articles, in the rules' order; nothing is changed.
    pub fn rule_effects(&self, rules: &[Rule], ids: &[ArticleId]) -> Result<Vec<RuleEffect>, AppError> {
        let names = self.names()?;
        let context = Context { today: self.today(), names: &names, typing: false };
        let reader = self.reading()?;
        let headlines = self.headlines_of(ids)?;
        let mut effects = Vec::new();
        for rule in rules {
            let query = Query::parse(&rule.query, &context);
            for headline in &headlines {
                if reader.asked(headline, &query)?.is_some() {
                    effects.push(self.effect(rule, headline)?);
                }
            }
        }
        Ok(effects)
    }

    fn effect(&self, rule: &Rule, headline: &Headline) -> Result<RuleEffect, AppError> {
        let before = self.store.tags_of(headline.article.id)?;
        let change = TagChange { add: rule.tags.clone(), remove: Vec::new() };
        let gained = change.apply(&before).into_iter().filter(|tag| !before.contains(tag));
        Ok(RuleEffect {
            rule: rule.name.clone(),
            tags: gained.collect(),
            star: rule.star && !headline.mark.starred,
            read: rule.read && !headline.mark.read,
            headline: headline.clone(),
        })
    }

    /// Lets each rule of the file do its work on these articles, so that a later rule sees what an earlier one did; gives
    /// back what was done.
    pub fn apply_rules(&self, ids: &[ArticleId]) -> Result<Vec<RuleEffect>, AppError> {
        let mut done = Vec::new();
        for rule in self.standing()?.rules {
            let mut effects = self.rule_effects(std::slice::from_ref(&rule), ids)?;
            effects.retain(RuleEffect::changes);
            let those = |changes: fn(&RuleEffect) -> bool| {
                let some = effects.iter().filter(|effect| changes(effect));
                some.map(|effect| effect.headline.article.id).collect::<Vec<_>>()
            };
            self.tag(
                &those(|effect| !effect.tags.is_empty()),
                &TagChange { add: rule.tags, remove: Vec::new() },
            )?;
            self.mark(&those(|effect| effect.star), MarkChange::Starred(true))?;
            self.mark(&those(|effect| effect.read), MarkChange::Read(true))?;
            done.extend(effects);
        }
        Ok(done)
    }

    /// The tags of an article.
    pub fn tags_of(&self, id: ArticleId) -> Result<Vec<String>, AppError> {
        Ok(self.store.tags_of(id)?)
    }

    /// Every tag with how many articles bear it, in alphabetical order.
    pub fn tags(&self) -> Result<Vec<(String, usize)>, AppError> {
        let mut counts = std::collections::BTreeMap::new();
        for tag in self.store.tags()?.into_values().flatten() {
            *counts.entry(tag).or_insert(0) += 1;
        }
        Ok(counts.into_iter().collect())
    }

    /// Gives and takes tags; gives back the articles whose tags were others before.
    pub fn tag(&self, ids: &[ArticleId], change: &TagChange) -> Result<Vec<ArticleId>, AppError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let changed = self.in_step(|| Ok(self.store.tag(ids, change)?))?;
        self.index_tagged(&changed, change);
        Ok(changed)
    }

    /// The day by the library's clock, where the reader is.
    pub fn today(&self) -> Date {
        TimeZone::system().to_datetime(self.now()).date()
    }
}
