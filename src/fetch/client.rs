//! The client: one request with its redirects, within bounds of time, size and courtesy.

use std::collections::{BTreeMap, HashMap};
use std::error::Error as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{self, HeaderMap, HeaderName};
use reqwest::{RequestBuilder, Response};
use tokio::sync::{OnceCell, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout, timeout_at};
use url::Url;

use super::decompress::{Decompressed, decompress};
use super::network::{LeadsToPrivate, PublicResolver};
use super::redirect::{Chain, is_redirect, literal_private};
use super::robots::{self, Robots};
use super::{FetchError, Phase, local};

/// Connections in all.
const CONNECTIONS: usize = 16;
/// Connections to one host.
const CONNECTIONS_A_HOST: usize = 2;
/// Longest body that waits for no turn, in bytes.
const SMALL: usize = 1 << 20;
/// Bodies longer than that, at once.
const LARGE_AT_ONCE: usize = 1;

/// How the client presents itself and how it reaches the network.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether nothing at all is sent over the network.
    pub offline: bool,
    /// The `User-Agent` header.
    pub user_agent: String,
    /// A proxy for everything; else the environment's (`HTTPS_PROXY` and the like).
    pub proxy: Option<String>,
    /// Certificates, in PEM, that are trusted beside the system's.
    pub authorities: Vec<Vec<u8>>,
    /// Time for a connection to stand.
    pub connect: Duration,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            offline: false,
            user_agent: concat!("vigie/", env!("CARGO_PKG_VERSION"), " (feed reader)").to_owned(),
            proxy: None,
            authorities: Vec::new(),
            connect: Duration::from_secs(10),
        }
    }
}

/// Bounds of one fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of a body, both as it comes and decompressed.
    pub body: usize,
    /// Most redirects.
    pub redirects: usize,
    /// Time for an answer to begin, redirects each anew.
    pub first_byte: Duration,
    /// Time for everything, redirects included.
    pub whole: Duration,
}

impl Limits {
    /// For a feed: 10 MB.
    pub const FEED: Limits = Limits {
        body: 10_000_000,
        redirects: 8,
        first_byte: Duration::from_secs(15),
        whole: Duration::from_secs(30),
    };
    /// For a page: 5 MB.
    pub const PAGE: Limits = Limits { body: 5_000_000, ..Limits::FEED };
}

/// What a server gave to recognise an unchanged answer by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// The `ETag` header, as it came.
    pub etag: Option<String>,
    /// The `Last-Modified` header, as it came.
    pub last_modified: Option<String>,
}

/// The `Retry-After` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// So long after the answer.
    Delay(Duration),
    /// Not before.
    At(Timestamp),
}

/// What an address answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A body.
    Fetched(Fetched),
    /// Nothing changed since the validators were given.
    NotModified(NotModified),
}

/// A body and what came with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fetched {
    /// The address that answered, redirects followed.
    pub final_address: String,
    /// The address to ask from now on, when permanent redirects led there.
    pub moved_to: Option<String>,
    /// HTTP status code; 200 for a file.
    pub status: u16,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// Whether the body came to its end; if not, it is what came before the transfer broke off.
    pub whole: bool,
    /// The `Content-Type` header, charset included.
    pub content_type: Option<String>,
    /// To be given at the next fetch.
    pub validators: Validators,
    /// The `Cache-Control` header.
    pub cache_control: Option<String>,
    /// The `Expires` header.
    pub expires: Option<String>,
    /// The turn of a large body, for as long as it is in hand.
    pub held: Held,
    /// What came over the wire, for those who keep evidence; nothing for a file.
    pub wire: Option<Wire>,
}

/// The turn of a body that is not small: while somebody holds it, only one more such body is fetched. Two answers do not
/// differ by it.
#[derive(Debug, Clone, Default)]
pub struct Held(
    #[expect(dead_code, reason = "what counts is how long it is held")] Option<Arc<OwnedSemaphorePermit>>,
);

impl PartialEq for Held {
    fn eq(&self, _: &Held) -> bool {
        true
    }
}

impl Eq for Held {}

