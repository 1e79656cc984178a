//! Runs a libretro core: `libretro CORE.so ROM FRAMES MORE PICTURES`. The core's options are its defaults.
//!
//! The interface is that of `libretro.h`, version 1.

use std::cell::RefCell;
use std::ffi::{CStr, CString, c_char, c_uint, c_void};
use std::hint::black_box;
use std::ptr::{null, null_mut};

use anyhow::{Context, Result, ensure};
use edgeboy_peers::{Peer, run};
use libloading::{Library, Symbol};

const WIDTH: usize = 160;
const HEIGHT: usize = 144;

/// Commands of the environment callback.
const GET_CAN_DUPE: c_uint = 3;
const SET_PIXEL_FORMAT: c_uint = 10;

#[repr(C)]
struct GameInfo {
    path: *const c_char,
    data: *const c_void,
    size: usize,
    meta: *const c_char,
}

#[repr(C)]
struct SystemInfo {
    library_name: *const c_char,
    library_version: *const c_char,
    valid_extensions: *const c_char,
    need_fullpath: bool,
    block_extract: bool,
}

/// A function that takes a callback.
type Set<F> = unsafe extern "C" fn(F);

/// What the core has handed over; its callbacks have no other place to put it.
#[derive(Default)]
struct Screen {
    /// 0 is 0RGB1555, 1 is XRGB8888, 2 is RGB565.
    format: c_uint,
    width: usize,
    height: usize,
    pitch: usize,
    bytes: Vec<u8>,
}

thread_local! {
    static SCREEN: RefCell<Screen> = RefCell::default();
}

unsafe extern "C" fn environment(command: c_uint, data: *mut c_void) -> bool {
    match command {
        // SAFETY: the interface says what the data of these commands points to.
        GET_CAN_DUPE => unsafe { *data.cast::<bool>() = true },
        SET_PIXEL_FORMAT => SCREEN.with_borrow_mut(|screen| {
            screen.format = unsafe { *data.cast::<c_uint>() };
        }),
        _ => return false,
    }
    true
}

unsafe extern "C" fn video(data: *const c_void, width: c_uint, height: c_uint, pitch: usize) {
    // The same picture as before comes as null.
    if data.is_null() {
        return;
    }
    SCREEN.with_borrow_mut(|screen| {
        (screen.width, screen.height, screen.pitch) = (width as usize, height as usize, pitch);
        // The last row may end before its pitch does.
        let depth = if screen.format == 1 { 4 } else { 2 };
        let length = pitch * (screen.height - 1) + screen.width * depth;
        // SAFETY: the core lends so many bytes for the length of this call.
        let bytes = unsafe { std::slice::from_raw_parts(data.cast::<u8>(), length) };
        screen.bytes.clear();
        screen.bytes.extend_from_slice(bytes);
    });
}

unsafe extern "C" fn audio(left: i16, right: i16) {
    black_box((left, right));
}

unsafe extern "C" fn audio_batch(samples: *const i16, frames: usize) -> usize {
    black_box(samples);
    frames
}

unsafe extern "C" fn input_poll() {}

unsafe extern "C" fn input_state(_: c_uint, _: c_uint, _: c_uint, _: c_uint) -> i16 {
    0
}

struct Core {
    library: Library,
    retro_run: unsafe extern "C" fn(),
}

impl Core {
    /// # Safety
    /// The type must be that of the function in the interface.
    unsafe fn function<T: Copy>(library: &Library, name: &str) -> Result<T> {
        let symbol: Symbol<'_, T> = unsafe { library.get(name.as_bytes())? };
        Ok(*symbol)
    }

