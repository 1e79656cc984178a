//! `cargo xtask serve`: builds all and serves the page.

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    os::unix::process::CommandExt,
};

use anyhow::{Context, Result, bail};

use crate::{edge, invocation::Invocation, machine::Machine, must, setup, web};

/// The port if no other is asked for.
pub(crate) const PORT: u16 = 8080;

/// Only this computer is served.
const ADDRESS: Ipv4Addr = Ipv4Addr::LOCALHOST;

/// Builds what is needed, and serves until Ctrl-C. Returns only if something goes wrong.
pub(crate) fn run(machine: &dyn Machine, port: u16, edge: bool) -> Result<()> {
    // Nobody should wait for a build to be told this.
    check_port(port)?;
    let tools = setup::prepare(machine, web::NEEDS)?;
    let mut build = web::build(tools)?;
    if edge {
        build.extend(edge::build(tools)?);
    }
    for command in build {
        must(machine, &command)?;
    }
    let server = if edge {
        edge::server(&format!("{ADDRESS}:{port}"), &web::folder().join("app/dist"))
    } else {
        server(port)
    };
    println!("$ {server}");
    println!("\nThe page is at http://{ADDRESS}:{port} until you press Ctrl-C.");
    // The server takes this program's place, so that whatever ends the one ends the other.
    let error = server.to_command().exec();
    Err(error).with_context(|| format!("cannot start `{server}`"))
}

/// Errors if another program serves at this port.
fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind((ADDRESS, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "another program is at http://{ADDRESS}:{port}; end it, or serve at another port: \
             cargo xtask serve --port {}",
            if port < u16::MAX { port + 1 } else { PORT }
        ),
        Err(error) => Err(error).with_context(|| format!("cannot serve at port {port}")),
    }
}

/// Vite, without npm between it and the terminal. The app's configuration has the headers by which
/// the page is cross-origin isolated.
fn server(port: u16) -> Invocation {
    Invocation::new("node")
        .in_folder(web::folder().join("app"))
        .arg(web::folder().join("node_modules/vite/bin/vite.js"))
        .args(["preview", "--strictPort", "--host"])
        .arg(ADDRESS.to_string())
        .arg("--port")
        .arg(port.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_told_with_another_one() {
        let taken = TcpListener::bind((ADDRESS, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let message = check_port(port).unwrap_err().to_string();
        assert!(message.starts_with(&format!("another program is at http://127.0.0.1:{port};")));
        assert!(message.contains("cargo xtask serve --port "), "{message}");
        drop(taken);
        check_port(port).unwrap();
    }

    #[test]
    fn the_server_is_vite_at_the_port() {
        let server = server(8123).to_string();
        assert!(server.ends_with("preview --strictPort --host 127.0.0.1 --port 8123"), "{server}");
    }
}
