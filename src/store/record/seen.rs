//! The archived record that has a payload.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::archive::{Appended, Earlier, Received, RecordId};
use crate::store::envelope::Damage;

use super::instant_of;

/// The version that is written.
pub(in crate::store) const SEEN: u8 = 1;

/// An archived record as stored: its file, its name, its date (milliseconds since 1970), its address.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct SeenV1 {
    pub(in crate::store) file: String,
    id: [u8; 16],
    at: i64,
    address: String,
}

impl SeenV1 {
    pub(in crate::store) fn of(received: &Received, appended: &Appended) -> SeenV1 {
        SeenV1 {
            file: appended.file.clone(),
            id: appended.id.0,
            at: received.at.as_millisecond(),
            address: received.address.clone(),
        }
    }

    pub(in crate::store) fn earlier(self) -> Result<Earlier, Damage> {
        let at: Timestamp = instant_of(self.at)?;
        Ok(Earlier { id: RecordId(self.id), address: self.address, at })
    }
}
