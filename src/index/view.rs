//! One segment as a search sees it: its readers opened once, its measures and what is laid on its documents beside it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use tantivy::columnar::{Column, ColumnValues, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, SegmentReader, TantivyError};

use super::bits::Bits;
use super::entry;
use super::facts::Facts;
use super::overlay::{Laid, LaidBits, Overlay};
use super::schema::{Fields, column};
use crate::domain::{ArticleId, Language};

/// Dictionary and postings of each field, and the lengths of its documents where words are counted.
type Words = HashMap<Field, (Arc<InvertedIndexReader>, Option<FieldNormReader>)>;

/// A segment.
pub(super) struct View {
    pub(super) reader: SegmentReader,
    /// Documents that are not deleted.
    pub(super) alive: Bits,
    /// When each document was published, in milliseconds; in memory, as every list is ordered by it.
    pub(super) published: Arc<[i64]>,
    pub(super) fetched: Arc<dyn ColumnValues<i64>>,
    pub(super) language: Arc<dyn ColumnValues<u64>>,
    pub(super) signs: Arc<dyn ColumnValues<u64>>,
    pub(super) print: Arc<dyn ColumnValues<u64>>,
    /// Number of its source in `sources`.
    pub(super) source: Arc<dyn ColumnValues<u64>>,
    pub(super) sources: Vec<String>,
    pub(super) author: Option<StrColumn>,
    pub(super) title: Option<StrColumn>,
    pub(super) facts: Arc<Facts>,
    words: Words,
    ids: Arc<[ArticleId]>,
    laid: RwLock<LaidBits>,
}

impl View {
    /// Opens a segment; `facts` are those of an earlier view of it.
    pub(super) fn open(
        reader: &SegmentReader,
        fields: &Fields,
        facts: Option<Arc<Facts>>,
        overlay: &Overlay,
    ) -> tantivy::Result<View> {
        let columns = reader.fast_fields();
        let facts = match facts {
            Some(facts) => facts,
            None => Arc::new(read_facts(reader)?),
        };
        let (sources, source) = read_sources(reader)?;
        let view = View {
            alive: alive(reader),
            published: whole(&*columns.column_first_or_default::<i64>(column::PUBLISHED)?, reader.max_doc())
                .into(),
            fetched: columns.column_first_or_default(column::FETCHED)?,
            language: columns.column_first_or_default(column::LANGUAGE)?,
            signs: columns.column_first_or_default(column::SIGNS)?,
            print: columns.column_first_or_default(column::PRINT)?,
            source,
            sources,
            author: columns.str(column::AUTHOR)?,
            title: columns.str(column::TITLE)?,
            facts,
            words: read_words(reader, fields)?,
            ids: read_ids(reader)?.into(),
            laid: RwLock::new(LaidBits::none(reader.max_doc())),
            reader: reader.clone(),
        };
        view.lay(overlay);
        Ok(view)
    }

    /// One more than the highest document.
    pub(super) fn bound(&self) -> u32 {
        self.reader.max_doc()
    }

    /// The identifier of a document.
    #[inline]
    pub(super) fn id(&self, doc: u32) -> ArticleId {
        self.ids[doc as usize]
    }

    /// The dictionary and postings of a field, and the lengths of its documents.
    pub(super) fn field(&self, field: Field) -> (&InvertedIndexReader, Option<&FieldNormReader>) {
        let (inverted, norms) = &self.words[&field];
        (inverted, norms.as_ref())
    }

    /// What is laid on the documents.
    pub(super) fn laid(&self) -> RwLockReadGuard<'_, LaidBits> {
        self.laid.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what is laid on every document from the whole.
    pub(super) fn lay(&self, overlay: &Overlay) {
        let mut laid = LaidBits::none(self.bound());
        for doc in 0..self.bound() {
            if let Some(on_article) = overlay.of(self.id(doc)) {
                laid.put(doc, on_article);
            }
        }
        *self.laid.write().unwrap_or_else(PoisonError::into_inner) = laid;
    }

    /// Puts what is laid on one document in the place of what was.
    pub(super) fn lay_on(&self, doc: u32, laid: &Laid) {
        self.laid.write().unwrap_or_else(PoisonError::into_inner).put(doc, laid);
    }

