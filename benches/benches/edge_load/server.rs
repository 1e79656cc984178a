//! The server as a process: this program, started again.

use std::io::{self, BufRead, BufReader};
use std::process::{self, Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use benches::client::Client;
use benches::guest::guest;
use edgeboy_edge::config::Config;
use edgeboy_edge::sandbox::Sandbox;
use edgeboy_edge::server::Server;
use edgeboy_edge::server::rom_store::RomStore;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Tells this program that it is the server, and under which limits.
const VARIABLE: &str = "EDGEBOY_BENCH_SERVER";

/// The limits of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestLimits {
    /// As they are if nothing is configured.
    Usual,
    /// So short that 2,000 who exceed them do not take all day.
    Short,
}

/// The limits, if this process is to be the server.
pub(crate) fn asked_to_serve() -> Option<RequestLimits> {
    let value = std::env::var_os(VARIABLE)?;
    Some(if value == "Short" { RequestLimits::Short } else { RequestLimits::Usual })
}

/// Tells its address on standard output and serves, until standard input is at its end: whatever
/// ends the process that holds the other end of it, nothing stays behind.
pub(crate) fn serve(limits: RequestLimits) -> ! {
    let mut config = Config::default();
    if limits == RequestLimits::Short {
        config.limits.time_ms = 2_000;
        config.limits.body_ms = 500;
    }
    let sandbox = Sandbox::new(&guest(), None, config.pool()).expect("the guest compiles");
    let roms = RomStore::new(config.server.roms);
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        println!("{}", listener.local_addr().expect("its address"));
        let server = Server::new(sandbox, config, roms, None);
        thread::spawn(|| {
            let _ = io::copy(&mut io::stdin(), &mut io::sink());
            process::exit(0);
        });
        server.serve(listener, CancellationToken::new()).await.expect("connections");
    });
    unreachable!("nobody tells it to stop but by ending the process")
}

/// The server's process, which ends when this is dropped.
pub(crate) struct ServerProcess {
    child: Child,
    pub(crate) client: Client,
}

impl ServerProcess {
    pub(crate) fn start(limits: RequestLimits) -> ServerProcess {
        let program = std::env::current_exe().expect("this program's path");
        let mut command = Command::new(program);
        command.env(VARIABLE, format!("{limits:?}"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the server starts");
        let mut address = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut address).expect("the server tells its address");
        let client = Client::new(address.trim().parse().expect("an address"));
        ServerProcess { child, client }
    }

    /// How much memory it has, in KiB.
    pub(crate) fn resident(&self) -> u32 {
        let status = self.told("status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        number.expect("Linux tells how much memory a process has")
    }

    /// How long it has been computing, on all cores together.
    pub(crate) fn computed(&self) -> Duration {
        let stat = self.told("stat");
        // The name, in parentheses, may have anything in it; what follows are numbers.
        let (_, numbers) = stat.rsplit_once(") ").expect("a name in parentheses");
        let hundredths: u64 = numbers
            .split(' ')
            .skip(11)
            .take(2)
            .map(|number| number.parse::<u64>().expect("a number"))
            .sum();
        Duration::from_millis(hundredths * 10)
    }

    fn told(&self, file: &str) -> String {
        let path = format!("/proc/{}/{file}", self.child.id());
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to be done.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
