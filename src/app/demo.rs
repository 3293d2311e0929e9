//! The demonstration: a temporary library filled from feeds in the program; nothing is fetched, nothing is left behind.

use crate::assets;
use crate::config::Config;
use crate::domain::{FullText, Language, Source, SourceFormat, SourceId, Trust};
use crate::fetch::Fetched;

use super::error::AppError;
use super::library::Library;

/// What the addresses of demonstration feeds begin with; such an address is never fetched.
pub(super) const SCHEME: &str = "demo:";

impl Library {
    /// A temporary library filled with the demonstration's articles.
    pub fn demo(config: Config) -> Result<Library, AppError> {
        let library = Library::temporary(config)?;
        for (name, text) in assets::DEMO {
            let source = demo_source(name);
            library.follow(std::slice::from_ref(&source))?;
            let fetched = Fetched { body: text.as_bytes().to_vec(), ..Fetched::default() };
            let now = library.now();
            let batch = library
                .read_feed(&source, &fetched, now)
                .expect("a test reads every feed of the demonstration");
            library.keep(&source, batch, Vec::new())?;
        }
        Ok(library)
    }
}

/// `cnil.rss.xml` becomes the source `cnil`.
fn demo_source(name: &str) -> Source {
    let stem = name.split('.').next().unwrap_or(name);
    let address = format!("{SCHEME}{name}");
    Source {
        id: SourceId::from_name(stem).expect("the demonstration's files bear names of sources"),
        title: address.clone(),
        address,
        alternates: Vec::new(),
        format: SourceFormat::Feed,
        language: Language::Other,
        country: String::new(),
        trust: if stem.starts_with("cnil") { Trust::Authority } else { Trust::Press },
        tags: Vec::new(),
        full_text: FullText::Never,
    }
}