/// An HTTP answer as it came, before anything was undone but the framing of the connection.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wire {
    /// Version of the protocol: `http/1.1` or `h2`.
    pub protocol: &'static str,
    /// Status line and headers, with the empty line that ends them. HTTP/2 has no status line: it is written as that of
    /// HTTP/1.1.
    pub head: Vec<u8>,
    /// The body as received, when it was compressed; nothing when [`Fetched::body`] is it.
    pub packed: Option<Vec<u8>>,
}

/// What comes with "not modified".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NotModified {
    /// The address to ask from now on, when permanent redirects led there.
    pub moved_to: Option<String>,
    /// The `Cache-Control` header.
    pub cache_control: Option<String>,
    /// The `Expires` header.
    pub expires: Option<String>,
}

impl Wire {
    fn of(response: &Response) -> Wire {
        let protocol = match response.version() {
            reqwest::Version::HTTP_2 => "h2",
            reqwest::Version::HTTP_10 => "http/1.0",
            _ => "http/1.1",
        };
        let status = response.status();
        let reason = status.canonical_reason().unwrap_or_default();
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).into_bytes();
        for (name, value) in response.headers() {
            // The connection's chunks are gone: whoever reads the head later must not look for them.
            let mark = if *name == header::TRANSFER_ENCODING { "x-received-" } else { "" };
            head.extend_from_slice(format!("{mark}{name}: ").as_bytes());
            head.extend_from_slice(value.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"\r\n");
        Wire { protocol, head, packed: None }
    }
}

impl Fetched {
    /// An answer made again from what was kept of it: a head as in [`Wire`] (or nothing) and the body as received.
    /// `limit` is the most that its body may take once decompressed, in bytes. Nothing when the body cannot be read.
    pub fn again(
        address: &str,
        head: Option<&[u8]>,
        body: Vec<u8>,
        whole: bool,
        limit: usize,
    ) -> Option<Fetched> {
        let head = String::from_utf8_lossy(head.unwrap_or_default()).into_owned();
        let header = |wanted: &str| {
            let named = |line: &str| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case(wanted).then(|| value.trim().to_owned())
            };
            head.lines().skip(1).find_map(named)
        };
        let (body, whole) = match header("content-encoding") {
            None => (body, whole),
            Some(codings) => match decompress(body, &codings, limit) {
                Decompressed::Whole(bytes) => (bytes, whole),
                Decompressed::Cut(bytes) => (bytes, false),
                Decompressed::TooLarge | Decompressed::Corrupt(_) => return None,
            },
        };
        Some(Fetched {
            final_address: address.to_owned(),
            status: 200,
            body,
            whole,
            content_type: header("content-type"),
            ..Fetched::default()
        })
    }
}

/// Fetches addresses. Cheap to clone; clones share connections and their limits.
#[derive(Debug, Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

/// A site's robots.txt, and since when it is there or asked for.
type Asked = (Instant, Arc<OnceCell<Robots>>);

#[derive(Debug)]
struct Shared {
    offline: bool,
    connect: Duration,
    /// Reaches every address.
    direct: reqwest::Client,
    /// Reaches public addresses only; for what a public source redirects to.
    public: reqwest::Client,
    all: Arc<Semaphore>,
    large: Arc<Semaphore>,
    hosts: Mutex<HashMap<String, Arc<Semaphore>>>,
    contacts: Mutex<BTreeMap<String, u64>>,
    robots: Mutex<HashMap<String, Asked>>,
}

impl Client {
    /// A client with these options; fails when the proxy or a certificate is malformed, or no certificate is known at all.
    pub fn new(options: &Options) -> Result<Client, FetchError> {
        let direct = build(options, false)?;
        let public = build(options, true)?;
        let shared = Shared {
            offline: options.offline,
            connect: options.connect,
            direct,
            public,
            all: Arc::new(Semaphore::new(CONNECTIONS)),
            large: Arc::new(Semaphore::new(LARGE_AT_ONCE)),
            hosts: Mutex::default(),
            contacts: Mutex::default(),
            robots: Mutex::default(),
        };
        Ok(Client { shared: Arc::new(shared) })
    }