    /// The set of documents for which a column's value is as asked.
    pub(super) fn docs_where<T: Copy + PartialOrd + Default + Send + Sync + std::fmt::Debug + 'static>(
        &self,
        values: &Arc<dyn ColumnValues<T>>,
        mut holds: impl FnMut(T) -> bool,
    ) -> Bits {
        let mut buffer = [T::default(); 64];
        let mut bits = Bits::none(self.bound());
        let mut start = 0;
        while start < self.bound() {
            let length = 64.min(self.bound() - start);
            let block = &mut buffer[..length as usize];
            values.get_range(u64::from(start), block);
            (start..)
                .zip(block.iter())
                .filter(|(_, value)| holds(**value))
                .for_each(|(doc, _)| bits.insert(doc));
            start += length;
        }
        bits
    }
}

/// A column's values, document by document.
fn whole<T: Copy + PartialOrd + Default + Send + Sync + std::fmt::Debug + 'static>(
    values: &dyn ColumnValues<T>,
    bound: u32,
) -> Vec<T> {
    let mut all = vec![T::default(); bound as usize];
    values.get_range(0, &mut all);
    all
}

fn read_ids(reader: &SegmentReader) -> tantivy::Result<Vec<ArticleId>> {
    let columns = reader.fast_fields();
    let half = |name| {
        let column = columns.column_first_or_default::<u64>(name)?;
        tantivy::Result::Ok(whole(&*column, reader.max_doc()))
    };
    let (high, low) = (half(column::ID_HIGH)?, half(column::ID_LOW)?);
    let joined =
        |(high, low): (u64, u64)| ArticleId((u128::from(high) << 64 | u128::from(low)).to_be_bytes());
    Ok(high.into_iter().zip(low).map(joined).collect())
}

/// The number that stands for a language in its column.
pub(super) fn language_number(language: Language) -> u64 {
    match language {
        Language::Other => 0,
        Language::French => 1,
        Language::English => 2,
    }
}

fn alive(reader: &SegmentReader) -> Bits {
    match reader.alive_bitset() {
        Some(alive) => Bits::of(reader.max_doc(), |doc| alive.is_alive(doc)),
        None => Bits::all(reader.max_doc()),
    }
}

fn read_sources(reader: &SegmentReader) -> tantivy::Result<(Vec<String>, Arc<dyn ColumnValues<u64>>)> {
    let Some(column) = reader.fast_fields().str(column::SOURCE)? else {
        return Ok((
            vec![String::new()],
            Column::build_empty_column(reader.max_doc()).first_or_default_col(0),
        ));
    };
    let names = strings(&column)?;
    Ok((names, column.ords().clone().first_or_default_col(0)))
}

/// The distinct values of a column, in order.
pub(super) fn strings(column: &StrColumn) -> tantivy::Result<Vec<String>> {
    let mut values = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        values.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    Ok(values)
}

fn read_words(reader: &SegmentReader, fields: &Fields) -> tantivy::Result<Words> {
    let mut words = Words::new();
    let texts =
        [fields.title, fields.body].into_iter().flat_map(|text| [text.exact, text.french, text.english]);
    for field in texts.chain([fields.id]) {
        let norms = if field == fields.id { None } else { reader.fieldnorms_readers().get_field(field)? };
        words.insert(field, (reader.inverted_index(field)?, norms));
    }
    Ok(words)
}

fn read_facts(reader: &SegmentReader) -> tantivy::Result<Facts> {
    let mut facts = Facts::default();
    let Some(column) = reader.fast_fields().bytes(column::MEASURES)? else { return Ok(facts) };
    let mut values = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        let damaged = || TantivyError::SystemError("measures that cannot be read".to_owned());
        values.push(entry::open(stream.key()).ok_or_else(damaged)?);
    }
    for doc in 0..reader.max_doc() {
        if let Some(ordinal) = column.ords().first(doc) {
            facts.add(doc, values.get(ordinal as usize).map_or(&[], Vec::as_slice));
        }
    }
    Ok(facts)
}
