//! Which keys ask for what, and where: `assets/keymap.toml`, and the reader's own file over it.
//!
//! Knows sequences, contexts and clashes. Leaves to `update` what an action does.

use std::collections::BTreeMap;

use super::action::Action;
use super::key::{Key, read_sequence};

macro_rules! contexts {
    ($($variant:ident = $name:literal, $meaning:literal;)*) => {
        /// Where keys are pressed. What a context does not bind, `everywhere` may, except while text is typed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Context {
            $(#[doc = $meaning] $variant,)*
        }

        impl Context {
            /// Every context.
            pub const ALL: &'static [Context] = &[$(Context::$variant),*];

            /// Its name in the keymap.
            pub const fn name(self) -> &'static str {
                match self { $(Context::$variant => $name),* }
            }
        }
    };
}

contexts! {
    Everywhere = "everywhere", "All panes.";
    Sources = "sources", "The pane of views and sources.";
    List = "list", "The list of articles.";
    Reader = "article", "The article.";
    Facts = "facts", "The facts of the article.";
    Ledger = "ledger", "The table of decisions.";
    Room = "room", "A case, a record, the figures, the health of sources.";
    Review = "review", "The queue of doubtful facts.";
    Prompt = "line", "A line of text being typed.";
    Picker = "choice", "A list to choose from, narrowed as one types.";
    Help = "help", "The help.";
}

impl Context {
    /// Whether characters are text there, so that bindings of `everywhere` do not hold.
    pub(super) const fn takes_text(self) -> bool {
        matches!(self, Context::Prompt | Context::Picker | Context::Help)
    }
}

/// What a sequence of keys leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Resolution {
    /// An action.
    Action(Action),
    /// More keys: what may follow.
    Prefix(Vec<(Key, Follow)>),
    /// Nothing.
    Nothing,
}

/// What a key after a prefix leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follow {
    /// An action.
    Action(Action),
    /// A longer sequence.
    Longer,
}

/// Something amiss in a keymap. It never keeps the rest from holding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapFault {
    /// The file is no TOML, with the parser's words.
    #[error("{0}")]
    NotToml(String),
    /// A table that is no context.
    #[error("no such place: {0}")]
    Context(String),
    /// A name that is no action.
    #[error("no such action: {0}")]
    Action(String),
    /// A text that is no sequence of keys.
    #[error("no such keys: {0}")]
    Keys(String),
    /// A sequence that one file gives to two actions in one context; the first keeps it.
    #[error("{keys} in {context}: {first} and {second}")]
    Clash {
        /// Where.
        context: &'static str,
        /// The sequence.
        keys: String,
        /// The action that keeps it.
        first: &'static str,
        /// The action that goes without.
        second: &'static str,
    },
    /// A sequence that begins a longer one, which can then never be typed.
    #[error("{keys} in {context} hides {longer}")]
    Hidden {
        /// Where.
        context: &'static str,
        /// The shorter sequence.
        keys: String,
        /// The longer one.
        longer: String,
    },
}

/// Sequences of a context, and what each asks for.
type Bindings = BTreeMap<Vec<Key>, Bound>;

/// A sequence and its place among those of its action.
type Placed = (usize, Vec<Key>);

/// What a sequence asks for, and its place among the sequences of that action: the first is the one that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bound {
    action: Action,
    place: usize,
}

/// Bindings of every context.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    bindings: BTreeMap<Context, Bindings>,
}

impl Keymap {
    /// Reads keymaps, each laid over those before it: a sequence bound again changes its meaning, and an action with an
    /// empty list loses its keys there.
    pub fn read(layers: &[&str]) -> (Keymap, Vec<KeymapFault>) {
        let mut keymap = Keymap::default();
        let mut faults = Vec::new();
        for layer in layers {
            keymap.lay(layer, &mut faults);
        }
        keymap.find_hidden(&mut faults);
        (keymap, faults)
    }

