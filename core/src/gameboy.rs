//! The whole machine.

use alloc::vec::Vec;

use crate::apu::Channel;
use crate::boot;
use crate::boot_rom::{BootRom, BootRomError};
use crate::bus::Bus;
use crate::cartridge::{BatteryError, CAMERA_HEIGHT, CAMERA_WIDTH, Cartridge};
use crate::cpu::{Cpu, Registers};
use crate::infrared::InfraredPort;
use crate::joypad::Buttons;
use crate::model::Model;
use crate::serial::{NoPeer, SerialPeer};
use crate::state::{self, StateError};
use crate::sync_policy::SyncPolicy;
use crate::time::Ticks;

/// A Game Boy or Game Boy Color with a cartridge in it.
///
/// The same ROM, model, save and inputs give the same machine, bit for bit, on every platform:
/// [`GameBoy::state_hash`] tells. Nothing here fails or does I/O; time passes only in the `run`
/// methods and in [`GameBoy::step`].
#[derive(Clone, Debug)]
pub struct GameBoy {
    pub(crate) cpu: Cpu,
    pub(crate) bus: Bus,
    pub(crate) instructions: u64,
}

impl GameBoy {
    /// A machine in the state in which the model's boot ROM hands over to the cartridge.
    pub fn new(cartridge: Cartridge, model: Model) -> GameBoy {
        GameBoy::new_with_held(cartridge, model, Buttons::NONE)
    }

    /// The same, as if `held` had been held down while the boot ROM ran. That is how a player of a
    /// CGB chooses the colours of a DMG game: by a direction, alone or with A or B.
    pub fn new_with_held(cartridge: Cartridge, model: Model, held: Buttons) -> GameBoy {
        let mut bus = Bus::new(cartridge, model);
        let cpu = boot::skip(&mut bus, held);
        GameBoy { cpu, bus, instructions: 0 }
    }

    /// A machine that has just been switched on, and runs `boot_rom` first.
    ///
    /// # Errors
    ///
    /// [`BootRomError`] if the boot ROM is not one of this model by its length: 256 bytes for
    /// the DMG, MGB and SGB, 2,304 for the CGB and AGB.
    pub fn with_boot_rom(
        cartridge: Cartridge,
        model: Model,
        boot_rom: &[u8],
    ) -> Result<GameBoy, BootRomError> {
        let boot_rom = BootRom::new(boot_rom, model)?;
        let mut bus = Bus::new(cartridge, model);
        bus.boot_rom = boot_rom;
        bus.show_plain_memory();
        Ok(GameBoy { cpu: Cpu::default(), bus, instructions: 0 })
    }

    /// The hardware model.
    pub fn model(&self) -> Model {
        self.bus.model
    }

    /// The cartridge.
    pub fn cartridge(&self) -> &Cartridge {
        &self.bus.cartridge
    }

    /// Sets which buttons are held from now on.
    pub fn set_buttons(&mut self, held: Buttons) {
        self.set_buttons_of(0, held);
    }

    /// The buttons that are held.
    pub fn buttons(&self) -> Buttons {
        self.bus.buttons(0)
    }

    /// Sets which buttons a player of a Super Game Boy holds from now on: 0, who is the one that
    /// [`GameBoy::set_buttons`] means, to 3. What others hold is not noticed.
    pub fn set_buttons_of(&mut self, player: usize, held: Buttons) {
        self.bus.set_buttons(player, held);
    }

    /// Runs to the next multiple of [`Ticks::FRAME`] since the start: 70,224 T-cycles of the 4 MiHz
    /// clock, whatever the LCD does.
    pub fn run_frame(&mut self) {
        let frames = self.bus.now.0 / Ticks::FRAME.0;
        self.run_until(Ticks((frames + 1) * Ticks::FRAME.0));
    }

    /// Runs to the first instruction boundary at or after `deadline`.
    pub fn run_until(&mut self, deadline: Ticks) {
        self.run_until_with_peer(deadline, &mut NoPeer);
    }

    /// The same, with something at the other end of the link cable.
    pub fn run_until_with_peer(&mut self, deadline: Ticks, peer: &mut impl SerialPeer) {
        while self.bus.now < deadline {
            self.run_instructions(deadline);
            self.bus.serial.meet(peer);
        }
        self.bus.sync();
    }

