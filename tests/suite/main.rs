//! One test program: every file of the suite is named here, and a test sees that none is forgotten.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod app;
mod architecture;
mod archive;
mod brief;
mod cases;
mod config;
mod corrections;
mod crash;
mod decisions;
mod export;
mod facts;
mod feed;
mod fetch;
mod imports;
mod index;
mod ledger;
mod packaged;
mod purge;
mod query;
mod rebuild;
mod refresh;
mod server;
mod shelf;
mod sources;
mod store;
mod terminal;
mod tui;
mod whole_way;
