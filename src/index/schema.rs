//! The fields of an indexed article.
//!
//! Title and body are indexed twice: by exact folded form with positions, for phrases and beginnings, and by stem in the
//! field of the article's language. Columns hold what is counted, compared and sorted by. Nothing is stored for reading:
//! the store has it.

use tantivy::schema::{
    BytesOptions, FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::analysis::{Folded, Stems};
use crate::domain::Language;

/// Names of columns, by which readers ask for them.
pub(super) mod column {
    pub(in crate::index) const ID_HIGH: &str = "id_high";
    pub(in crate::index) const ID_LOW: &str = "id_low";
    pub(in crate::index) const PUBLISHED: &str = "published";
    pub(in crate::index) const FETCHED: &str = "fetched";
    pub(in crate::index) const LANGUAGE: &str = "language";
    pub(in crate::index) const SIGNS: &str = "signs";
    pub(in crate::index) const PRINT: &str = "print";
    pub(in crate::index) const SOURCE: &str = "source";
    pub(in crate::index) const AUTHOR: &str = "author";
    pub(in crate::index) const TITLE: &str = "title_key";
    pub(in crate::index) const MEASURES: &str = "measures";
}

/// The fields of one text: exact forms, French stems, English stems.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextFields {
    pub(super) exact: Field,
    pub(super) french: Field,
    pub(super) english: Field,
}

impl TextFields {
    /// The field of stems of a language that has them.
    pub(super) fn stems(self, language: Language) -> Option<Field> {
        match language {
            Language::French => Some(self.french),
            Language::English => Some(self.english),
            Language::Other => None,
        }
    }
}

/// The fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) id: Field,
    pub(super) id_high: Field,
    pub(super) id_low: Field,
    pub(super) published: Field,
    pub(super) fetched: Field,
    pub(super) language: Field,
    pub(super) signs: Field,
    pub(super) print: Field,
    pub(super) source: Field,
    pub(super) author: Field,
    pub(super) title_key: Field,
    pub(super) measures: Field,
    pub(super) title: TextFields,
    pub(super) body: TextFields,
}

const EXACT: &str = "exact";
const FRENCH: &str = "french";
const ENGLISH: &str = "english";
/// The tokenizer of columns: the value as it stands.
const WHOLE: &str = "raw";

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let number = NumericOptions::default().set_fast();
    let whole = TextOptions::default().set_fast(WHOLE);
    let fields = Fields {
        id: builder.add_bytes_field("id", INDEXED),
        id_high: builder.add_u64_field(column::ID_HIGH, number.clone()),
        id_low: builder.add_u64_field(column::ID_LOW, number.clone()),
        published: builder.add_i64_field(column::PUBLISHED, FAST),
        fetched: builder.add_i64_field(column::FETCHED, FAST),
        language: builder.add_u64_field(column::LANGUAGE, number.clone()),
        signs: builder.add_u64_field(column::SIGNS, number.clone()),
        print: builder.add_u64_field(column::PRINT, number),
        source: builder.add_text_field(column::SOURCE, whole.clone()),
        author: builder.add_text_field(column::AUTHOR, whole.clone()),
        title_key: builder.add_text_field(column::TITLE, whole),
        measures: builder.add_bytes_field(column::MEASURES, BytesOptions::default().set_fast()),
        title: TextFields {
            exact: builder.add_text_field("title", indexed(EXACT, IndexRecordOption::WithFreqsAndPositions)),
            french: builder.add_text_field("title_fr", indexed(FRENCH, IndexRecordOption::WithFreqs)),
            english: builder.add_text_field("title_en", indexed(ENGLISH, IndexRecordOption::WithFreqs)),
        },
        body: TextFields {
            exact: builder.add_text_field("body", indexed(EXACT, IndexRecordOption::WithFreqsAndPositions)),
            french: builder.add_text_field("body_fr", indexed(FRENCH, IndexRecordOption::WithFreqs)),
            english: builder.add_text_field("body_en", indexed(ENGLISH, IndexRecordOption::WithFreqs)),
        },
    };
    (builder.build(), fields)
}

fn indexed(tokenizer: &str, option: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

/// The tokenizers that the schema names.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(EXACT, TextAnalyzer::from(Words { folded: Folded::default(), stems: None }));
    for (name, language) in [(FRENCH, Language::French), (ENGLISH, Language::English)] {
        let stems = Some(Stems::of(language));
        manager.register(name, TextAnalyzer::from(Words { folded: Folded::default(), stems }));
    }
    manager
}

/// Gives the words of a text to the index: exact forms, or the stems of those that have one.
#[derive(Clone)]
struct Words {
    folded: Folded,
    stems: Option<Stems>,
}

struct WordStream<'a> {
    words: &'a mut Words,
    next: usize,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.folded.read(text);
        WordStream { words: self, next: 0, token: Token::default() }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Words { folded, stems } = &mut *self.words;
        while self.next < folded.len() {
            let word = folded.word(self.next);
            let given = match stems {
                None => Some(word),
                Some(stems) => stems.stem(word),
            };
            self.token.position = self.next;
            self.next += 1;
            if let Some(given) = given {
                self.token.text.clear();
                self.token.text.push_str(given);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
