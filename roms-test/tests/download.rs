//! The download against a server of this test's own: what arrives whole is put in place, and
//! whatever goes wrong leaves nothing behind.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;
use roms_test::download::{DownloadError, Fetched, fetch, hex};
use roms_test::pins::{self, Collection};
use sha2::{Digest, Sha256};

/// A gzipped tar with these files below `sm83-COMMIT/`.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (path, bytes) in files {
        let mut header = tar::Header::new_gnu();
        // `set_path` refuses the paths that one of the tests is about.
        let name = format!("sm83-0123/{path}");
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append(&header, *bytes).expect("writing to memory");
    }
    tar.into_inner().and_then(GzEncoder::finish).expect("writing to memory")
}

/// The pinned CPU vectors' collection, with the checksum of `archive`.
fn collection(archive: &[u8]) -> Collection {
    let sum = hex(&Sha256::digest(archive));
    let mut collections = pins::collections();
    let mut collection = collections.remove(1);
    collection.sha256 = Some(sum);
    collection
}

/// A server that answers every request with `response`, and how many it got.
fn serve(response: Vec<u8>) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("its address");
    let requests = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&requests);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            counter.fetch_add(1, Ordering::SeqCst);
            let mut request = Vec::new();
            let mut byte = [0];
            while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
                request.push(byte[0]);
            }
            // A client that has seen enough may have gone.
            let _ = stream.write_all(&response);
        }
    });
    (format!("http://{address}"), requests)
}

fn ok(body: &[u8], length: usize) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}

/// Fetches from a server that answers with `response`; the folder must stay empty.
fn refused(collection: &Collection, response: Vec<u8>) -> DownloadError {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (base, _) = serve(response);
    let error = fetch(collection, &base, folder.path(), |_| {}).expect_err("it is refused");
    assert!(is_empty(folder.path()), "{error}");
    error
}

const FILES: [(&str, &[u8]); 3] =
    [("README.md", b"Not kept."), ("v1/00.json", b"[]"), ("v1/cb 00.json", b"[1]")];

#[test]
fn a_good_archive_is_put_in_place_once() {
    let archive = archive(&FILES);
    let collection = collection(&archive);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (base, requests) = serve(ok(&archive, archive.len()));
    let mut said = Vec::new();
    let fetched = fetch(&collection, &base, folder.path(), |line| said.push(line.to_owned()));
    assert_eq!(fetched.expect("a download"), Fetched::Downloaded { files: 2, checked: 0 });
    let read = |name: &str| std::fs::read(folder.path().join("sm83/v1").join(name)).expect(name);
    assert_eq!(read("00.json"), b"[]");
    assert_eq!(read("cb 00.json"), b"[1]");
    assert!(!folder.path().join("sm83/README.md").exists());
    let names = std::fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(names, 1, "only the collection is left");
    assert!(said[0].contains("/SingleStepTests/sm83/archive/"), "{said:?}");

    let again = fetch(&collection, &base, folder.path(), |_| panic!("nothing is said"));
    assert_eq!(again.expect("it is there"), Fetched::Present);
    assert_eq!(requests.load(Ordering::SeqCst), 1);

    let mut other = collection;
    other.commit = "another".to_owned();
    let replaced = fetch(&other, &base, folder.path(), |_| {});
    assert_eq!(replaced.expect("a new commit"), Fetched::Downloaded { files: 2, checked: 0 });
    assert_eq!(requests.load(Ordering::SeqCst), 2);
}

#[test]
fn an_archive_with_another_checksum_is_refused() {
    let good = archive(&FILES);
    let other = archive(&FILES[..2]);
    let error = refused(&collection(&good), ok(&other, other.len()));
    assert!(matches!(error, DownloadError::Checksum { .. }), "{error}");
}

#[test]
fn a_download_that_breaks_off_is_refused() {
    let archive = archive(&FILES);
    let half = &archive[..archive.len() / 2];
    let error = refused(&collection(&archive), ok(half, archive.len()));
    assert!(matches!(error, DownloadError::Http { .. }), "{error}");
    let error = refused(&collection(half), ok(half, half.len()));
    assert!(matches!(error, DownloadError::Archive(_)), "{error}");
}

#[test]
fn an_error_of_the_server_is_told() {
    let response = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec();
    let error = refused(&collection(b""), response);
    assert!(error.to_string().contains("404"), "{error}");
}

#[test]
fn an_archive_that_leads_out_of_its_folder_is_refused() {
    let archive = archive(&[("v1/../../../escaped", b"out")]);
    let error = refused(&collection(&archive), ok(&archive, archive.len()));
    assert!(error.to_string().contains("leads out"), "{error}");
}

#[test]
fn an_archive_without_the_kept_folder_is_refused() {
    let archive = archive(&FILES[..1]);
    let error = refused(&collection(&archive), ok(&archive, archive.len()));
    assert!(matches!(error, DownloadError::Missing(_)), "{error}");
}

#[test]
fn the_files_must_have_the_manifests_checksums() {
    let archive = archive(&[("tests/which/which.gb", b"not that ROM")]);
    let roms = pins::collections().remove(0);
    let error = refused(&roms, ok(&archive, archive.len()));
    let expected = "Missing or Checksum";
    assert!(
        matches!(error, DownloadError::Missing(_) | DownloadError::Checksum { .. }),
        "{error} is not {expected}"
    );
}
