//! `file:` addresses.

use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use url::Url;

use super::client::{Answer, Fetched, NotModified, Validators};
use super::{FetchError, Limits};

/// Reads a local file; its time and length serve as its entity tag.
pub(super) async fn get(
    address: &str,
    url: &Url,
    validators: &Validators,
    limits: &Limits,
) -> Result<Answer, FetchError> {
    let failed = |reason: String| FetchError::File { address: address.to_owned(), reason };
    let path: PathBuf =
        url.to_file_path().map_err(|()| FetchError::BadAddress { address: address.to_owned() })?;
    let metadata = tokio::fs::metadata(&path).await.map_err(|error| failed(error.to_string()))?;
    // A pipe or a device could make the reader wait for ever.
    if !metadata.is_file() {
        return Err(failed("not a file".to_owned()));
    }
    if metadata.len() > limits.body as u64 {
        return Err(FetchError::TooLarge { address: address.to_owned(), limit: limits.body });
    }
    let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let etag = changed.map(|time| format!("\"{}-{}\"", time.as_nanos(), metadata.len()));
    if etag.is_some() && etag == validators.etag {
        return Ok(Answer::NotModified(NotModified::default()));
    }
    let body = tokio::fs::read(&path).await.map_err(|error| failed(error.to_string()))?;
    Ok(Answer::Fetched(Fetched {
        final_address: url.to_string(),
        status: 200,
        body,
        whole: true,
        validators: Validators { etag, last_modified: None },
        ..Fetched::default()
    }))
}
