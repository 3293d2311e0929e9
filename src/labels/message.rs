//! Something to be said, before it is put into words.

/// Something to be said to the reader: a label's key and what fills its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Key in `assets/labels`.
    pub key: &'static str,
    /// Names and values of its places.
    pub arguments: Vec<(&'static str, Value)>,
}

impl Message {
    /// A message without places.
    pub fn new(key: &'static str) -> Message {
        Message { key, arguments: Vec::new() }
    }

    /// The message with a place filled by text.
    pub fn with(mut self, name: &'static str, text: impl Into<String>) -> Message {
        self.arguments.push((name, Value::Text(text.into())));
        self
    }

    /// The message with a place filled by a number.
    pub fn count(mut self, name: &'static str, count: u64) -> Message {
        self.arguments.push((name, Value::Count(count)));
        self
    }

    /// The message with a place filled by another message.
    pub fn because(mut self, name: &'static str, inner: Message) -> Message {
        self.arguments.push((name, Value::Label(Box::new(inner))));
        self
    }
}

/// What fills a label's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number, from which the plural is chosen.
    Count(u64),
    /// Another label, said in the same language.
    Label(Box<Message>),
}

/// The text with each control character replaced by a blank.
pub(super) fn without_controls(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
