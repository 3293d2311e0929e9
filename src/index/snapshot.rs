//! The index as it stood after a commit: what one search sees from beginning to end, whatever is written meanwhile.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{DocSet, IndexReader, TERMINATED, Term};

use super::bits::Bits;
use super::facts::Facts;
use super::overlay::{Laid, Overlay};
use super::schema::Fields;
use super::view::View;
use crate::domain::ArticleId;

/// How fast further occurrences of a word cease to count: the usual constants of BM25.
const SATURATION: f32 = 1.2;
const LENGTH_COUNTS: f32 = 0.75;

/// The segments and what is known of them together.
pub(super) struct Snapshot {
    pub(super) fields: Fields,
    pub(super) views: Vec<Arc<View>>,
    lengths: HashMap<Field, Box<[f32; 256]>>,
    documents: u64,
}

impl Snapshot {
    /// Opens what was last committed; segments that an earlier snapshot knows are not read again.
    pub(super) fn open(
        reader: &IndexReader,
        fields: Fields,
        overlay: &Overlay,
        earlier: Option<&Snapshot>,
    ) -> tantivy::Result<Snapshot> {
        let known: HashMap<SegmentId, &Arc<View>> = earlier
            .into_iter()
            .flat_map(|snapshot| &snapshot.views)
            .map(|view| (view.reader.segment_id(), view))
            .collect();
        let mut views = Vec::new();
        for segment in reader.searcher().segment_readers() {
            let known = known.get(&segment.segment_id());
            let same = known.filter(|view| view.reader.delete_opstamp() == segment.delete_opstamp());
            let facts: Option<Arc<Facts>> = known.map(|view| Arc::clone(&view.facts));
            views.push(match same {
                Some(view) => Arc::clone(view),
                None => Arc::new(View::open(segment, &fields, facts, overlay)?),
            });
        }
        let documents = views.iter().map(|view| u64::from(view.bound())).sum();
        let mut snapshot = Snapshot { fields, views, lengths: HashMap::new(), documents };
        for text in [fields.title, fields.body] {
            for field in [text.exact, text.french, text.english] {
                snapshot.lengths.insert(field, snapshot.lengths_in(field));
            }
        }
        Ok(snapshot)
    }

    /// What a document's length, as its coded norm, adds below the line of BM25.
    pub(super) fn lengths(&self, field: Field) -> &[f32; 256] {
        &self.lengths[&field]
    }

    fn lengths_in(&self, field: Field) -> Box<[f32; 256]> {
        let words: u64 = self.views.iter().map(|view| view.field(field).0.total_num_tokens()).sum();
        let mean = (words as f32 / self.documents.max(1) as f32).max(1.0);
        let mut table = Box::new([0.0; 256]);
        for (code, entry) in (0..=u8::MAX).zip(table.iter_mut()) {
            let length = FieldNormReader::id_to_fieldnorm(code) as f32;
            *entry = SATURATION * (1.0 - LENGTH_COUNTS + LENGTH_COUNTS * length / mean);
        }
        table
    }

    /// How rare a word is: the inverse document frequency of its exact form in bodies.
    pub(super) fn rarity(&self, word: &str) -> tantivy::Result<f32> {
        let field = self.fields.body.exact;
        let term = Term::from_field_text(field, word);
        let mut holding = 0;
        for view in &self.views {
            holding += u64::from(view.field(field).0.doc_freq(&term)?);
        }
        let (holding, all) = (holding as f32, self.documents as f32);
        Ok((1.0 + (all - holding + 0.5).max(0.0) / (holding + 0.5)).ln())
    }

    /// How many articles are indexed.
    pub(super) fn count(&self) -> usize {
        self.views.iter().map(|view| view.alive.count()).sum()
    }

    /// The segment and document of an article.
    pub(super) fn find(&self, id: ArticleId) -> tantivy::Result<Option<(&View, u32)>> {
        let term = Term::from_field_bytes(self.fields.id, &id.0);
        for view in &self.views {
            let option = tantivy::schema::IndexRecordOption::Basic;
            let Some(mut postings) = view.field(self.fields.id).0.read_postings(&term, option)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if view.alive.contains(postings.doc()) {
                    return Ok(Some((view, postings.doc())));
                }
                postings.advance();
            }
        }
        Ok(None)
    }

    /// Puts what is laid on an article in the place of what was.
    pub(super) fn lay_on(&self, id: ArticleId, laid: &Laid) -> tantivy::Result<()> {
        if let Some((view, doc)) = self.find(id)? {
            view.lay_on(doc, laid);
        }
        Ok(())
    }

    /// The number of each article that tells whether it must be indexed anew.
    pub(super) fn prints(&self) -> HashMap<ArticleId, u64> {
        let mut prints = HashMap::with_capacity(self.count());
        for view in &self.views {
            let alive: &Bits = &view.alive;
            prints.extend(alive.iter().map(|doc| (view.id(doc), view.print.get_val(doc))));
        }
        prints
    }
}
