//! The server as a client meets it. Each answer is also held to the `OpenAPI` document.

use crate::common::client::{Running, exchange};
use crate::common::rom;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use edgeboy_api::call::Call;
use edgeboy_edge::server::rom_store::{hash, to_hex};
use serde_json::{Value, json};

/// What the native program gives for these arguments after the ROM; standard output.
fn native(args: &str) -> Vec<u8> {
    let args = ["render", "rom"].into_iter().chain(args.split_whitespace());
    let answer = edgeboy_headless::door::call(Call::new(args).with_file("rom", rom()));
    assert_eq!(answer.stderr, "");
    answer.stdout
}

#[tokio::test(flavor = "multi_thread")]
async fn rendering_gives_the_bytes_of_the_program() {
    let server = Running::usual().await;
    let options = "frames=40&model=cgb&input=5:A%2B20,30:START";
    let line = "--frames 40 --model cgb --input 5:A+20,30:START";
    for (format, output) in [
        ("png", "--png=-"),
        ("gif", "--gif=-"),
        ("wav", "--wav=-"),
        ("raw", "--raw=-"),
        ("json", "--json"),
    ] {
        let path = format!("/v1/render?format={format}&{options}");
        let reply = server.send("POST", &path, rom()).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert!(reply.body == native(&format!("{line} {output}")), "{format}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rom_that_was_put_is_rendered_by_its_hash() {
    let server = Running::usual().await;
    let sha = to_hex(&hash(&rom()));
    let path = format!("/v1/frame.png?rom={sha}&frames=20");
    let unknown = server.send("GET", &path, "").await;
    assert_eq!(
        (unknown.status, unknown.json()["type"].clone()),
        (404, json!("urn:edgeboy:unknown-rom"))
    );

    let put = server.send("PUT", "/v1/roms", rom()).await;
    assert_eq!((put.status, put.json()["sha256"].clone()), (201, json!(sha)));
    assert_eq!(server.send("PUT", "/v1/roms", rom()).await.status, 200);
    let get = server.send("GET", &path, "").await;
    assert_eq!(get.status, 200);
    assert!(get.body == native("--frames 20 --png=-"));
    let head = server.send("HEAD", &path, "").await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    let (tag, length) = (get.header("etag").unwrap(), get.body.len().to_string());
    assert_eq!(head.header("etag"), Some(tag));
    assert_eq!(head.header("content-length"), Some(length.as_str()));

    for tags in [tag, "*", &format!("\"other\", W/{tag}")] {
        let reply = server.send_with("GET", &path, &[("if-none-match", tags)], "").await;
        assert_eq!((reply.status, reply.header("etag")), (304, Some(tag)));
    }
    let other = server.send_with("GET", &path, &[("if-none-match", "\"other\"")], "").await;
    assert_eq!(other.status, 200);
    for format in ["gif", "wav", "raw", "json"] {
        let path = format!("/v1/frame.{format}?rom={sha}&frames=20");
        assert_eq!(server.send("GET", &path, "").await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_no_condition_for_what_is_not_there() {
    let server = Running::usual().await;
    let path = format!("/v1/frame.png?rom={}", to_hex(&hash(&rom())));
    for (path, put, status) in
        [(path.clone(), false, 404), (path.clone() + "&model=snes", true, 422), (path, true, 304)]
    {
        if put {
            server.send("PUT", "/v1/roms", rom()).await;
        }
        let reply = server.send_with("GET", &path, &[("if-none-match", "*")], "").await;
        assert_eq!(reply.status, status, "{}", reply.text());
    }
}

/// What the document describes is there: each operation answers, with a status that it describes.
#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_described_is_there() {
    let server = Running::usual().await;
    let document = server.send("GET", "/openapi.json", "").await.json();
    let mut operations = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let reply = server.send(&method.to_uppercase(), path, "").await;
            assert!(![404, 405, 500].contains(&reply.status), "{method} {path}: {}", reply.text());
            operations += 1;
        }
    }
    assert_eq!(operations, 11);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_plays_in_steps_as_in_one_run() {
    let server = Running::usual().await;
    let bytes = BASE64.encode(rom());
    let mut state = Value::Null;
    let mut last = Value::Null;
    for step in 0..4 {
        let mut body = json!({
            "rom_bytes": bytes, "frames": 15, "input": "0:START+2", "model": "cgb",
            "peek": ["FF40:4", "C000"],
        });
        if step > 0 {
            body["state"] = state;
        }
        let reply = server.send("POST", "/v1/step", body.to_string()).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        last = reply.json();
        state = last["state"].clone();
    }
    let script = "0:START+2,15:START+2,30:START+2,45:START+2";
    let line = format!("--frames 60 --model cgb --input {script} --peek FF40:4 --peek C000 --json");
    let whole: Value = serde_json::from_slice(&native(&line)).unwrap();
    for field in ["state_hash", "frame_hash", "ticks", "registers", "peeks"] {
        assert_eq!(last["report"][field], whole[field], "{field}");
    }
    let png = BASE64.decode(last["picture"].as_str().unwrap()).unwrap();
    assert!(png == native(&format!("--frames 60 --model cgb --input {script} --png=-")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rest_of_the_api_answers() {
    let server = Running::usual().await;
    assert_eq!(server.send("GET", "/healthz", "").await.json()["status"], "ok");
    server.send("POST", "/v1/render?frames=1", rom()).await;
    let metrics = server.send("GET", "/metrics", "").await.text();
    for line in [
        "edgeboy_requests_total{method=\"POST\",route=\"/v1/render\",status=\"200\"} 1",
        "edgeboy_run_seconds_count{end=\"ok\"} 1",
        "edgeboy_running 0",
        "edgeboy_waiting 0",
    ] {
        assert!(metrics.contains(line), "{line} is not in {metrics}");
    }
    assert_eq!(server.send("GET", "/openapi.json", "").await.json()["openapi"], "3.1.0");
    let nothing = server.exchange("GET", "/v2", &[], "").await;
    assert_eq!(
        (nothing.status, nothing.json()["type"].clone()),
        (404, json!("urn:edgeboy:not-found"))
    );
    let wrong = server.exchange("DELETE", "/v1/render", &[], "").await;
    assert_eq!((wrong.status, wrong.json()["type"].clone()), (405, json!("urn:edgeboy:method")));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_other_origins_may_ask() {
    let server = Running::usual().await;
    let origin = ("origin", "https://example.org");
    let asks = [origin, ("access-control-request-method", "PUT")];
    let reply = server.exchange("OPTIONS", "/v1/roms", &asks, "").await;
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (200, Some("*")));
    assert!(reply.header("access-control-allow-methods").unwrap().contains("PUT"));
    let reply = server.send_with("POST", "/v1/render?frames=1", &[origin], rom()).await;
    assert!(reply.header("access-control-expose-headers").unwrap().contains("etag"));
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_have_names() {
    let server = Running::usual().await;
    let reply = server.send("GET", "/healthz", "").await;
    assert_eq!(reply.header("x-request-id").unwrap().len(), 36);
    let reply = server.send_with("GET", "/healthz", &[("x-request-id", "mine")], "").await;
    assert_eq!(reply.header("x-request-id"), Some("mine"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_answers_what_has_begun() {
    let server = Running::usual().await;
    let (address, stop) = (server.address, server.stop.clone());
    let answer = tokio::spawn(async move {
        exchange(address, "POST", "/v1/render?frames=3000&format=json", &[], rom()).await
    });
    while !server.send("GET", "/metrics", "").await.text().contains("edgeboy_running 1") {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    stop.cancel();
    server.ended.await.unwrap().unwrap();
    assert_eq!(answer.await.unwrap().status, 200);
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