    /// Runs until the CPU is about to execute `opcode`, as test ROMs do to say that they are done,
    /// or to `deadline`. Returns whether the opcode was reached.
    pub fn run_until_opcode(&mut self, opcode: u8, deadline: Ticks) -> bool {
        let mut reached = false;
        while self.bus.now < deadline && !reached {
            self.step_or_wait(deadline);
            self.bus.serial.meet(&mut NoPeer);
            reached = !self.cpu.is_waiting() && self.bus.peek(self.cpu.r.pc) == opcode;
        }
        self.bus.sync();
        reached
    }

    /// Executes one instruction, or one M-cycle where the CPU waits.
    pub fn step(&mut self) {
        self.run_instructions(self.bus.now + Ticks(1));
        self.bus.serial.meet(&mut NoPeer);
        self.bus.sync();
    }

    /// Executes one instruction; where the CPU waits, it does so for one M-cycle or more, up to `deadline`.
    pub(crate) fn step_or_wait(&mut self, deadline: Ticks) {
        let waits = self.cpu.is_waiting();
        self.run_instructions(if waits { deadline } else { self.bus.now + Ticks(1) });
    }

    /// Executes instructions until `deadline`, or to the first after which the serial port wants to meet its
    /// peer. It is one instruction if the deadline is the next moment.
    #[inline(never)]
    fn run_instructions(&mut self, deadline: Ticks) {
        self.bus.begin_run(deadline);
        self.instructions += self.cpu.run(&mut self.bus);
        self.bus.flush();
    }

    /// The time since the start.
    pub fn now(&self) -> Ticks {
        self.bus.now
    }

    /// Instructions executed since the start.
    pub fn instructions(&self) -> u64 {
        self.instructions
    }

    /// The last completed picture: [`LCD_WIDTH`](crate::LCD_WIDTH) by
    /// [`LCD_HEIGHT`](crate::LCD_HEIGHT) pixels, row by row.
    ///
    /// On a CGB or SGB a pixel is RGB555, red in bits 0 to 4, green in bits 5 to 9, blue in bits 10
    /// to 14. On a DMG or MGB it is a shade from 0, the lightest, to 3.
    pub fn frame(&self) -> &[u16] {
        match &self.bus.sgb {
            Some(sgb) => sgb.picture(),
            None => self.bus.ppu.frames.completed(),
        }
    }

    /// The same picture as a Super Game Boy shows it, in its border:
    /// [`BORDER_WIDTH`](crate::BORDER_WIDTH) by [`BORDER_HEIGHT`](crate::BORDER_HEIGHT) pixels in
    /// RGB555, row by row, with the frame's top left pixel at (48, 40). `None` on other models.
    pub fn border_frame(&self) -> Option<Vec<u16>> {
        self.bus.sgb.as_ref().map(|sgb| sgb.border_frame())
    }

    /// How many pictures have been completed since the start.
    pub fn frame_count(&self) -> u64 {
        self.bus.ppu.frames.count
    }

    /// Sets how many stereo samples are made per second; 0, the default, makes none.
    pub fn set_sample_rate(&mut self, hz: u32) {
        self.bus.apu.set_sample_rate(hz);
    }

    /// Takes the samples made since the last call, of which a second is kept: left and right.
    pub fn take_audio(&mut self) -> Vec<[i16; 2]> {
        self.bus.apu.take_samples()
    }

    /// Lets a sound channel be heard or not. The game does not notice.
    pub fn set_channel_enabled(&mut self, channel: Channel, enabled: bool) {
        self.bus.apu.set_channel_enabled(channel, enabled);
    }

    /// Sets when the parts of the machine are brought to the present: of no effect but on speed. It is
    /// no part of the machine's state.
    pub fn set_sync_policy(&mut self, policy: SyncPolicy) {
        self.bus.sync();
        self.bus.set_sync_policy(policy);
    }

    /// The CPU's registers.
    pub fn registers(&self) -> Registers {
        self.cpu.r
    }

    /// What a read of `address` would give, without its side effects and whatever is locked.
    pub fn peek(&self, address: u16) -> u8 {
        self.bus.peek(address)
    }

    /// Whether the cartridge's rumble motor runs.
    pub fn rumble(&self) -> bool {
        self.bus.cartridge.rumble()
    }

    /// Tells how the cartridge is held, where there is a sensor for it (an MBC7): what a mass inside
    /// is pulled with to the right (`x`) and to the bottom (`y`) of the screen, in g (9.81 m/s²). At
    /// rest with the screen up both are 0; tilted by an angle to the right, `x` is its sine.
    ///
    /// The sensor measures from -2 to 2; what lies beyond, it takes for the nearest, and what is not
    /// a number for 0. As buttons are, this is an input that holds until the next call, and part of
    /// the machine's state.
    pub fn set_tilt(&mut self, x: f32, y: f32) {
        self.bus.cartridge.set_tilt(x, y);
    }