    fn lay(&mut self, text: &str, faults: &mut Vec<KeymapFault>) {
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                faults.push(KeymapFault::NotToml(error.to_string()));
                return;
            }
        };
        for (name, actions) in &table {
            match Context::ALL.iter().find(|context| context.name() == name) {
                Some(context) => self.lay_context(*context, actions, faults),
                None => faults.push(KeymapFault::Context(name.clone())),
            }
        }
    }

    fn lay_context(&mut self, context: Context, actions: &toml::Value, faults: &mut Vec<KeymapFault>) {
        let mut fresh = Bindings::new();
        for (name, written) in actions.as_table().into_iter().flatten() {
            let Some(action) = Action::from_name(name) else {
                faults.push(KeymapFault::Action(name.clone()));
                continue;
            };
            let sequences = read_sequences(written, faults);
            if sequences.is_empty() {
                self.bindings.entry(context).or_default().retain(|_, bound| bound.action != action);
            }
            for (place, keys) in sequences.into_iter().enumerate() {
                match fresh.get(&keys) {
                    Some(first) => faults.push(clash(context, &keys, first.action, action)),
                    None => _ = fresh.insert(keys, Bound { action, place }),
                }
            }
        }
        self.bindings.entry(context).or_default().extend(fresh);
    }

    fn find_hidden(&self, faults: &mut Vec<KeymapFault>) {
        for (context, bindings) in &self.bindings {
            for keys in bindings.keys() {
                for length in 1..keys.len() {
                    if bindings.contains_key(&keys[..length]) {
                        let (context, longer) = (context.name(), written(keys));
                        faults.push(KeymapFault::Hidden { context, keys: written(&keys[..length]), longer });
                    }
                }
            }
        }
    }

    /// What `keys` lead to in a context; its own bindings come before those of `everywhere`.
    pub(super) fn resolve(&self, context: Context, keys: &[Key]) -> Resolution {
        for (_, bindings) in self.in_reach(context) {
            if let Some(bound) = bindings.get(keys) {
                return Resolution::Action(bound.action);
            }
        }
        let follows = self.follows(context, keys);
        if follows.is_empty() { Resolution::Nothing } else { Resolution::Prefix(follows) }
    }

    fn follows(&self, context: Context, keys: &[Key]) -> Vec<(Key, Follow)> {
        let mut follows = BTreeMap::new();
        for (_, bindings) in self.in_reach(context) {
            for (sequence, bound) in bindings.iter().filter(|(sequence, _)| sequence.starts_with(keys)) {
                let Some(next) = sequence.get(keys.len()) else { continue };
                let is_last = sequence.len() == keys.len() + 1;
                let follow = if is_last { Follow::Action(bound.action) } else { Follow::Longer };
                follows.entry(*next).or_insert(follow);
            }
        }
        follows.into_iter().collect()
    }

    fn in_reach(&self, context: Context) -> impl Iterator<Item = (Context, &Bindings)> {
        let general =
            (!context.takes_text() && context != Context::Everywhere).then_some(Context::Everywhere);
        [Some(context), general]
            .into_iter()
            .flatten()
            .filter_map(|context| Some((context, self.bindings.get(&context)?)))
    }

    /// The bindings that hold in a context: its own first, then those of `everywhere`, each by action in the order of
    /// the help; sequences as the file has them.
    pub(super) fn held_in(&self, context: Context) -> Vec<(Action, Vec<Vec<Key>>)> {
        let mut by_action: BTreeMap<(bool, Action), Vec<Placed>> = BTreeMap::new();
        for (place, bindings) in self.in_reach(context) {
            for (keys, bound) in bindings {
                if self.resolve(context, keys) == Resolution::Action(bound.action) {
                    let held = by_action.entry((place != context, bound.action)).or_default();
                    if !held.iter().any(|(_, known)| known == keys) {
                        held.push((bound.place, keys.clone()));
                    }
                }
            }
        }
        let in_order = |mut sequences: Vec<Placed>| {
            sequences.sort();
            sequences.into_iter().map(|(_, keys)| keys).collect()
        };
        by_action.into_iter().map(|((_, action), sequences)| (action, in_order(sequences))).collect()
    }

    /// The sequence to show for an action in a context.
    pub(super) fn shown_for(&self, context: Context, action: Action) -> Option<&[Key]> {
        self.in_reach(context)
            .flat_map(|(_, bindings)| bindings)
            .filter(|(keys, bound)| {
                bound.action == action && self.resolve(context, keys) == Resolution::Action(action)
            })
            .min_by_key(|(keys, bound)| (bound.place, keys.len()))
            .map(|(keys, _)| keys.as_slice())
    }
}

