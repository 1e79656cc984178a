//! How much a request may use, and how much of the machine the server may.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use edgeboy_api::render::RenderLimits;
use serde::Deserialize;

use crate::sandbox::{Limits, PoolSize};

/// More instances than this would only take turns.
const MOST_WORKERS: u32 = 1024;

/// All that 32 bits can address.
const LARGEST_MEMORY: u64 = 4 << 30;

/// The configuration of the server, read from TOML. What the file leaves out has its default.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// What one request may use.
    pub limits: RequestLimits,
    /// What all requests together may use.
    pub server: ServerLimits,
}

/// What one request may use.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RequestLimits {
    /// Bytes of its body.
    pub body: u64,
    /// Milliseconds until its body is there.
    pub body_ms: u64,
    /// Frames to run.
    pub frames: u64,
    /// Bytes of the answer.
    pub output: u64,
    /// Bytes of the instance's linear memory, ROM included.
    pub memory: u64,
    /// Milliseconds that the instance may run.
    pub time_ms: u64,
}

/// What all requests together may use.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServerLimits {
    /// Instances that run at the same time.
    pub workers: u32,
    /// Requests that wait for one.
    pub queue: u32,
    /// Milliseconds that they wait.
    pub queue_ms: u64,
    /// Connections at the same time; the next ones wait in the system's queue.
    pub connections: u32,
    /// Bytes of all bodies that are being read or worked on.
    pub bodies: u64,
    /// Bytes of the ROMs that were put here. The one that was unused for longest makes room.
    pub roms: u64,
    /// Milliseconds that requests have to come to their end after the server was told to.
    pub drain_ms: u64,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            limits: RequestLimits::default(),
            server: ServerLimits::default(),
        }
    }
}

impl Default for RequestLimits {
    fn default() -> RequestLimits {
        let RenderLimits { frames, output } = RenderLimits::default();
        // The largest cartridge has 8 MiB, which are 11 MiB as base64.
        let body = 12 << 20;
        RequestLimits { body, body_ms: 20_000, frames, output, memory: 64 << 20, time_ms: 20_000 }
    }
}

impl Default for ServerLimits {
    fn default() -> ServerLimits {
        let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u32);
        ServerLimits {
            // More than there are cores, so that a short run does not wait for long ones to end:
            // the system shares the cores among them.
            workers: 4 * cores,
            queue: 32 * cores,
            queue_ms: 5_000,
            connections: 1024,
            bodies: 256 << 20,
            roms: 256 << 20,
            drain_ms: 30_000,
        }
    }
}

impl Config {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// If it cannot be read, is not TOML, or has a name or value that is none.
    pub fn read(path: &Path) -> Result<Config> {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        Config::parse(&text).with_context(|| path.display().to_string())
    }

    fn parse(text: &str) -> Result<Config> {
        let config: Config = toml::from_str(text)?;
        let Config { limits, server, .. } = &config;
        let workers = 1..=MOST_WORKERS;
        ensure!(
            workers.contains(&server.workers),
            "server.workers is {}, and can be from 1 to {MOST_WORKERS}",
            server.workers
        );
        ensure!(server.connections > 0, "server.connections is 0: nobody could connect");
        ensure!(
            limits.memory <= LARGEST_MEMORY,
            "limits.memory is {}, and no guest can use more than {LARGEST_MEMORY}",
            limits.memory
        );
        ensure!(
            limits.body <= server.bodies,
            "limits.body is {}, and no body larger than server.bodies, {}, would be taken",
            limits.body,
            server.bodies
        );
        Ok(config)
    }

    /// The pool that these limits need.
    pub fn pool(&self) -> PoolSize {
        // Each worker has one instance, and one more asks after the server's health.
        PoolSize { instances: self.server.workers + 1, memory: self.limits.memory as usize }
    }
}

impl RequestLimits {
    /// Those that the sandbox sees to.
    pub fn sandbox(&self) -> Limits {
        Limits {
            time: Duration::from_millis(self.time_ms),
            memory: self.memory as usize,
            output: self.output as usize,
        }
    }

    /// Those that are seen before anything runs.
    pub fn render(&self) -> RenderLimits {
        RenderLimits { frames: self.frames, output: self.output }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_has_its_default() {
        let config = Config::parse("listen = \"127.0.0.1:1\"\n[limits]\nframes = 60").unwrap();
        assert_eq!(config.listen.port(), 1);
        let limits = RequestLimits { frames: 60, ..RequestLimits::default() };
        assert_eq!((config.limits, config.server), (limits, ServerLimits::default()));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, part) in [
            ("[limits]\nframs = 60", "unknown field `frams`"),
            ("[limits]\nframes = -1", "line 2"),
            ("listen = \"here\"", "invalid socket address"),
            ("[server", "line 1"),
            ("[server]\nworkers = 0", "server.workers is 0"),
            ("[server]\nconnections = 0", "server.connections is 0"),
            ("[server]\nbodies = 10", "larger than server.bodies, 10"),
            ("[limits]\nmemory = 5_000_000_000", "limits.memory is 5000000000"),
        ] {
            let error = Config::parse(text).unwrap_err().to_string();
            assert!(error.contains(part), "{part} is not in {error}");
        }
    }
}
