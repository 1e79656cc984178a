//! What the server refuses, with which status, and which limit it names. Each answer is also held
//! to the `OpenAPI` document.

use crate::common::client::Running;
use crate::common::{guests, rom};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use edgeboy_edge::config::Config;
use edgeboy_edge::server::rom_store::{hash, to_hex};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_rom_is_not_kept() {
    let mut config = Config::default();
    config.server.roms = rom().len() as u64 - 1;
    config.limits.body = 2 << 20;
    let server = Running::start(crate::common::sandbox(), config).await;
    for bad in [vec![], vec![0; 100], vec![0x44; 0x8000]] {
        let reply = server.send("PUT", "/v1/roms", bad.clone()).await;
        assert_eq!(
            (reply.status, reply.json()["type"].clone()),
            (422, json!("urn:edgeboy:bad-rom"))
        );
        let path = format!("/v1/frame.png?rom={}", to_hex(&hash(&bad)));
        assert_eq!(server.send("GET", &path, "").await.status, 404);
    }
    for (body, limit) in [(vec![0; (2 << 20) + 1], "body"), (rom(), "roms")] {
        let reply = server.send("PUT", "/v1/roms", body).await;
        assert_eq!((reply.status, reply.limit().as_str()), (413, limit), "{}", reply.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_that_are_none_are_refused() {
    let server = Running::usual().await;
    let bytes = BASE64.encode(rom());
    let cartridge = BASE64.encode([0; 40]);
    for (status, kind, body) in [
        (400, "bad-body", json!([])),
        (400, "bad-body", json!({ "frames": 1 })),
        (400, "bad-body", json!({ "rom": "00", "rom_bytes": bytes })),
        (400, "bad-body", json!({ "rom_bytes": "?" })),
        (400, "bad-body", json!({ "rom_bytes": bytes, "frames": [1] })),
        (404, "unknown-rom", json!({ "rom": "0".repeat(64) })),
        (422, "bad-option", json!({ "rom": "00" })),
        (422, "bad-option", json!({ "rom_bytes": bytes, "png": "x" })),
        (422, "bad-option", json!({ "rom_bytes": bytes, "state_in": "rom" })),
        (422, "bad-option", json!({ "rom_bytes": bytes, "input": "5:X" })),
        (422, "limit", json!({ "rom_bytes": bytes, "frames": 1_000_000 })),
        (422, "bad-rom", json!({ "rom_bytes": cartridge })),
        (422, "bad-rom", json!({ "rom_bytes": bytes, "state": cartridge })),
    ] {
        let reply = server.send("POST", "/v1/step", body.to_string()).await;
        let kind = format!("urn:edgeboy:{kind}");
        assert_eq!((reply.status, reply.json()["type"].clone()), (status, json!(kind)));
    }
    assert_eq!(server.send("POST", "/v1/step", "{").await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn options_that_are_none_are_refused() {
    let server = Running::usual().await;
    for query in [
        "frames=x",
        "frames=-1",
        "model=snes",
        "input=5:X",
        "input=rom",
        "palette=mauve",
        "scale=17",
        "png=x",
        "json=",
        "state-out=x",
        "frames=1&frames=2",
        "format=bmp",
        "peek=X",
        "rtc=-1",
    ] {
        let reply = server.send("POST", &format!("/v1/render?{query}"), rom()).await;
        assert_eq!(reply.status, 422, "{query}: {}", reply.text());
        assert_eq!(reply.json()["type"], "urn:edgeboy:bad-option", "{query}");
    }
    for bad in [vec![], vec![0; 100], vec![0x44; 0x8000]] {
        let reply = server.send("POST", "/v1/render", bad).await;
        assert_eq!(reply.json()["type"], "urn:edgeboy:bad-rom", "{}", reply.text());
    }
    let reply = server.send("GET", "/v1/frame.png?rom=00", "").await;
    assert_eq!(reply.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_have_their_status_and_are_named() {
    let mut config = Config::default();
    config.limits.body = 100_000;
    config.limits.frames = 1_000;
    config.limits.output = 100_000;
    let server = Running::start(crate::common::sandbox(), config.clone()).await;
    for (path, body, status, limit) in [
        ("/v1/render", vec![0; 100_001], 413, "body"),
        ("/v1/render?frames=1001", rom(), 422, "frames"),
        ("/v1/render?format=raw&every=1&frames=100", rom(), 422, "output"),
        ("/v1/render?format=gif&every=1&frames=300&model=cgb", rom(), 422, "output"),
    ] {
        let reply = server.send("POST", path, body).await;
        assert_eq!((reply.status, reply.limit().as_str()), (status, limit), "{}", reply.text());
    }
    config.limits.memory = 2 << 20;
    let server = Running::start(crate::common::sandbox(), config.clone()).await;
    let reply = server.send("POST", "/v1/render?format=gif&scale=16", rom()).await;
    assert_eq!((reply.status, reply.limit().as_str()), (422, "memory"), "{}", reply.text());

    config.limits.time_ms = 100;
    for (guest, status, limit) in [
        (guests::looping(), 504, "time_ms"),
        (guests::eating(), 422, "memory"),
        (guests::trapping(), 500, ""),
        (guests::recursing(), 500, ""),
    ] {
        let server = Running::start(guest, config.clone()).await;
        let reply = server.send("POST", "/v1/render", rom()).await;
        assert_eq!((reply.status, reply.limit().as_str()), (status, limit), "{}", reply.text());
    }
}
