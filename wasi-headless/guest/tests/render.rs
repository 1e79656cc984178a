//! Runs inside the process.

mod common;

use std::io;
use std::num::NonZeroU32;

use common::rom::{FRAME_COUNTER, FRAMES_TO_OPCODE, PRESS_COUNTER, rom};
use edgeboy_core::{BORDER_HEIGHT, BORDER_WIDTH, Buttons, LCD_HEIGHT, LCD_WIDTH, Model, Ticks};
use edgeboy_headless::{Error, Hash, Outcome, Peek, RenderOptions, Report, render, render_with};
use edgeboy_media::color::CgbColors;

fn options(frames: u64) -> RenderOptions {
    RenderOptions { frames, ..RenderOptions::default() }
}

fn run(options: &RenderOptions) -> Outcome {
    render(rom(false), options).unwrap()
}

/// A report without the one field that may differ.
fn timeless(outcome: &Outcome) -> Report {
    Report { wall_time: None, ..outcome.report() }
}

#[test]
fn equal_runs_give_equal_reports() {
    let options = RenderOptions { audio_hash: true, ..options(90) };
    assert_eq!(timeless(&run(&options)), timeless(&run(&options)));
}

#[test]
fn a_run_ends_at_the_first_instruction_after_its_frames() {
    let report = run(&options(50)).report();
    assert_eq!(report.frames, 50);
    let late = report.ticks - 50 * Ticks::FRAME.0;
    // The longest instruction takes six M-cycles of eight ticks.
    assert!(late < 48, "{late} ticks late");
}

#[test]
fn no_frame_is_where_the_machine_starts() {
    let outcome = run(&options(0));
    assert_eq!((outcome.report().frames, outcome.report().ticks), (0, 0));
    assert_eq!(outcome.picture.height(), LCD_HEIGHT);
}

#[test]
fn the_picture_changes_from_frame_to_frame() {
    let hashes = [30, 31, 32].map(|frames| run(&options(frames)).report().frame_hash);
    assert!(hashes[0] != hashes[1] && hashes[1] != hashes[2], "{hashes:?}");
}

#[test]
fn a_state_continues_as_if_there_had_been_no_pause() {
    for cgb in [false, true] {
        let run = |options: &RenderOptions| render(rom(cgb), options).unwrap();
        let script = "10:A+30,70:A+5";
        let input = |text: &str| text.parse().unwrap();
        let whole = run(&RenderOptions { input: input(script), ..options(90) });
        let first = run(&RenderOptions { input: input(script), ..options(60) });
        let state = Some(first.machine.save_state());
        let rest = run(&RenderOptions { state, input: input("10:A+5"), ..options(30) });
        assert_eq!(rest.report().frames, 30);
        let of = |outcome: &Outcome| {
            let Report { frame_hash, state_hash, ticks, instructions, registers, .. } =
                timeless(outcome);
            (frame_hash, state_hash, ticks, instructions, registers)
        };
        assert_eq!(of(&rest), of(&whole), "cgb: {cgb}");
    }
}

#[test]
fn scripts_press_buttons() {
    let presses = |script: &str| {
        let input = script.parse().unwrap();
        let peeks = vec![Peek { address: PRESS_COUNTER, length: 1 }];
        let battery = Some(vec![0; 0x2000]);
        let options = RenderOptions { input, peeks, battery, ..options(60) };
        run(&options).report().peeks[0].bytes[0]
    };
    assert_eq!(presses(""), 0);
    assert_eq!(presses("20:A+7"), 7);
    assert_eq!(presses("20:A"), 4);
    assert_eq!(presses("20:B&START+7"), 0);
    assert_eq!(presses("20:A&B+3,30:A+2"), 5);
}

#[test]
fn an_opcode_ends_the_run() {
    let peeks = vec![Peek { address: FRAME_COUNTER, length: 2 }];
    let outcome = run(&RenderOptions { until_opcode: Some(0x40), peeks, ..options(200) });
    let report = outcome.report();
    let until = report.until_opcode.unwrap();
    assert_eq!((until.opcode, until.reached), (0x40, true));
    assert_eq!(outcome.machine.peek(report.registers.pc), 0x40);
    assert_eq!(report.peeks[0].bytes, [FRAMES_TO_OPCODE, 0]);
    assert!((100..110).contains(&report.frames), "{} frames", report.frames);
}

#[test]
fn an_opcode_that_never_comes_lets_the_run_end() {
    let report = run(&RenderOptions { until_opcode: Some(0xED), ..options(20) }).report();
    assert_eq!(report.frames, 20);
    assert!(!report.until_opcode.unwrap().reached);
}

