//! The data files of `assets/`, embedded in the program.
//!
//! Knows where each file stands; leaves its meaning to the module that reads it. The core never names this module: data
//! arrives there as arguments.

/// The default settings, complete and commented.
pub const CONFIG: &str = include_str!("../assets/config.toml");
