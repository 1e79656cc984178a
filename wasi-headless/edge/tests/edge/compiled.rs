//! Machine code on the disk: used again, compiled anew when damaged, and never taken from where
//! others could have put it.

use std::fs;

use edgeboy_edge::sandbox::{CompiledFolder, Sandbox};

#[test]
fn a_compiled_guest_is_used_again_unless_it_is_damaged() {
    let parent = tempfile::tempdir().unwrap();
    let folder = CompiledFolder::open(parent.path().join("compiled")).unwrap();
    let module = wat::parse_str(r#"(module (memory (export "memory") 1))"#).unwrap();
    let new = || Sandbox::new(&module, Some(&folder), crate::common::POOL).unwrap();
    new();
    let entry = fs::read_dir(parent.path().join("compiled")).unwrap().next().unwrap();
    let path = entry.unwrap().path();
    let first = fs::read(&path).unwrap();
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    new();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), written);
    for damage in [Vec::new(), first[..first.len() / 2].to_vec(), vec![0; first.len()]] {
        fs::write(&path, damage).unwrap();
        new();
        assert!(fs::read(&path).unwrap() == first, "it was compiled anew");
    }
}

#[test]
#[cfg(unix)]
fn a_folder_that_others_can_write_is_not_loaded_from() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    fs::set_permissions(parent.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let error = CompiledFolder::open(parent.path()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::PermissionDenied);
}