    /// Fetches an http, https or file address; `validators` are those of its last answer.
    ///
    /// Waits for its turn: at most two requests at once go to a host, sixteen in all. The time of waiting is not counted.
    pub async fn get(
        &self,
        address: &str,
        validators: &Validators,
        limits: &Limits,
    ) -> Result<Answer, FetchError> {
        let mut answer = self.get_held(address, validators, limits).await?;
        if let Answer::Fetched(fetched) = &mut answer {
            fetched.held = Held::default();
        }
        Ok(answer)
    }

    /// The same, for who works on one answer at a time: a large body keeps its turn until [`Fetched::held`] is let go, so that
    /// only few are in memory. Who holds it must not fetch meanwhile.
    pub async fn get_held(
        &self,
        address: &str,
        validators: &Validators,
        limits: &Limits,
    ) -> Result<Answer, FetchError> {
        let url = parse_address(address)?;
        if url.scheme() == "file" {
            return local::get(address, &url, validators, limits).await;
        }
        let address = &*shown(address);
        if self.shared.offline {
            return Err(FetchError::Offline { address: address.to_owned() });
        }
        let mut fetch =
            Fetch { shared: &self.shared, address, limits, chain: Chain::new(address, url), private: false };
        fetch.run(validators).await
    }

    /// Fetches a page that nobody asked for by name, if its site's robots.txt allows it; the file is read once a site and
    /// day.
    pub async fn get_page(
        &self,
        address: &str,
        validators: &Validators,
        limits: &Limits,
    ) -> Result<Answer, FetchError> {
        let url = parse_address(address)?;
        if url.scheme() != "file" && !self.shared.offline {
            let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
            let robots = self.robots_of(&url).await;
            if !robots.allow(path) {
                let for_now = robots == Robots::allowing_nothing();
                return Err(FetchError::Forbidden { address: shown(address), for_now });
            }
        }
        self.get(address, validators, limits).await
    }

    async fn robots_of(&self, url: &Url) -> Robots {
        let origin = url.origin().ascii_serialization();
        let cell = {
            let mut robots = self.shared.robots.lock().unwrap_or_else(PoisonError::into_inner);
            robots.retain(|_, (since, cell)| since.elapsed() < robots_hold(cell.get()));
            robots.entry(origin.clone()).or_insert_with(|| (Instant::now(), Arc::default())).1.clone()
        };
        cell.get_or_init(|| self.fetch_robots(format!("{origin}/robots.txt"))).await.clone()
    }

    async fn fetch_robots(&self, address: String) -> Robots {
        let limits = Limits { body: robots::LONGEST, ..Limits::PAGE };
        match self.get(&address, &Validators::default(), &limits).await {
            Ok(Answer::Fetched(fetched)) => Robots::read(&String::from_utf8_lossy(&fetched.body)),
            Err(FetchError::Status { status: 500.., .. }) => Robots::allowing_nothing(),
            // Without a file nothing is forbidden; a site that cannot be reached will say so for the page too.
            Ok(Answer::NotModified(_)) | Err(_) => Robots::allowing_all(),
        }
    }

    /// The hosts contacted by this client and its clones since this was last asked, with the number of requests.
    pub fn take_contacts(&self) -> Vec<(String, u64)> {
        let mut contacts = self.shared.contacts.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *contacts).into_iter().collect()
    }

    /// Every host contacted by this client and its clones, with the number of requests.
    pub fn contacts(&self) -> Vec<(String, u64)> {
        let contacts = self.shared.contacts.lock().unwrap_or_else(PoisonError::into_inner);
        contacts.iter().map(|(host, count)| (host.clone(), *count)).collect()
    }
}

/// An address as it may be shown, logged and kept: without the user and the password that may stand in it.
pub(super) fn shown(address: &str) -> String {
    let Ok(mut url) = Url::parse(address.trim()) else { return without_login(address) };
    if url.username().is_empty() && url.password().is_none() {
        return address.to_owned();
    }
    let gone = url.set_username("").and_then(|()| url.set_password(None));
    if gone.is_ok() { url.into() } else { without_login(address) }
}

