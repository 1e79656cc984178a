//! The converters that make tiles and music data out of readable text.

#[path = "../convert/art.rs"]
#[allow(dead_code, reason = "the build script uses the rest")]
mod art;
#[path = "../convert/music.rs"]
mod music;

const PICTURE: &str = "; two tiles side by side\n[pair]\n\
    .-o#.-o#########\n.......#........\n........########\n........########\n\
    ........########\n........########\n........########\n........########\n";

#[test]
fn pixels_become_bit_planes() {
    let pictures = art::parse(PICTURE).unwrap();
    assert_eq!((pictures[0].name.as_str(), pictures[0].width()), ("pair", 16));
    let tiles = pictures[0].tiles();
    assert_eq!(tiles.len(), 2);
    // Low plane: colours 1 and 3; high plane: colours 2 and 3.
    assert_eq!(tiles[0][..4], [0b0101_0101, 0b0011_0011, 1, 1]);
    assert_eq!(tiles[1][..4], [0xFF, 0xFF, 0, 0]);
}

#[test]
fn shifting_goes_around_the_picture() {
    let picture = &art::parse(PICTURE).unwrap()[0];
    assert_eq!(picture.tile(0, 0, 8), picture.tile(8, 0, 0));
    assert_eq!(picture.tile(8, 0, 8), picture.tile(0, 0, 0));
    assert_eq!(picture.tile(0, 0, 1)[0], 0b1010_1011);
}

#[test]
fn equal_tiles_are_stored_once() {
    let (a, b) = ([0; 16], [1; 16]);
    let (unique, map) = art::deduplicate(&[a, b, a, a, b]);
    assert_eq!(unique, [a, b]);
    assert_eq!(map, [0, 1, 0, 0, 1]);
}

#[test]
fn bad_art_is_named() {
    for (text, message) in [
        ("....", "line 1: pixels before any [name]"),
        ("[a]\n...x....", "line 2: `x` is no pixel"),
        ("[a]\n....", "[a] is 4x1, sides must be multiples of 8"),
        ("[a]", "[a] is 0x0"),
        (
            "[a]\n........\n....\n........\n........\n........\n........\n........\n........",
            "rows of different",
        ),
    ] {
        let error = art::parse(text).unwrap_err();
        assert!(error.contains(message), "{text:?} gave {error}");
    }
}

const SONG: &str = "\
instruments lead drum
pattern a: @lead c2.4 c#2.4 ; a comment
| r.8
pattern b: @drum x.16
song tune 6
order 1: | a
order 2: a | a
order 3: | a
order 4: | b
";

#[test]
fn notes_become_bytes() {
    let source = music::compile(SONG).unwrap();
    assert!(source.contains("Pattern_a:\n    db $80, $00, $04, $01, $04, $60, $08\n    db $FF\n"));
    assert!(source.contains("Pattern_b:\n    db $81, $00, $10\n    db $FF\n"));
    assert!(source.contains("Song_tune::\n    db 6\n    dw Song_tune.order1"));
    assert!(
        source.contains(".order2\n    dw Pattern_a\n.loop2\n    dw Pattern_a\n    dw 0, .loop2\n")
    );
}

#[test]
fn bad_music_is_named() {
    for (from, to, message) in [
        ("c2.4", "h2.4", "line 2: `h2` is no note"),
        ("c2.4", "c9.4", "`c9` is no note"),
        ("c2.4", "c2", "`c2` has no length"),
        ("c2.4", "c2.0", "a length is 1 to 255"),
        ("@lead", "@flute", "no instrument flute"),
        ("tune 6", "tune 0", "a speed of 1 to 30"),
        ("order 4", "order 5", "a channel is 1 to 4"),
        ("| b", "| c", "no pattern c"),
        ("x.16", "x.15", "loops last [16, 16, 16, 15] steps"),
        ("pattern b", "pattern a", "pattern a is there twice"),
        ("song", "sing", "unknown line `sing`"),
    ] {
        let error = music::compile(&SONG.replace(from, to)).unwrap_err();
        assert!(error.contains(message), "{to:?} gave {error}");
    }
}