#[test]
fn the_receiver_gets_each_nth_picture() {
    let options = RenderOptions { every: NonZeroU32::new(10), ..options(35) };
    let mut received = Vec::new();
    let mut receive = |picture: &edgeboy_media::picture::Picture| {
        received.push(Hash::of(picture.bytes()));
        Ok(())
    };
    let outcome = render_with(rom(false), &options, &mut receive).unwrap();
    assert_eq!(outcome.report().frames, 35);
    let expected = [10, 20, 30].map(|frames| run(&self::options(frames)).report().frame_hash);
    assert_eq!(received, expected);
}

#[test]
fn the_receiver_may_end_the_run() {
    let options = RenderOptions { every: NonZeroU32::new(1), ..options(u64::MAX) };
    let error = render_with(rom(false), &options, &mut |_| Err(io::Error::other("enough")));
    assert!(matches!(&error, Err(Error::Pictures(error)) if error.to_string() == "enough"));
}

#[test]
fn palettes_colour_the_picture_and_leave_the_hash_alone() {
    let grey = run(&options(40));
    let palette = "#010203,#040506,#070809,#0a0b0c".parse().unwrap();
    let other = run(&RenderOptions { palette, ..options(40) });
    assert_eq!(grey.report().frame_hash, Hash::of(grey.picture.bytes()));
    assert_eq!(other.report().frame_hash, grey.report().frame_hash);
    let shade = |grey: u8| 3 - grey / 0x55;
    for (grey, other) in grey.picture.pixels().iter().zip(other.picture.pixels()) {
        let first = 1 + 3 * shade(grey[0]);
        assert_eq!(*other, [first, first + 1, first + 2]);
    }
}

#[test]
fn corrected_colours_are_a_cgbs_only_and_leave_the_hash_alone() {
    let shown = |model, cgb_colors| {
        let options = RenderOptions { model: Some(model), cgb_colors, ..options(40) };
        let outcome = run(&options);
        let hash = outcome.report().frame_hash;
        (outcome.picture, hash)
    };
    for model in Model::ALL {
        let (raw, raw_hash) = shown(model, CgbColors::Raw);
        let (corrected, hash) = shown(model, CgbColors::Corrected);
        assert_eq!(hash, raw_hash);
        assert_eq!(corrected != raw, model.is_cgb(), "{model:?}");
    }
}

#[test]
fn the_border_is_an_sgbs_only_and_leaves_the_hash_alone() {
    for model in Model::ALL {
        let shown = |border| run(&RenderOptions { model: Some(model), border, ..options(40) });
        let (plain, bordered) = (shown(false), shown(true));
        assert_eq!(plain.report().frame_hash, bordered.report().frame_hash);
        assert_eq!((plain.picture.width(), plain.picture.height()), (LCD_WIDTH, LCD_HEIGHT));
        let with_border = (BORDER_WIDTH, BORDER_HEIGHT);
        let expected = if model.is_sgb() { with_border } else { (LCD_WIDTH, LCD_HEIGHT) };
        assert_eq!((bordered.picture.width(), bordered.picture.height()), expected);
        let (left, top) = ((expected.0 - LCD_WIDTH) / 2, (expected.1 - LCD_HEIGHT) / 2);
        let rows = bordered.picture.pixels().chunks(expected.0).skip(top);
        for (row, line) in rows.zip(plain.picture.pixels().chunks(LCD_WIDTH)) {
            assert_eq!(&row[left..left + LCD_WIDTH], line, "{model:?}");
        }
    }
}

#[test]
fn sound_is_made_if_asked_for() {
    assert_eq!(run(&options(30)).report().audio_hash, None);
    let silent = RenderOptions { audio_hash: true, ..options(30) };
    let wav = RenderOptions { wav: true, sample_rate: 44_100, ..options(30) };
    let (hashed, written) = (run(&silent), run(&wav));
    assert_eq!((hashed.report().sample_rate, hashed.wav.is_none()), (Some(48_000), true));
    assert_eq!(written.report().sample_rate, Some(44_100));
    assert_eq!(hashed.report().state_hash, written.report().state_hash);

    let file = written.wav.as_ref().unwrap();
    let mut reader = hound::WavReader::new(file.as_slice()).unwrap();
    assert_eq!(reader.spec().sample_rate, 44_100);
    let expected = 44_100 * 30 * Ticks::FRAME.0 / Ticks::PER_SECOND;
    assert!(u64::from(reader.duration()).abs_diff(expected) < 100, "{}", reader.duration());
    let levels: Vec<i16> = reader.samples().map(Result::unwrap).collect();
    let range = levels.iter().max().unwrap().abs_diff(*levels.iter().min().unwrap());
    assert!(range > 1000, "the tone's range is {range}");
    let bytes: Vec<u8> = levels.iter().flat_map(|level| level.to_le_bytes()).collect();
    assert_eq!(written.report().audio_hash, Some(Hash::of(&bytes)));
}

#[test]
fn sound_too_long_for_a_wav_file_is_refused_at_once() {
    let options = RenderOptions { wav: true, ..options(u64::MAX) };
    let error = render(rom(false), &options).unwrap_err();
    assert!(matches!(error, Error::Wav(_)), "{error}");
}