    fn load(path: &str) -> Result<Core> {
        // SAFETY: a libretro core; these are the functions' types in the interface.
        unsafe {
            let library = Library::new(path).with_context(|| path.to_owned())?;
            let retro_run = Core::function(&library, "retro_run")?;
            let set: Set<unsafe extern "C" fn(c_uint, *mut c_void) -> bool> =
                Core::function(&library, "retro_set_environment")?;
            set(environment);
            let set: Set<unsafe extern "C" fn(*const c_void, c_uint, c_uint, usize)> =
                Core::function(&library, "retro_set_video_refresh")?;
            set(video);
            let set: Set<unsafe extern "C" fn(i16, i16)> =
                Core::function(&library, "retro_set_audio_sample")?;
            set(audio);
            let set: Set<unsafe extern "C" fn(*const i16, usize) -> usize> =
                Core::function(&library, "retro_set_audio_sample_batch")?;
            set(audio_batch);
            let set: Set<unsafe extern "C" fn()> =
                Core::function(&library, "retro_set_input_poll")?;
            set(input_poll);
            let set: Set<unsafe extern "C" fn(c_uint, c_uint, c_uint, c_uint) -> i16> =
                Core::function(&library, "retro_set_input_state")?;
            set(input_state);
            let init: unsafe extern "C" fn() = Core::function(&library, "retro_init")?;
            init();
            Ok(Core { library, retro_run })
        }
    }

    fn version(&self) -> Result<String> {
        let mut info = SystemInfo {
            library_name: null(),
            library_version: null(),
            valid_extensions: null(),
            need_fullpath: false,
            block_extract: false,
        };
        // SAFETY: as in `load`; the texts are static.
        let text = unsafe {
            let get: unsafe extern "C" fn(*mut SystemInfo) =
                Core::function(&self.library, "retro_get_system_info")?;
            get(&raw mut info);
            CStr::from_ptr(info.library_version)
        };
        Ok(text.to_string_lossy().into_owned())
    }

    fn insert(&self, path: &str, rom: &[u8]) -> Result<()> {
        let path = CString::new(path)?;
        let game = GameInfo {
            path: path.as_ptr(),
            data: rom.as_ptr().cast(),
            size: rom.len(),
            meta: null_mut(),
        };
        // SAFETY: as in `load`; the core copies what it keeps.
        let is_loaded = unsafe {
            let load: unsafe extern "C" fn(*const GameInfo) -> bool =
                Core::function(&self.library, "retro_load_game")?;
            load(&raw const game)
        };
        ensure!(is_loaded, "the core refuses the ROM");
        Ok(())
    }
}

impl Peer for Core {
    fn run_frame(&mut self) {
        // SAFETY: a game is loaded.
        unsafe { (self.retro_run)() }
    }

    /// The middle of the picture, if it has a border.
    fn picture(&mut self, rgb: &mut Vec<u8>) {
        SCREEN.with_borrow(|screen| {
            let (left, top) = ((screen.width - WIDTH) / 2, (screen.height - HEIGHT) / 2);
            let depth = if screen.format == 1 { 4 } else { 2 };
            for row in screen.bytes.chunks(screen.pitch).skip(top).take(HEIGHT) {
                let pixels = row.chunks_exact(depth).skip(left).take(WIDTH);
                rgb.extend(pixels.flat_map(|pixel| color(pixel, screen.format)));
            }
        });
    }
}

fn color(pixel: &[u8], format: c_uint) -> [u8; 3] {
    if let &[blue, green, red, _] = pixel {
        return [red, green, blue];
    }
    let bits = u16::from_le_bytes([pixel[0], pixel[1]]);
    let five = |shift: u32| (bits >> shift & 31) as u8 * 8;
    match format {
        0 => [five(10), five(5), five(0)],
        _ => [five(11), (bits >> 5 & 63) as u8 * 4, five(0)],
    }
}

fn main() -> Result<()> {
    let path =
        std::env::args().nth(1).context("usage: libretro CORE.so ROM FRAMES MORE PICTURES")?;
    let core = Core::load(&path)?;
    let version = core.version()?;
    run(&version, |path, rom| {
        core.insert(path, rom)?;
        Ok(core)
    })
}