/// The same for what is no address: whatever stands between `//` and the last `@` before the path.
fn without_login(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("//") else { return address.to_owned() };
    let host = rest.split('/').next().unwrap_or_default();
    match host.rfind('@') {
        Some(at) => format!("{scheme}//{}", &rest[at + 1..]),
        None => address.to_owned(),
    }
}

/// How long a site's rules hold (RFC 9309, 2.4); those that could not be had are asked for sooner.
fn robots_hold(rules: Option<&Robots>) -> Duration {
    let minutes = if rules == Some(&Robots::allowing_nothing()) { 10 } else { 24 * 60 };
    Duration::from_secs(60 * minutes)
}

/// An address that can be fetched.
fn parse_address(address: &str) -> Result<Url, FetchError> {
    let bad = || FetchError::BadAddress { address: shown(address) };
    let mut url = Url::parse(address.trim()).map_err(|_| bad())?;
    match url.scheme() {
        "http" | "https" if url.has_host() => {
            url.set_fragment(None);
            Ok(url)
        }
        "http" | "https" => Err(bad()),
        "file" => Ok(url),
        scheme => Err(FetchError::Scheme { address: shown(address), scheme: scheme.to_owned() }),
    }
}

fn build(options: &Options, public_only: bool) -> Result<reqwest::Client, FetchError> {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT_ENCODING, header::HeaderValue::from_static("gzip, br, zstd, deflate"));
    let mut builder = reqwest::Client::builder()
        .user_agent(&options.user_agent)
        .default_headers(headers)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(options.connect)
        .pool_max_idle_per_host(CONNECTIONS_A_HOST)
        .pool_idle_timeout(Duration::from_secs(20))
        .referer(false);
    let failed = |error: reqwest::Error| FetchError::NotTrusted {
        address: shown(options.proxy.as_deref().unwrap_or_default()),
        reason: innermost(&error),
    };
    if let Some(proxy) = &options.proxy {
        builder = builder.proxy(reqwest::Proxy::all(proxy).map_err(failed)?);
    }
    if !options.authorities.is_empty() {
        let read = |pem: &Vec<u8>| reqwest::Certificate::from_pem_bundle(pem);
        let read: Result<Vec<_>, _> = options.authorities.iter().map(read).collect();
        builder = builder.tls_certs_merge(read.map_err(failed)?.into_iter().flatten());
    }
    if public_only {
        builder = builder.dns_resolver(PublicResolver::shared());
    }
    builder.build().map_err(failed)
}

/// A body as it came.
struct Body {
    bytes: Vec<u8>,
    /// Whether it came to its end.
    whole: bool,
    /// Held by a body that is not small.
    turn: Option<OwnedSemaphorePermit>,
}

/// One fetch on its way.
struct Fetch<'a> {
    shared: &'a Shared,
    address: &'a str,
    limits: &'a Limits,
    chain: Chain,
    /// Whether the source itself lies in a private network.
    private: bool,
}