#[test]
fn a_gif_shows_each_third_picture_and_the_last() {
    let outcome = run(&RenderOptions { gif: true, scale: 2, ..options(40) });
    let file = outcome.gif.unwrap();
    let mut decoder = gif::DecodeOptions::new();
    decoder.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = decoder.read_info(file.as_slice()).unwrap();
    let size = (usize::from(decoder.width()), usize::from(decoder.height()));
    assert_eq!(size, (2 * LCD_WIDTH, 2 * LCD_HEIGHT));
    let mut canvas = vec![[0; 3]; size.0 * size.1];
    let (mut pictures, mut hundredths) = (0, 0);
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        pictures += 1;
        hundredths += u32::from(frame.delay);
        for (index, pixel) in frame.buffer.as_chunks::<4>().0.iter().enumerate() {
            let (x, y) = (index % usize::from(frame.width), index / usize::from(frame.width));
            let place = (usize::from(frame.top) + y) * size.0 + usize::from(frame.left) + x;
            if pixel[3] != 0 {
                canvas[place] = [pixel[0], pixel[1], pixel[2]];
            }
        }
    }
    // 3, 6, ... 39 and 40, of which those before the LCD is on are one.
    assert!((12..=14).contains(&pictures), "{pictures} pictures");
    // From frame 3 to frame 40, and three frames for the last.
    assert_eq!(hundredths, 67); // 66.97
    assert_eq!(canvas, outcome.picture.scaled(2).pixels());
}

#[test]
fn the_model_follows_the_cartridge() {
    let model = |cgb: bool, model: Option<Model>| {
        render(rom(cgb), &RenderOptions { model, ..options(1) }).unwrap().report().model
    };
    assert_eq!(model(false, None), "dmg");
    assert_eq!(model(true, None), "cgb");
    assert_eq!(model(true, Some(Model::Mgb)), "mgb");
    assert_eq!(model(false, Some(Model::Cgb)), "cgb");
}

#[test]
fn cgb_pictures_have_the_games_colours() {
    let outcome = render(rom(true), &options(40)).unwrap();
    let grey = |rgb: &[u8; 3]| rgb[0] == rgb[1] && rgb[1] == rgb[2];
    assert!(!outcome.picture.pixels().iter().all(grey));
}

#[test]
fn buttons_held_at_boot_choose_the_colours_of_a_dmg_game() {
    let greys = |boot_buttons: Buttons| {
        let options = RenderOptions { model: Some(Model::Cgb), boot_buttons, ..options(40) };
        let pixels = render(rom(false), &options).unwrap().picture.pixels().to_vec();
        pixels.iter().all(|rgb| rgb[0] == rgb[1] && rgb[1] == rgb[2])
    };
    assert!(!greys(Buttons::NONE));
    assert!(greys(Buttons::LEFT | Buttons::B));
}

#[test]
fn battery_ram_is_kept() {
    let hold = |battery: Option<Vec<u8>>| {
        let input = "20:A+5".parse().unwrap();
        run(&RenderOptions { input, battery, ..options(40) }).machine.battery().unwrap()
    };
    let first = hold(Some(vec![0; 0x2000]));
    assert_eq!((first[0], first[1]), (5, 0));
    assert_eq!(hold(Some(first))[0], 10);
}

#[test]
fn the_cartridge_is_described() {
    let cartridge = run(&options(0)).report().cartridge;
    assert_eq!(cartridge.title, "EDGETEST");
    assert_eq!((cartridge.cartridge_type, cartridge.rom_bytes), (3, 0x8000));
    assert_eq!((cartridge.ram_bytes, cartridge.battery), (0x2000, true));
    assert!(cartridge.header_checksum_valid);
    assert_eq!(cartridge.cgb, "none");
    assert_eq!(cartridge.sha256.len(), 64);
}

#[test]
fn bad_inputs_are_told_apart() {
    let with = |change: &dyn Fn(&mut RenderOptions)| {
        let mut options = options(1);
        change(&mut options);
        render(rom(false), &options).unwrap_err()
    };
    assert!(matches!(render(vec![0; 10], &options(1)), Err(Error::Rom(_))));
    assert!(matches!(with(&|o| o.boot_rom = Some(vec![0; 3])), Error::BootRom(_)));
    assert!(matches!(with(&|o| o.battery = Some(vec![0; 3])), Error::Battery(_)));
    assert!(matches!(with(&|o| o.state = Some(vec![0; 3])), Error::State(_)));
}

#[test]
fn reports_survive_json() {
    let peeks = vec![Peek { address: 0xFFFE, length: 9 }];
    let options = RenderOptions { audio_hash: true, until_opcode: Some(1), peeks, ..options(3) };
    let report = run(&options).report();
    assert_eq!(report.peeks[0].bytes.len(), 2);
    let json = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
}
