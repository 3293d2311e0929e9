//! One test program: every file of the suite is named here, and a test sees that none is forgotten.

mod architecture;
mod ledger;