fn read_sequences(written: &toml::Value, faults: &mut Vec<KeymapFault>) -> Vec<Vec<Key>> {
    let mut sequences = Vec::new();
    let single = written.as_str().into_iter();
    let several = written.as_array().into_iter().flatten().filter_map(toml::Value::as_str);
    for text in single.chain(several) {
        match read_sequence(text) {
            Some(keys) => sequences.push(keys),
            None => faults.push(KeymapFault::Keys(text.to_owned())),
        }
    }
    sequences
}

fn clash(context: Context, keys: &[Key], first: Action, second: Action) -> KeymapFault {
    let (first, second) = (first.name(), second.name());
    KeymapFault::Clash { context: context.name(), keys: written(keys), first, second }
}

/// A sequence as the keymap writes it.
fn written(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Context, Keymap, Resolution};
    use crate::tui::action::Action;
    use crate::tui::key::read_sequence;

    fn resolve(keymap: &Keymap, context: Context, keys: &str) -> Resolution {
        keymap.resolve(context, &read_sequence(keys).expect("keys"))
    }

    #[test]
    fn the_default_keymap_has_no_fault() {
        let (_, faults) = Keymap::read(&[crate::assets::KEYMAP]);
        assert_eq!(faults, []);
        let (_, faults) = Keymap::read(&[crate::assets::KEYMAP, crate::assets::KEYMAP_NEWSBOAT]);
        assert_eq!(faults, []);
    }

    #[test]
    fn a_place_comes_before_everywhere_and_a_later_file_before_an_earlier_one() {
        let first = "[everywhere]\nquit = ['q']\ndown = ['j']\n[list]\nopen = ['j']";
        let (keymap, faults) = Keymap::read(&[first, "[everywhere]\nhelp = 'q'"]);
        assert_eq!(faults, []);
        assert_eq!(resolve(&keymap, Context::List, "j"), Resolution::Action(Action::Open));
        assert_eq!(resolve(&keymap, Context::Reader, "j"), Resolution::Action(Action::Down));
        assert_eq!(resolve(&keymap, Context::List, "q"), Resolution::Action(Action::Help));
        assert_eq!(resolve(&keymap, Context::Prompt, "q"), Resolution::Nothing);
    }

    #[test]
    fn faults_are_told_and_the_rest_holds() {
        let text = "[nowhere]\n[list]\nfly = 'f'\nopen = ['<what>', 'o', 'g']\nquit = 'o'\ntop = 'gg'";
        let (keymap, faults) = Keymap::read(&[text]);
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "no such action: fly",
                "no such keys: <what>",
                "o in list: open and quit",
                "no such place: nowhere",
                "g in list hides g g",
            ]
        );
        assert_eq!(resolve(&keymap, Context::List, "o"), Resolution::Action(Action::Open));
    }

    #[test]
    fn an_empty_list_takes_the_keys_away() {
        let (keymap, faults) = Keymap::read(&["[list]\nopen = 'o'", "[list]\nopen = []"]);
        assert_eq!(faults, []);
        assert_eq!(resolve(&keymap, Context::List, "o"), Resolution::Nothing);
    }
}
