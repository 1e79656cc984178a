//! Honest requests of all kinds, and what the right answers are.

use benches::client::{Client, Reply};
use edgeboy_api::call::Call;

/// A request with its right answer.
pub(crate) struct Request {
    method: &'static str,
    path: String,
    headers: String,
    body: Vec<u8>,
    status: u16,
    answer: Vec<u8>,
}

impl Request {
    pub(crate) fn send(&self, client: &Client) -> Reply {
        client.send(self.method, &self.path, &self.headers, &self.body)
    }

    pub(crate) fn is_right(&self, reply: &Reply) -> bool {
        reply.status == self.status && reply.body == self.answer
    }
}

/// The mix. The right answer is that of the native program wherever there is one.
pub(crate) fn mix(client: &Client) -> Vec<Request> {
    let mut mix: Vec<Request> = [
        ("format=png&frames=1", "--png=- --frames=1"),
        ("frames=60&model=cgb&input=5:START", "--png=- --frames=60 --model=cgb --input=5:START"),
        ("format=gif&frames=60", "--gif=- --frames=60"),
        ("format=wav&frames=30&rate=44100", "--wav=- --frames=30 --rate=44100"),
        ("format=raw&frames=30&every=10", "--raw=- --frames=30 --every=10"),
        ("format=json&frames=20&peek=C000:16", "--json --frames=20 --peek=C000:16"),
    ]
    .into_iter()
    .map(|(query, arguments)| Request {
        method: "POST",
        path: format!("/v1/render?{query}"),
        headers: String::new(),
        body: edgeboy_demo::ROM.to_vec(),
        status: 200,
        answer: native("render", arguments),
    })
    .collect();

    let put = Request {
        method: "PUT",
        path: "/v1/roms".to_owned(),
        headers: String::new(),
        body: edgeboy_demo::ROM.to_vec(),
        status: 200,
        answer: native("info", "--json"),
    };
    let known = put.send(client).text();
    let (_, rest) = known.split_once("\"sha256\": \"").expect("the ROM's SHA-256");
    let rom = &rest[..64];

    let path = format!("/v1/frame.png?rom={rom}&frames=60");
    let get = |method, headers: String, status, answer| Request {
        method,
        path: path.clone(),
        headers,
        body: Vec::new(),
        status,
        answer,
    };
    let head = get("HEAD", String::new(), 200, Vec::new());
    let answered = head.send(client).head;
    let tag = answered.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a tag");
    let condition = format!("if-none-match: {tag}\r\n");
    mix.push(get("GET", String::new(), 200, native("render", "--png=- --frames=60")));
    mix.push(get("GET", condition, 304, Vec::new()));
    mix.extend([head, put]);

    let body = format!("{{\"rom\": \"{rom}\", \"frames\": 10, \"input\": \"0:A\"}}").into_bytes();
    let mut step = Request {
        method: "POST",
        path: "/v1/step".to_owned(),
        headers: String::new(),
        body,
        status: 200,
        answer: Vec::new(),
    };
    // The first answer, when there is no load yet.
    step.answer = step.send(client).body;
    mix.push(step);
    mix
}

/// What the native program writes to standard output.
fn native(command: &str, arguments: &str) -> Vec<u8> {
    let arguments = [command, "rom"].into_iter().chain(arguments.split(' '));
    let call = Call::new(arguments).with_file("rom", edgeboy_demo::ROM.to_vec());
    edgeboy_headless::door::call(call).stdout
}