impl Fetch<'_> {
    async fn run(&mut self, validators: &Validators) -> Result<Answer, FetchError> {
        let mut deadline = None;
        loop {
            let _turn = self.turn().await;
            let deadline = *deadline.get_or_insert_with(|| Instant::now() + self.limits.whole);
            let response = self.send(validators, deadline).await?;
            let status = response.status().as_u16();
            if self.chain.is_first() {
                self.private = response.remote_addr().is_some_and(|peer| super::is_private(peer.ip()))
                    || literal_private(self.chain.current());
            }
            if is_redirect(status) {
                let location = text_of(response.headers(), &header::LOCATION);
                self.chain.follow(status, location.as_deref(), self.private, self.limits)?;
                continue;
            }
            return self.take(response, deadline).await;
        }
    }

    /// Waits until a connection to this host and one in all are free.
    async fn turn(&self) -> (OwnedSemaphorePermit, OwnedSemaphorePermit) {
        let host = host_of(self.chain.current());
        let semaphore = {
            let mut hosts = self.shared.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            hosts.entry(host).or_insert_with(|| Arc::new(Semaphore::new(CONNECTIONS_A_HOST))).clone()
        };
        // The host's first: who waits for a slow host must not keep others from theirs.
        let of_host = semaphore.acquire_owned().await.expect("semaphores are never closed");
        let of_all = self.shared.all.clone().acquire_owned().await.expect("semaphores are never closed");
        (of_host, of_all)
    }

    async fn send(&self, validators: &Validators, deadline: Instant) -> Result<Response, FetchError> {
        let url = self.chain.current().clone();
        self.count(&url);
        let client =
            if self.chain.is_first() || self.private { &self.shared.direct } else { &self.shared.public };
        let request = conditional(client.get(url), validators);
        let allowed = self.limits.first_byte.min(deadline.saturating_duration_since(Instant::now()));
        match timeout(allowed, request.send()).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(self.explain(&error)),
            Err(_) => Err(self.timed_out(Phase::FirstByte, self.limits.first_byte)),
        }
    }

    fn count(&self, url: &Url) {
        let mut contacts = self.shared.contacts.lock().unwrap_or_else(PoisonError::into_inner);
        *contacts.entry(host_of(url)).or_default() += 1;
    }

    async fn take(&self, response: Response, deadline: Instant) -> Result<Answer, FetchError> {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let header = |name: HeaderName| text_of(&headers, &name);
        let moved_to = self.chain.moved_to();
        let cache_control = header(header::CACHE_CONTROL);
        let expires = header(header::EXPIRES);
        if status == 304 {
            return Ok(Answer::NotModified(NotModified { moved_to, cache_control, expires }));
        }
        if !response.status().is_success() {
            let retry_after = header(header::RETRY_AFTER).and_then(|text| read_retry_after(&text));
            return Err(FetchError::Status { address: self.address.to_owned(), status, retry_after });
        }
        let mut wire = Wire::of(&response);
        let body = self.body(response, deadline).await?;
        let coding = header(header::CONTENT_ENCODING);
        wire.packed = coding.is_some().then(|| body.bytes.clone());
        let (body, whole, turn) = self.decompress(body, coding).await?;
        let held = Held(turn.filter(|_| body.len() > SMALL).map(Arc::new));
        Ok(Answer::Fetched(Fetched {
            final_address: shown(self.chain.current().as_str()),
            moved_to,
            status,
            body,
            whole,
            content_type: header(header::CONTENT_TYPE),
            validators: Validators {
                etag: header(header::ETAG),
                last_modified: header(header::LAST_MODIFIED),
            },
            cache_control,
            expires,
            held,
            wire: Some(wire),
        }))
    }

    /// The body as it comes.
    async fn body(&self, mut response: Response, deadline: Instant) -> Result<Body, FetchError> {
        let announced = response.content_length().unwrap_or(0);
        if announced > self.limits.body as u64 {
            return Err(self.too_large());
        }
        let mut deadline = deadline;
        let mut turn = None;
        let mut bytes = Vec::with_capacity(usize::try_from(announced).unwrap_or(0).min(64 << 10));
        loop {
            match timeout_at(deadline, response.chunk()).await {
                Err(_) => return Err(self.timed_out(Phase::Body, self.limits.whole)),
                Ok(Ok(Some(chunk))) if bytes.len() + chunk.len() > self.limits.body => {
                    return Err(self.too_large());
                }
                Ok(Ok(Some(chunk))) => bytes.extend_from_slice(&chunk),
                Ok(Ok(None)) => return Ok(Body { bytes, whole: true, turn }),
                Ok(Err(error)) if bytes.is_empty() => return Err(self.broken(innermost(&error))),
                Ok(Err(_)) => return Ok(Body { bytes, whole: false, turn }),
            }
            if bytes.len() > SMALL && turn.is_none() {
                let asked = Instant::now();
                turn = Some(self.large_turn().await);
                deadline += asked.elapsed();
            }
        }
    }

    /// Waits until another large body may be held; so few are held at once that memory is bounded.
    async fn large_turn(&self) -> OwnedSemaphorePermit {
        self.shared.large.clone().acquire_owned().await.expect("semaphores are never closed")
    }

    async fn decompress(
        &self,
        body: Body,
        codings: Option<String>,
    ) -> Result<(Vec<u8>, bool, Option<OwnedSemaphorePermit>), FetchError> {
        let Some(codings) = codings else { return Ok((body.bytes, body.whole, body.turn)) };
        if let Some(small) = undone_small(&body, &codings).await {
            return Ok((small.0, small.1, body.turn));
        }
        // It becomes a large one.
        let turn = match body.turn {
            Some(turn) => turn,
            None => self.large_turn().await,
        };
        let limit = self.limits.body;
        let done = tokio::task::spawn_blocking(move || decompress(body.bytes, &codings, limit)).await;
        match done.unwrap_or_else(|error| Decompressed::Corrupt(error.to_string())) {
            Decompressed::Whole(bytes) => Ok((bytes, body.whole, Some(turn))),
            Decompressed::Cut(bytes) => Ok((bytes, false, Some(turn))),
            Decompressed::TooLarge => Err(self.too_large()),
            Decompressed::Corrupt(reason) => Err(self.broken(reason)),
        }
    }

    // --- what failed ---

    fn too_large(&self) -> FetchError {
        FetchError::TooLarge { address: self.address.to_owned(), limit: self.limits.body }
    }

    fn broken(&self, reason: String) -> FetchError {
        FetchError::Broken { address: self.address.to_owned(), reason }
    }

    fn timed_out(&self, phase: Phase, allowed: Duration) -> FetchError {
        FetchError::TimedOut { address: self.address.to_owned(), phase, allowed }
    }

    fn explain(&self, error: &reqwest::Error) -> FetchError {
        let address = self.address.to_owned();
        let reason = innermost(error);
        if has_cause::<LeadsToPrivate>(error) {
            return FetchError::PrivateRedirect { address, target: shown(self.chain.current().as_str()) };
        }
        if error.is_timeout() {
            return self.timed_out(Phase::Connect, self.shared.connect);
        }
        if error.is_dns() || reason.contains("lookup address") || reason.contains("not known") {
            let host = self.chain.current().host_str().unwrap_or_default().to_owned();
            return FetchError::UnknownHost { address, host };
        }
        if mentions_trust(error) {
            return FetchError::NotTrusted { address, reason };
        }
        if error.is_connect() { FetchError::NoConnection { address, reason } } else { self.broken(reason) }
    }
}

