//! The screen: a message changes the model, the model is drawn, effects go out and come back as messages.
//!
//! In reading order: [`Message`] and [`Effect`], the model, `update`, `layout`, `view`, the keymap, and the runtime, which
//! alone knows tokio, the terminal and the library. Everything else is pure: the same messages give the same screen.

mod action;
mod cells;
mod effect;
mod filter;
mod key;
mod keymap;
mod law;
mod layout;
mod linear;
mod message;
mod model;
mod page;
mod phrase;
mod runtime;
mod settings;
mod sheets;
mod shelf;
mod theme;
mod update;
mod view;

pub use action::Action;
pub use effect::{Effect, RequestId};
pub use key::{Key, KeyCode};
pub use keymap::{Context, Keymap, KeymapFault};
pub use message::{Message, Mouse, MouseAct, Turn};
pub use model::{Beginning, Model};
pub use runtime::{Options, run};
pub use settings::Settings;
pub use shelf::Shelf;
pub use theme::{Depth, Theme, ThemeFault};
pub use update::update;
pub use view::view;
