//! Two machines side by side: a cable between their serial ports, and infrared ports that face each
//! other.
//!
//! Each machine runs alone for as long as nothing that the other does could reach it:
//!
//! * A byte reaches both ends when its last bit is clocked, and [`Serial::earliest_end`] tells how
//!   long that takes at least, whatever a program does.
//! * Light is there at once, so a machine whose program can look for it does not run ahead.
//!
//! What one does reaches the other at the other's first instruction that begins no earlier. That
//! depends on the machines' time alone, so the slices in which a host runs them change nothing.
//!
//! [`Serial::earliest_end`]: crate::serial::Serial::earliest_end

use crate::bus::Bus;
use crate::gameboy::GameBoy;
use crate::infrared::InfraredPort;
use crate::serial::SerialPeer;
use crate::time::Ticks;

/// A link cable between two machines, and the line of sight between their infrared ports, those of
/// cartridges (HuC1, HuC3) included.
///
/// ```
/// # use edgeboy_core::{Cartridge, GameBoy, Link, Model, Ticks};
/// # let cartridge = Cartridge::from_bytes(vec![0; 0x8000])?;
/// # let mut left = GameBoy::new(cartridge.clone(), Model::Dmg);
/// # let mut right = GameBoy::new(cartridge, Model::Cgb);
/// let mut link = Link::between(&left, &right);
/// for _ in 0..60 {
///     link.run([&mut left, &mut right], Ticks::FRAME);
/// }
/// # Ok::<(), edgeboy_core::CartridgeError>(())
/// ```
///
/// Either machine can give the clock, normal or fast, in normal or double speed. Where both do,
/// neither waits for the other: each gets what is on the line when it is done.
///
/// A save state holds a machine, not its cable: after loading one, or running a machine without the
/// other, a new link is needed. A byte that was under way is lost then, as if the cable had been
/// pulled.
#[derive(Clone, Debug)]
pub struct Link {
    /// What each machine's clock showed when they were linked.
    starts: [Ticks; 2],
    /// The time for which they were to run since.
    span: Ticks,
    /// The byte that a machine has clocked out and the other is yet to get.
    sent: [Option<u8>; 2],
}

/// Takes down the byte that goes out.
struct Outgoing(Option<u8>);

impl SerialPeer for Outgoing {
    fn exchange(&mut self, byte: u8) -> u8 {
        self.0 = Some(byte);
        0xFF
    }
}

impl Link {
    /// Links two machines, for which it is the same moment now whatever their clocks show.
    pub fn between(left: &GameBoy, right: &GameBoy) -> Link {
        Link { starts: [left.now(), right.now()], span: Ticks(0), sent: [None; 2] }
    }

    /// Runs both machines, which must be those that were linked, for so long: each to its first
    /// instruction boundary at or after that.
    pub fn run(&mut self, mut machines: [&mut GameBoy; 2], time: Ticks) {
        self.span += time;
        loop {
            let times = [0, 1].map(|side| machines[side].now() - self.starts[side]);
            self.pass_on(&mut machines, times);
            let behind = usize::from(times[1] < times[0]);
            if times[behind] >= self.span {
                break;
            }
            let limit = self.limit(&machines, times, behind);
            self.sent[behind] = run_alone(machines[behind], self.starts[behind] + limit);
        }
        for machine in machines {
            machine.bus.sync();
        }
    }

    /// How far the machine that is behind can go without missing anything.
    fn limit(&self, machines: &[&mut GameBoy; 2], times: [Ticks; 2], behind: usize) -> Ticks {
        let (other, next) = (1 - behind, times[behind] + Ticks(1));
        let light = if can_see(&machines[behind].bus) { times[other] } else { self.span };
        let byte = if self.sent[other].is_some() { times[other] } else { self.span };
        let mut limit = self.span.min(light).min(byte);
        limit = limit.min(times[other] + earliest_end(&machines[other].bus));
        // It stops by itself where it begins to clock a byte out.
        if machines[behind].bus.serial.clocks_transfer() {
            limit = limit.min(times[behind] + earliest_end(&machines[behind].bus));
        }
        limit.max(next)
    }

    /// Gives each machine what the other did up to the time that it has reached.
    fn pass_on(&mut self, machines: &mut [&mut GameBoy; 2], times: [Ticks; 2]) {
        let sent = self.sent;
        for (from, to) in [(0, 1), (1, 0)] {
            if times[to] < times[from] {
                continue;
            }
            let light = has_light(&machines[from].bus);
            machines[to].set_infrared(light);
            machines[to].set_cartridge_infrared(light);
            if let Some(byte) = self.sent[from].take() {
                let received = machines[to].receive_serial(byte).or(sent[to]);
                let received = received.unwrap_or_else(|| machines[to].bus.serial.line());
                machines[from].bus.serial.write_sb(received);
            }
        }
    }
}

/// Runs a machine until it does something that the other could notice or begins to, or to `deadline`.
/// Returns the byte that it has clocked out, if there is one.
fn run_alone(machine: &mut GameBoy, deadline: Ticks) -> Option<u8> {
    let shows = |bus: &Bus| (has_light(bus), can_see(bus), bus.serial.clocks_transfer());
    let shown = shows(&machine.bus);
    let mut outgoing = Outgoing(None);
    while machine.bus.now < deadline && outgoing.0.is_none() && shows(&machine.bus) == shown {
        machine.step_or_wait(deadline);
        machine.bus.serial.meet(&mut outgoing);
    }
    outgoing.0
}

fn has_light(bus: &Bus) -> bool {
    bus.infrared().is_some_and(InfraredPort::light) || bus.cartridge.infrared_light()
}

/// Whether the program could notice another's light.
fn can_see(bus: &Bus) -> bool {
    bus.infrared().is_some_and(InfraredPort::is_read) || bus.cartridge.has_infrared()
}

/// The least time until a byte could have been clocked out.
fn earliest_end(bus: &Bus) -> Ticks {
    // The fast clock is that of CGB games, and so is double speed. A boot ROM may still choose.
    let fast = bus.cgb_mode() || bus.boot_rom.is_mapped();
    let t_cycle = if bus.model.is_cgb() { 1 } else { 2 };
    Ticks(bus.serial.earliest_end(fast && bus.model.is_cgb()) * t_cycle)
}
