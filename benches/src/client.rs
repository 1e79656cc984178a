//! An HTTP client that can also misbehave.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Nothing takes longer than this.
const PATIENCE: Duration = Duration::from_secs(60);

/// An answer, read whole.
#[derive(Debug, Default)]
pub struct Reply {
    /// The status code; 0 if there was no answer.
    pub status: u16,
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
        let Some(mut stream) = self.begin(path, body.len() as u64) else { return Reply::default() };
        // A server that refuses may close its end before it has read all.
        let _ = stream.write_all(body);
        read(stream)
    }

    /// Says that a body of this size will come, and sends none of it.
    pub fn claim(&self, path: &str, size: u64) -> Reply {
        self.begin(path, size).map(read).unwrap_or_default()
    }

    /// Posts a body and goes away before there can be an answer.
    pub fn abort(&self, path: &str, body: &[u8]) {
        if let Some(mut stream) = self.begin(path, body.len() as u64) {
            let _ = stream.write_all(body);
        }
    }

    fn begin(&self, path: &str, size: u64) -> Option<TcpStream> {
        let mut stream = TcpStream::connect(self.0).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        stream.set_nodelay(true).ok()?;
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: edge\r\nconnection: close\r\ncontent-length: {size}\r\n\r\n"
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
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Reply::default();
    };
    let head = String::from_utf8_lossy(&bytes[..end]);
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    Reply { status: status.unwrap_or_default(), body: bytes[end + 4..].to_vec() }
}
