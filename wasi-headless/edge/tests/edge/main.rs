//! The sandbox and the server as they are used from outside. They are one program, since each
//! would be linked with a compiler and a server of its own.

mod capabilities;
mod common;
mod compiled;
mod component;
mod hostile;
mod http;
mod refusals;
mod run;
mod runtimes;
mod sandbox;
mod serve;
