//! The render API as a component for any host of `wasi:http/proxy`.
//!
//! Here the machine is inside: the host starts an instance for each request, hands it the request,
//! and sends what it answers. It needs no file, clock or randomness, and imports none.
//!
//! `POST /v1/render` is that of `edgeboy-edge`, with the same options, bytes and problems. What
//! needs a memory of ROMs is not here, because nothing survives a request.

#[cfg(target_arch = "wasm32")]
mod component;
mod render;

pub use render::{LARGEST_BODY, Reply, answer};
