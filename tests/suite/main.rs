//! One test program: every file of the suite is named here, and a test sees that none is forgotten.

mod app;
mod architecture;
mod config;
mod export;
mod feed;
mod fetch;
mod index;
mod ledger;
mod query;
mod server;
mod store;
mod tui;
