//! The command line.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::run;
use crate::sandbox::{CompiledFolder, PoolSize, Sandbox};
use crate::server::Server;
use crate::server::rom_store::RomStore;

/// Runs the headless program in a WebAssembly sandbox.
#[derive(Debug, Parser)]
#[command(name = "edgeboy-edge", version)]
struct Cli {
    #[command(flatten)]
    guest: GuestArgs,
    #[command(subcommand)]
    command: Command,
}

/// Which guest, and where its machine code is kept.
#[derive(Debug, Args)]
struct GuestArgs {
    /// The headless program compiled to WASI; without this, `edgeboy-headless.wasm` beside this
    /// program.
    #[arg(long, value_name = "FILE", env = "EDGEBOY_HEADLESS_WASM")]
    guest: Option<PathBuf>,
    /// Keep the compiled guest in this folder, which has to be closed to other users; without
    /// this, in the user's cache folder.
    #[arg(long, value_name = "FOLDER")]
    compiled: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Do what `edgeboy-headless render` does, through the sandbox: the same options, the same
    /// bytes.
    #[command(disable_help_flag = true)]
    Run {
        /// The ROM and the options; `edgeboy-edge run --help` prints them.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Serve the API of docs/edge.md over HTTP, until it is told to stop by SIGINT or SIGTERM.
    Serve(ServeArgs),
}

#[derive(Debug, Args)]
struct ServeArgs {
    /// Listen on this address [default: 127.0.0.1:8080].
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Know the ROMs of this folder (.gb, .gbc) from the start.
    #[arg(long, value_name = "FOLDER")]
    rom_dir: Option<PathBuf>,
    /// Read limits and the address from this TOML file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Serve the files of this folder, too.
    #[arg(long, value_name = "FOLDER")]
    page: Option<PathBuf>,
    /// Write logs as JSON.
    #[arg(long)]
    json_logs: bool,
}

/// The program.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match perform(cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("edgeboy-edge: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Command::Run { args } => {
            let sandbox =
                cli.guest.sandbox(PoolSize { instances: 2, memory: run::LIMITS.memory })?;
            run::run(&sandbox, args)
        }
        Command::Serve(args) => serve(&cli.guest, &args),
    }
}

fn serve(guest: &GuestArgs, args: &ServeArgs) -> Result<ExitCode> {
    let mut config = args.config.as_deref().map_or_else(|| Ok(Config::default()), Config::read)?;
    config.listen = args.listen.unwrap_or(config.listen);
    let colored = io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(colored);
    if args.json_logs {
        log.json().init();
    } else {
        log.init();
    }
    let mut roms = RomStore::new(config.server.roms);
    if let Some(folder) = &args.rom_dir {
        let count = roms.add_folder(folder)?;
        tracing::info!("{count} ROMs are in {}", folder.display());
    }
    let sandbox = guest.sandbox(config.pool())?;
    let server = Server::new(sandbox, config.clone(), roms, args.page.as_deref());
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = TcpListener::bind(config.listen).await;
        let listener = listener.with_context(|| config.listen.to_string())?;
        // Whoever started this may have asked for any free port.
        println!("listening on http://{}", listener.local_addr()?);
        let stop = CancellationToken::new();
        tokio::spawn(stop_on_signal(stop.clone()));
        server.serve(listener, stop).await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Stops when the terminal or the system asks for it.
async fn stop_on_signal(stop: CancellationToken) {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<Option<()>>();
    tokio::select! {
        _ = interrupt => {}
        _ = terminate => {}
    }
    stop.cancel();
}

impl GuestArgs {
    fn sandbox(&self, pool: PoolSize) -> Result<Sandbox> {
        let path = match &self.guest {
            Some(path) => path.clone(),
            None => std::env::current_exe()?.with_file_name("edgeboy-headless.wasm"),
        };
        let guest = std::fs::read(&path)
            .with_context(|| format!("the guest {} (see --guest)", path.display()))?;
        let folder = match &self.compiled {
            Some(folder) => Some(CompiledFolder::open(folder)?),
            // Without a home, or a safe folder there, the guest is compiled at each start.
            None => CompiledFolder::default_path().and_then(|path| {
                let folder = CompiledFolder::open(path);
                folder.inspect_err(|error| tracing::warn!("nothing is kept: {error}")).ok()
            }),
        };
        let sandbox = Sandbox::new(&guest, folder.as_ref(), pool);
        sandbox.map_err(|error| anyhow::anyhow!("{}: {error:#}", path.display()))
    }
}
