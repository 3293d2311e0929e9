//! A web server on loopback that answers as it is told to, badly if need be; for every test that fetches.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// Path and query.
    pub(crate) path: String,
    /// Header names in lower case.
    pub(crate) headers: HashMap<String, String>,
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Body,
}

#[derive(Debug, Clone)]
enum Body {
    /// Sent at once, with its length.
    Whole(Vec<u8>),
    /// Less than the announced length is sent, then the connection closes.
    Cut { sent: Vec<u8>, announced: usize },
    /// Sent again and again, without length, as long as somebody listens.
    Endless(Vec<u8>),
    /// Sent byte by byte with a pause before each.
    Dripping { bytes: Vec<u8>, pause: Duration },
    /// Nothing, not even a status, until the other side leaves.
    Silence,
    /// The connection closes at once.
    Closed,
    /// These bytes instead of an answer.
    Raw(Vec<u8>),
}

impl Reply {
    /// A status with a body.
    pub(crate) fn new(status: u16, body: impl Into<Vec<u8>>) -> Reply {
        Reply { status, headers: Vec::new(), body: Body::Whole(body.into()) }
    }

    /// 200 with a feed.
    pub(crate) fn feed(body: impl Into<Vec<u8>>) -> Reply {
        Reply::new(200, body).with("Content-Type", "application/xml")
    }

    /// A redirect.
    pub(crate) fn redirect(status: u16, to: &str) -> Reply {
        Reply::new(status, "").with("Location", to)
    }

    /// A body that breaks off before the announced length.
    pub(crate) fn cut(sent: impl Into<Vec<u8>>, announced: usize) -> Reply {
        Reply { body: Body::Cut { sent: sent.into(), announced }, ..Reply::new(200, "") }
    }

    /// A body without end.
    pub(crate) fn endless(piece: impl Into<Vec<u8>>) -> Reply {
        Reply { body: Body::Endless(piece.into()), ..Reply::new(200, "") }
    }

    /// A body that comes byte by byte.
    pub(crate) fn dripping(bytes: impl Into<Vec<u8>>, pause: Duration) -> Reply {
        Reply { body: Body::Dripping { bytes: bytes.into(), pause }, ..Reply::new(200, "") }
    }

    /// No answer.
    pub(crate) fn silence() -> Reply {
        Reply { body: Body::Silence, ..Reply::new(200, "") }
    }

    /// A connection closed without an answer.
    pub(crate) fn closed() -> Reply {
        Reply { body: Body::Closed, ..Reply::new(200, "") }
    }

    /// Bytes that need be no answer at all.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Reply {
        Reply { body: Body::Raw(bytes.into()), ..Reply::new(200, "") }
    }

    /// The answer with one more header.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Reply {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

type Answerer = dyn Fn(&Request) -> Reply + Send + Sync;

/// A server; it stops when it is dropped.
pub(crate) struct Server {
    address: String,
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
    stopping: Arc<AtomicBool>,
}

impl Server {
    /// Answers each request by calling `answer`.
    pub(crate) fn start(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
        let port = listener.local_addr().expect("a bound listener has an address").port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let stopping = Arc::new(AtomicBool::new(false));
        let answer: Arc<Answerer> = Arc::new(answer);
        let (seen, stop) = (requests.clone(), stopping.clone());
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                let (answer, seen, stop) = (answer.clone(), seen.clone(), stop.clone());
                if let Ok(stream) = stream {
                    thread::spawn(move || serve(stream, &*answer, &seen, &stop));
                }
            }
        });
        Server { address: format!("http://127.0.0.1:{port}"), port, requests, stopping }
    }

    /// Answers each path with its reply, others with 404.
    pub(crate) fn with_routes<const N: usize>(routes: [(&str, Reply); N]) -> Server {
        let routes: HashMap<String, Reply> =
            routes.into_iter().map(|(path, reply)| (path.to_owned(), reply)).collect();
        Server::start(move |request| {
            routes.get(&request.path).cloned().unwrap_or_else(|| Reply::new(404, "nothing here"))
        })
    }

    /// The absolute address of a path.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("no test panics while it holds the lock").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::Relaxed);
        // Wakes the listener.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

/// Answers the requests of one connection in turn.
fn serve(stream: TcpStream, answer: &Answerer, seen: &Mutex<Vec<Request>>, stop: &AtomicBool) {
    let Ok(reading) = stream.try_clone() else { return };
    let mut reader = BufReader::new(reading);
    let mut writer = stream;
    while let Some(request) = read_request(&mut reader) {
        let reply = answer(&request);
        seen.lock().expect("no test panics while it holds the lock").push(request);
        match send(&mut writer, &reply, stop) {
            Ok(true) => {}
            Ok(false) | Err(_) => return,
        }
    }
}

fn read_request(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = HashMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Some(Request { path, headers })
}

/// Sends a reply; whether the connection stays open for another.
fn send(writer: &mut TcpStream, reply: &Reply, stop: &AtomicBool) -> std::io::Result<bool> {
    match &reply.body {
        Body::Closed => Ok(false),
        Body::Raw(bytes) => writer.write_all(bytes).map(|()| false),
        Body::Silence => {
            // Ends when the other side leaves.
            let mut nothing = String::new();
            BufReader::new(writer.try_clone()?).read_line(&mut nothing)?;
            Ok(false)
        }
        Body::Whole(bytes) => {
            let mut message = head(reply, Some(bytes.len()));
            if reply.status != 304 {
                message.extend_from_slice(bytes);
            }
            writer.write_all(&message)?;
            Ok(true)
        }
        Body::Cut { sent, announced } => {
            writer.write_all(&head(reply, Some(*announced)))?;
            writer.write_all(sent)?;
            Ok(false)
        }
        Body::Endless(piece) => {
            writer.write_all(&head(reply, None))?;
            while !stop.load(Ordering::Relaxed) {
                writer.write_all(piece)?;
            }
            Ok(false)
        }
        Body::Dripping { bytes, pause } => {
            writer.write_all(&head(reply, None))?;
            for byte in bytes {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                thread::sleep(*pause);
                writer.write_all(&[*byte])?;
                writer.flush()?;
            }
            Ok(false)
        }
    }
}

fn head(reply: &Reply, length: Option<usize>) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} Status\r\n", reply.status);
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    match length {
        Some(length) if reply.status != 304 => head.push_str(&format!("Content-Length: {length}\r\n")),
        Some(_) => {}
        None => head.push_str("Connection: close\r\n"),
    }
    head.push_str("\r\n");
    head.into_bytes()
}
