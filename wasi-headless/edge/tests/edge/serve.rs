//! `edgeboy-edge serve` as a process: its options, its logs, and its end.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::common::client::exchange;
use crate::common::rom;
use edgeboy_edge::server::rom_store::{hash, to_hex};
use serde_json::Value;

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_edgeboy-edge"));
    command.arg("--guest").arg(crate::common::guest_path());
    command.args(["--compiled", concat!(env!("CARGO_TARGET_TMPDIR"), "/compiled"), "serve"]);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A server's process.
struct Process {
    child: Child,
    address: SocketAddr,
    log: JoinHandle<String>,
}

impl Process {
    fn start(args: &[&str]) -> Process {
        let mut child = command(&[&["--listen", "127.0.0.1:0"], args].concat()).spawn().unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut log = String::new();
            stderr.read_to_string(&mut log).unwrap();
            log
        });
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("{line:?}")).parse().unwrap();
        Process { child, address, log }
    }

    /// Asks the process to end, as a system does.
    fn terminate(&self) {
        let kill = format!("kill -TERM {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Waits for the end; gives the log of a process that ended well.
    fn end(mut self) -> String {
        assert!(self.child.wait().unwrap().success());
        self.log.join().unwrap()
    }
}

/// What a process says that is refused its arguments.
fn refusal(args: &[&str]) -> String {
    let output = command(args).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{args:?}");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.starts_with("edgeboy-edge: ") && !stderr.contains("panic"), "{stderr}");
    stderr
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_served_beside_the_api() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page");
    fs::create_dir_all(page.join("assets")).unwrap();
    fs::write(page.join("index.html"), "<h1>page</h1>").unwrap();
    fs::write(page.join("assets/a.js"), "1").unwrap();
    fs::write(folder.path().join("secret"), "secret").unwrap();
    let process = Process::start(&["--page", text(&page)]);
    let get = async |path| exchange(process.address, "GET", path, &[], "").await;
    for (path, media, body) in
        [("/", "text/html", "<h1>page</h1>"), ("/assets/a.js", "text/javascript", "1")]
    {
        let reply = get(path).await;
        assert_eq!((reply.status, reply.text().as_str()), (200, body));
        assert_eq!(reply.header("content-type"), Some(media));
        // By these two a page may share memory between its threads.
        assert_eq!(reply.header("cross-origin-opener-policy"), Some("same-origin"));
        assert_eq!(reply.header("cross-origin-embedder-policy"), Some("require-corp"));
    }
    for path in ["/none", "/../secret", "/%2e%2e/secret", "/assets/..%2f..%2fsecret"] {
        assert_eq!(get(path).await.status, 404, "{path}");
    }
    let reply = exchange(process.address, "POST", "/v1/render?frames=1", &[], rom()).await;
    assert!(reply.body.starts_with(b"\x89PNG"), "{}", reply.text());
    process.terminate();
    process.end();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_roms_of_a_folder_are_known() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.gb"), rom()).unwrap();
    let process = Process::start(&["--rom-dir", text(folder.path())]);
    let path = format!("/v1/frame.png?rom={}&frames=1", to_hex(&hash(&rom())));
    assert_eq!(exchange(process.address, "GET", &path, &[], "").await.status, 200);
    process.terminate();
    process.end();
}

#[tokio::test(flavor = "multi_thread")]
async fn logs_name_each_request() {
    let process = Process::start(&["--json-logs"]);
    let given = [("x-request-id", "mine")];
    exchange(process.address, "POST", "/v1/render?frames=x", &given, rom()).await;
    let made = exchange(process.address, "GET", "/healthz", &[], "").await;
    process.terminate();
    let log = process.end();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told = |id: &str, path: &str, status: u16| {
        lines.iter().any(|line| {
            let (span, fields) = (&line["span"], &line["fields"]);
            span["id"] == id && span["path"] == path && fields["status"] == status
        })
    };
    assert!(told("mine", "/v1/render", 422), "{log}");
    assert!(told(made.header("x-request-id").unwrap(), "/healthz", 200), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_terminated_answers_what_has_begun() {
    let process = Process::start(&[]);
    let address = process.address;
    let answer = tokio::spawn(async move {
        exchange(address, "POST", "/v1/render?frames=3000", &[], rom()).await
    });
    while !exchange(address, "GET", "/metrics", &[], "").await.text().contains("edgeboy_running 1")
    {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    process.terminate();
    assert_eq!(answer.await.unwrap().status, 200);
    process.end();
}

#[test]
fn a_configuration_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("edge.toml");
    for (contents, part) in
        [("[limits]\nframs = 1", "unknown field `frams`"), ("[server]\nworkers = 0", "workers")]
    {
        fs::write(&path, contents).unwrap();
        let message = refusal(&["--config", text(&path)]);
        assert!(message.contains(part) && message.contains("edge.toml"), "{message}");
    }
    let message = refusal(&["--config", "no/such/file"]);
    assert!(message.contains("no/such/file: No such file"), "{message}");
    let message = refusal(&["--rom-dir", "no/such/folder"]);
    assert!(message.contains("no/such/folder"), "{message}");
}

#[test]
#[cfg(unix)]
fn machine_code_of_others_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_edgeboy-edge"))
        .args(["--compiled", text(folder.path()), "--guest"])
        .arg(crate::common::guest_path())
        .arg("serve")
        .output()
        .unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr.contains("chmod 700"), "{stderr}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