    /// Puts a picture before the lens of a Pocket Camera: rows from the top, pixels from the left,
    /// each from 0 for black to 255 for white. Without it, the camera sees darkness.
    ///
    /// As buttons are, this is an input that holds until the next call, and part of the machine's
    /// state. Without a camera, nothing happens.
    pub fn set_camera_picture(&mut self, grey: &[u8; CAMERA_WIDTH * CAMERA_HEIGHT]) {
        self.bus.cartridge.set_camera_picture(grey);
    }

    /// Tells whether the cartridge's infrared port (HuC1, HuC3) sees light. Whether its own light
    /// is on, [`Cartridge::infrared_light`] tells.
    ///
    /// As buttons are, this is an input that holds until the next call, and part of the machine's
    /// state. Without a port, nothing happens.
    pub fn set_cartridge_infrared(&mut self, sees_light: bool) {
        self.bus.cartridge.set_infrared(sees_light);
    }

    /// Tells whether the CGB's infrared port sees the light of another. Its own light, which it sees
    /// as well, [`GameBoy::infrared_light`] tells.
    ///
    /// As buttons are, this is an input that holds until the next call, and part of the machine's
    /// state. Without a port, nothing happens.
    pub fn set_infrared(&mut self, sees_light: bool) {
        if let Some(port) = self.bus.infrared_mut() {
            port.set_sees_light(sees_light);
        }
    }

    /// Whether the light of the CGB's infrared port is on.
    pub fn infrared_light(&self) -> bool {
        self.bus.infrared().is_some_and(InfraredPort::light)
    }

    /// The other end of the link cable clocks `byte` through. Returns the byte that this machine
    /// had ready, or `None` if it was not waiting for an external clock.
    pub fn receive_serial(&mut self, byte: u8) -> Option<u8> {
        self.bus.serial.receive(byte, &mut self.bus.interrupts)
    }

    /// The battery save: the cartridge's RAM, with the clock or the flash memory behind it where
    /// there is one. `None` without a battery.
    pub fn battery(&self) -> Option<Vec<u8>> {
        self.bus.cartridge.battery(self.bus.now)
    }

    /// Puts a battery save into the cartridge.
    ///
    /// # Errors
    ///
    /// [`BatteryError`] if the cartridge has no battery, or the save has another size. Nothing has
    /// changed then.
    pub fn load_battery(&mut self, bytes: &[u8]) -> Result<(), BatteryError> {
        self.bus.cartridge.load_battery(bytes, self.bus.now)
    }

    /// Tells the cartridge's clock the time, in seconds since 1970-01-01. The time that has passed
    /// since the battery save was written is caught up with. This is the only way in which
    /// wall-clock time enters the machine.
    pub fn set_rtc(&mut self, unix_seconds: u64) {
        self.bus.cartridge.set_rtc(unix_seconds, self.bus.now);
    }

    /// The whole machine as bytes, but for the ROMs.
    pub fn save_state(&self) -> Vec<u8> {
        state::save(self)
    }

    /// Brings back a machine that [`GameBoy::save_state`] saved. What the host has set (sample
    /// rate, muted channels) stays.
    ///
    /// # Errors
    ///
    /// [`StateError`] if the bytes are not a state of this version, model and ROM. The machine is
    /// as it was then.
    pub fn load_state(&mut self, bytes: &[u8]) -> Result<(), StateError> {
        state::load(self, bytes)
    }

    /// The machine at this moment, without what the host has set: it makes no sound. Much cheaper
    /// than [`GameBoy::save_state`], but of no use outside this program.
    #[must_use]
    pub fn snapshot(&self) -> GameBoy {
        let mut snapshot = self.clone();
        snapshot.bus.apu.forget_host_settings();
        snapshot
    }

    /// Goes back to a moment of which [`GameBoy::snapshot`] was taken, or to one that was reached
    /// from there. It has to be of this machine or of one like it: nothing is checked. What the
    /// host has set (sample rate, muted channels) stays.
    pub fn restore(&mut self, snapshot: GameBoy) {
        let mut replaced = core::mem::replace(self, snapshot);
        self.bus.adopt_host_settings(&mut replaced.bus);
        self.bus.cartridge.count_writes_from(&replaced.bus.cartridge);
    }

    /// A hash of all that [`GameBoy::save_state`] saves. Equal machines have equal hashes, on every
    /// platform.
    pub fn state_hash(&self) -> u64 {
        state::hash(self)
    }
}
