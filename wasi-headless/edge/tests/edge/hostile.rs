//! Clients that dawdle, go away, or come in crowds.

use std::time::{Duration, Instant};

use crate::common::client::Running;
use crate::common::{guests, rom};
use axum::body::{Body, Bytes};
use edgeboy_edge::config::Config;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

/// Waits until a line of the metrics has this value.
async fn until(server: &Running, line: &str) {
    let waited = timeout(Duration::from_secs(20), async {
        while !server.send("GET", "/metrics", "").await.text().contains(line) {
            sleep(Duration::from_millis(5)).await;
        }
    });
    assert!(waited.await.is_ok(), "{line} never came");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_goes_away_frees_its_worker() {
    let mut config = Config::default();
    config.server.workers = 1;
    let server = Running::start(guests::looping(), config).await;
    let mut client = TcpStream::connect(server.address).await.unwrap();
    client
        .write_all(b"POST /v1/render HTTP/1.1\r\nhost: edge\r\ncontent-length: 1\r\n\r\nx")
        .await
        .unwrap();
    until(&server, "edgeboy_running 1").await;
    drop(client);
    until(&server, "edgeboy_running 0").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_finds_the_queue_full_is_told_when_to_come_back() {
    let mut config = Config::default();
    config.server.workers = 1;
    config.server.queue = 1;
    config.server.queue_ms = 200;
    config.limits.time_ms = 1_000;
    let server = Running::start(guests::looping(), config).await;
    let render = || server.send("POST", "/v1/render", "x");
    let (runs, (waits, turned_away)) = tokio::join!(render(), async {
        until(&server, "edgeboy_running 1").await;
        tokio::join!(render(), async {
            until(&server, "edgeboy_waiting 1").await;
            render().await
        })
    });
    assert_eq!((runs.status, runs.limit().as_str()), (504, "time_ms"));
    assert_eq!((waits.status, waits.limit().as_str()), (429, "queue_ms"));
    assert_eq!((turned_away.status, turned_away.limit().as_str()), (429, "queue"));
    assert_eq!(turned_away.header("retry-after"), Some("1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let mut config = Config::default();
    config.limits.body_ms = 200;
    let server = Running::start(crate::common::sandbox(), config).await;
    let slow = async_stream(vec![b"a".as_slice(); 50], Duration::from_millis(50));
    let reply = server.exchange("POST", "/v1/render", &[], slow).await;
    assert_eq!((reply.status, reply.limit().as_str()), (408, "body_ms"));
    // Half a body, and then nothing: the server answers, and closes the connection.
    let mut client = TcpStream::connect(server.address).await.unwrap();
    let half = b"PUT /v1/roms HTTP/1.1\r\nhost: edge\r\ncontent-length: 100\r\n\r\nhalf";
    client.write_all(half).await.unwrap();
    let mut answer = Vec::new();
    timeout(Duration::from_secs(10), client.read_to_end(&mut answer)).await.unwrap().unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 408"), "{}", String::from_utf8_lossy(&answer));
}

/// A body of these pieces, each after a pause.
fn async_stream(pieces: Vec<&'static [u8]>, pause: Duration) -> Body {
    let stream = futures_util::stream::unfold(pieces.into_iter(), move |mut pieces| async move {
        let piece = pieces.next()?;
        sleep(pause).await;
        Some((Ok::<_, std::io::Error>(Bytes::from_static(piece)), pieces))
    });
    Body::from_stream(stream)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_nobody_takes_is_not_kept() {
    let server = Running::usual().await;
    let mut client = TcpStream::connect(server.address).await.unwrap();
    let head =
        "POST /v1/render?format=raw&every=1&frames=240 HTTP/1.1\r\nhost: e\r\ncontent-length";
    let request = [format!("{head}: {}\r\n\r\n", rom().len()).into_bytes(), rom()].concat();
    client.write_all(&request).await.unwrap();
    until(&server, "end=\"ok\"} 1").await;
    // The answer has 16 MiB, of which the system takes a part. The rest waits for 10 seconds.
    sleep(Duration::from_secs(13)).await;
    let mut taken = Vec::new();
    let _ = timeout(Duration::from_secs(10), client.read_to_end(&mut taken)).await.unwrap();
    assert!(taken.len() < 240 * 160 * 144 * 3, "{} bytes were kept for it", taken.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn methods_that_nobody_knows_are_counted_as_one() {
    let server = Running::usual().await;
    for method in ["BREW", "WHEN", "X"] {
        assert_eq!(server.exchange(method, "/v1/render", &[], "").await.status, 405);
    }
    let line = "edgeboy_requests_total{method=\"other\",route=\"/v1/render\",status=\"405\"} 3";
    until(&server, line).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_bodies_together_have_a_limit() {
    let mut config = Config::default();
    config.server.bodies = 64 << 10;
    let server = Running::start(crate::common::sandbox(), config).await;
    let reply = server.send("POST", "/v1/render", vec![0; 100_000]).await;
    assert_eq!((reply.status, reply.limit().as_str()), (429, "bodies"));
    // What was taken is given back.
    for _ in 0..10 {
        let reply = server.send("POST", "/v1/render", vec![0; 60_000]).await;
        assert_ne!(reply.status, 429, "{}", reply.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_http_gets_an_answer_or_an_end() {
    let server = Running::usual().await;
    for garbage in [
        b"\0\0\0\0\r\n\r\n".as_slice(),
        b"GET\r\n\r\n",
        b"POST /v1/render HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        b"POST /v1/render HTTP/1.1\r\nhost: e\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        &vec![b'A'; 100_000],
    ] {
        let mut client = TcpStream::connect(server.address).await.unwrap();
        // The server may close its end before it has read all.
        let _ = client.write_all(garbage).await;
        let mut answer = Vec::new();
        let read = timeout(Duration::from_secs(15), client.read_to_end(&mut answer)).await;
        assert!(read.is_ok(), "the connection stays open");
        let text = String::from_utf8_lossy(&answer);
        assert!(answer.is_empty() || text.starts_with("HTTP/1.1 4"), "{text}");
    }
    assert_eq!(server.send("GET", "/healthz", "").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn good_requests_are_answered_among_bad_ones() {
    let mut config = Config::default();
    config.server.queue = 200;
    config.server.queue_ms = 60_000;
    config.limits.time_ms = 60_000;
    let server = Running::start(crate::common::sandbox(), config).await;
    let expected = server.send("POST", "/v1/render?frames=10", rom()).await.body;
    let started = Instant::now();
    let bad = futures_util::future::join_all((0..150_usize).map(|n| {
        let server = &server;
        async move {
            match n % 5 {
                0 => {
                    server.send("POST", "/v1/render?frames=10", vec![n as u8; n * 300]).await.status
                }
                1 => server.send("POST", "/v1/render?frames=99999999999", rom()).await.status,
                2 => server.send("POST", "/v1/render?model=%00", rom()).await.status,
                3 => server.send("POST", "/v1/step", vec![b'['; 1000 * n]).await.status,
                _ => {
                    let mut client = TcpStream::connect(server.address).await.unwrap();
                    let head =
                        b"POST /v1/render HTTP/1.1\r\nhost: e\r\ncontent-length: 9999\r\n\r\n";
                    client.write_all(head).await.unwrap();
                    400
                }
            }
        }
    }));
    let good = async {
        for _ in 0..20 {
            let reply = server.send("POST", "/v1/render?frames=10", rom()).await;
            assert_eq!((reply.status, reply.body == expected), (200, true));
        }
    };
    let (statuses, ()) = tokio::join!(bad, good);
    assert!(statuses.iter().all(|status| [200, 400, 422].contains(status)), "{statuses:?}");
    assert!(started.elapsed() < Duration::from_mins(1), "{:?}", started.elapsed());
}
