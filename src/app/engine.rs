//! The engine of facts, made of the rules in the program.

use crate::facts::Engine;

/// Makes the engine ready; dear, so once in a process.
pub fn engine() -> Engine {
    Engine::default()
}
