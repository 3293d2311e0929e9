//! Which articles a command is about: a query, flags that narrow it, or an identifier.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::failure::Failure;
use crate::app::{Found, Headline, Library};
use crate::domain::ArticleId;
use crate::export::ExportOptions;
use crate::labels::{Labels, Message};
