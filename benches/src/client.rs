//! An HTTP client that can also misbehave.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread::sleep;
use std::time::Duration;

/// Nothing takes longer than this.
const PATIENCE: Duration = Duration::from_mins(1);

/// An answer, read whole.
#[derive(Debug, Default)]
pub struct Reply {
    /// The status code; 0 if there was no answer.
    pub status: u16,
    /// The status line and the headers.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A client of one server, with a connection for each request.
#[derive(Clone, Copy, Debug)]
pub struct Client(SocketAddr);

impl Client {
    /// A client of the server at this address.
    pub fn new(server: SocketAddr) -> Client {
        Client(server)
    }

    /// Posts a body.
    pub fn post(&self, path: &str, body: &[u8]) -> Reply {
        self.send("POST", path, "", body)
    }

    /// Sends a request; each further header ends in a new line.
    pub fn send(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Reply {
        let Some(mut stream) = self.begin(method, path, headers, body.len() as u64) else {
            return Reply::default();
        };
        // A server that refuses may close its end before it has read all.
        let _ = stream.write_all(body);
        read(stream)
    }

    /// Sends these bytes, whether they are HTTP or not.
    pub fn send_raw(&self, bytes: &[u8]) -> Reply {
        let Some(mut stream) = self.connect() else { return Reply::default() };
        let _ = stream.write_all(bytes);
        read(stream)
    }

    /// Says that a body of this size will come, and sends none of it.
    pub fn claim(&self, path: &str, size: u64) -> Reply {
        self.begin("POST", path, "", size).map(read).unwrap_or_default()
    }

    /// Posts a body byte by byte, until it is all there or the server has had enough.
    pub fn dribble(&self, path: &str, body: &[u8], pause: Duration) -> Reply {
        let Some(mut stream) = self.begin("POST", path, "", body.len() as u64) else {
            return Reply::default();
        };
        let mut answer = Vec::new();
        let mut piece = [0; 4096];
        let _ = stream.set_read_timeout(Some(pause));
        for byte in body {
            if stream.write_all(&[*byte]).is_err() {
                break;
            }
            // Reading is what the pause is spent with, so that an answer ends it.
            if let Ok(length) = stream.read(&mut piece) {
                answer.extend_from_slice(&piece[..length]);
                break;
            }
        }
        let _ = stream.set_read_timeout(Some(PATIENCE));
        let _ = stream.read_to_end(&mut answer);
        parse(&answer)
    }

    /// Posts a body of which it sends so many bytes, and after a while goes away.
    pub fn abort(&self, path: &str, body: &[u8], sent: usize, after: Duration) {
        if let Some(mut stream) = self.begin("POST", path, "", body.len() as u64) {
            let _ = stream.write_all(&body[..sent]);
            sleep(after);
        }
    }

    fn connect(&self) -> Option<TcpStream> {
        let stream = TcpStream::connect(self.0).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        stream.set_nodelay(true).ok()?;
        Some(stream)
    }

    fn begin(&self, method: &str, path: &str, headers: &str, size: u64) -> Option<TcpStream> {
        let mut stream = self.connect()?;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: edge\r\nconnection: close\r\n\
             content-length: {size}\r\n{headers}\r\n"
        );
        stream.write_all(head.as_bytes()).ok()?;
        Some(stream)
    }
}

/// Reads an answer whose end is that of the connection.
fn read(mut stream: TcpStream) -> Reply {
    let mut bytes = Vec::new();
    // What had come when the connection broke may be a whole answer.
    let _ = stream.read_to_end(&mut bytes);
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> Reply {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Reply::default();
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    Reply { status: status.unwrap_or_default(), head, body: bytes[end + 4..].to_vec() }
}