/// A compressed body that is small and stays so, and whether it came to its end; nothing when it does not, or is corrupt.
async fn undone_small(body: &Body, codings: &str) -> Option<(Vec<u8>, bool)> {
    if body.turn.is_some() {
        return None;
    }
    let (bytes, codings) = (body.bytes.clone(), codings.to_owned());
    let done = tokio::task::spawn_blocking(move || decompress(bytes, &codings, SMALL)).await.ok()?;
    match done {
        Decompressed::Whole(bytes) => Some((bytes, body.whole)),
        Decompressed::Cut(bytes) => Some((bytes, false)),
        Decompressed::TooLarge | Decompressed::Corrupt(_) => None,
    }
}

fn conditional(request: RequestBuilder, validators: &Validators) -> RequestBuilder {
    let mut request = request;
    if let Some(etag) = &validators.etag {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    if let Some(last_modified) = &validators.last_modified {
        request = request.header(header::IF_MODIFIED_SINCE, last_modified);
    }
    request
}

/// Host and port, as limits and counts are kept by.
fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// A header's text; bytes beyond ASCII are read as UTF-8 as far as they are.
fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
}

/// Reads a `Retry-After` header: seconds or an HTTP date (RFC 9110, 10.2.3).
pub(super) fn read_retry_after(text: &str) -> Option<RetryAfter> {
    if let Ok(seconds) = text.trim().parse::<u64>() {
        return Some(RetryAfter::Delay(Duration::from_secs(seconds)));
    }
    jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text.trim()).ok().map(RetryAfter::At)
}

/// The words of the innermost cause, which are those that say something.
fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

fn has_cause<E: std::error::Error + 'static>(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if inner.is::<E>() {
            return true;
        }
        cause = inner.source();
    }
    false
}

fn mentions_trust(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(inner) = cause {
        let words = inner.to_string().to_ascii_lowercase();
        if words.contains("certificate") || words.contains("tls") || words.contains("handshake") {
            return true;
        }
        cause = inner.source();
    }
    false
}
