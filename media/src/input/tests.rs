use proptest::prelude::*;

use super::*;

fn script(text: &str) -> Script {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Checks the error of a text: its place, what is expected, what is found.
fn check_error(text: &str, line: usize, column: usize, expected: Expected, found: &str) {
    let error = text.parse::<Script>().expect_err(text);
    assert_eq!(error, ParseError { line, column, expected, found: found.to_owned() }, "{text}");
}

#[test]
fn a_button_is_held_for_as_long_as_it_says() {
    let script = script("120:A+60,300:START");
    for (frame, held) in [
        (0, Buttons::NONE),
        (119, Buttons::NONE),
        (120, Buttons::A),
        (179, Buttons::A),
        (180, Buttons::NONE),
        (300, Buttons::START),
        (303, Buttons::START),
        (304, Buttons::NONE),
        (u64::MAX, Buttons::NONE),
    ] {
        assert_eq!(script.held(frame), held, "frame {frame}");
    }
}

#[test]
fn buttons_can_be_named_alone() {
    assert_eq!(parse_buttons(" left&B "), Ok(Buttons::LEFT | Buttons::B));
    for (text, column, expected) in
        [("", 1, Expected::Button), ("A&", 3, Expected::Button), ("A+4", 2, Expected::EndOfButtons)]
    {
        let error = parse_buttons(text).expect_err(text);
        assert_eq!((error.column, error.expected), (column, expected), "{text}");
    }
}

#[test]
fn entries_overlap_in_any_order() {
    let script = script("5:right & b+10, 0:RIGHT+7");
    assert_eq!(script.held(0), Buttons::RIGHT);
    assert_eq!(script.held(6), Buttons::RIGHT | Buttons::B);
    assert_eq!(script.held(14), Buttons::RIGHT | Buttons::B);
    assert_eq!(script.held(15), Buttons::NONE);
}

#[test]
fn the_last_frames_of_all_do_not_overflow() {
    let script = script("4294967295:A+4294967295");
    assert_eq!(script.held(u64::from(u32::MAX) * 2 - 1), Buttons::A);
    assert_eq!(script.held(u64::from(u32::MAX) * 2), Buttons::NONE);
}

#[test]
fn files_have_lines_and_comments() {
    let file = "# title screen\r\n 10:START , \r\n\r\n20:A+2,30:b # jump\n#end";
    assert_eq!(script(file), script("10:START,20:A+2,30:B"));
    assert_eq!(script("").presses(), []);
}

#[test]
fn entries_of_no_frames_do_nothing() {
    let nothing = Press { frame: 3, buttons: Buttons::A, frames: 0 };
    let script = Script::new(vec![nothing, Press { frame: 3, frames: 2, ..nothing }]);
    assert_eq!(script.held(3), Buttons::A);
    assert_eq!(script.held(5), Buttons::NONE);
    assert_eq!(script.to_string(), "3:A+2");
}

#[test]
fn errors_say_where_and_what() {
    check_error("A:5", 1, 1, Expected::Frame, "A");
    check_error("-5:A", 1, 1, Expected::Frame, "-");
    check_error("4294967296:A", 1, 1, Expected::Frame, "4294967296");
    check_error("5", 1, 2, Expected::Colon, "");
    check_error("5 A", 1, 3, Expected::Colon, "A");
    check_error("5:", 1, 3, Expected::Button, "");
    check_error("5:A&TURBO", 1, 5, Expected::Button, "TURBO");
    check_error("5:A+", 1, 5, Expected::Length, "");
    check_error("5:A+ 0", 1, 6, Expected::Length, "0");
    check_error("5:A;6:B", 1, 4, Expected::EndOfEntry, ";");
    check_error("5:A,,6:B", 1, 5, Expected::Frame, ",");
    check_error("5:A\n# ü\n 6:ü?", 3, 4, Expected::Button, "ü");
    let message = "5:X".parse::<Script>().unwrap_err().to_string();
    assert!(message.starts_with("line 1, column 3: expected a button (A, B, "), "{message}");
    assert!(message.ends_with("found `X`"), "{message}");
}

fn any_press() -> impl Strategy<Value = Press> {
    let frames = prop_oneof![1_u32..10, 1..=u32::MAX];
    let frame = prop_oneof![0_u32..20, any::<u32>()];
    (frame, 1..=u8::MAX, frames).prop_map(|(frame, bits, frames)| Press {
        frame,
        buttons: Buttons::from_bits(bits),
        frames,
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(presses in proptest::collection::vec(any_press(), 0..20)) {
        let script = Script::new(presses);
        prop_assert_eq!(script.to_string().parse::<Script>(), Ok(script));
    }

    #[test]
    fn a_button_is_held_while_any_entry_holds_it(
        presses in proptest::collection::vec(any_press(), 0..20),
        frame in 0_u64..40,
    ) {
        let covers = |press: &&Press| (u64::from(press.frame)..press.end()).contains(&frame);
        let held = presses.iter().filter(covers).fold(Buttons::NONE, |held, p| held | p.buttons);
        prop_assert_eq!(Script::new(presses).held(frame), held);
    }

    #[test]
    fn any_text_is_a_script_or_an_error(text in "[0-9A-Ca-c:&+,# \n\\PC]{0,40}") {
        if let Ok(script) = text.parse::<Script>() {
            prop_assert_eq!(script.to_string().parse::<Script>().unwrap(), script);
        }
    }
}
