//! What the CPU needs of the world around it.

/// What a STOP instruction turned out to be.
///
/// Source: Pan Docs, "Reducing Power Consumption", the flow chart of `STOP`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Whether the byte after the opcode is skipped.
    pub skips_byte: bool,
    /// What the CPU does next.
    pub then: AfterStop,
}

/// What the CPU does after a STOP instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterStop {
    /// It goes on at once.
    Run,
    /// It waits as if in HALT, until an interrupt or the end of a pause, as in a speed switch.
    Pause,
    /// Its clock stands still until a selected button is pressed.
    Sleep,
}

/// The bus as the CPU sees it.
///
/// Time passes only inside these methods: every [`fetch`](CpuBus::fetch), [`read`](CpuBus::read),
/// [`write`](CpuBus::write), [`idle`](CpuBus::idle) and [`idle_on`](CpuBus::idle_on) is exactly
/// one M-cycle. That is what lets one CPU drive the real machine, and a flat 64 KiB of RAM that
/// records each access for the per-instruction test vectors.
///
/// The methods about interrupts and low power have defaults that suit such a flat memory.
pub trait CpuBus {
    /// Reads the byte at `address`.
    fn read(&mut self, address: u16) -> u8;

    /// Writes `value` to `address`.
    fn write(&mut self, address: u16, value: u8);

    /// An M-cycle in which the CPU is busy with itself.
    fn idle(&mut self);

    /// An M-cycle without an access in which `address` is on the bus, because the 16-bit
    /// incrementer works on it. The OAM corruption bug of the DMG reacts to that.
    fn idle_on(&mut self, _address: u16) {
        self.idle();
    }

    /// Reads an opcode.
    fn fetch(&mut self, address: u16) -> u8 {
        self.read(address)
    }

    /// Reads a byte of an instruction after the first.
    fn read_code(&mut self, address: u16) -> u8 {
        self.read(address)
    }

    /// Reads the opcode of a further instruction, if nothing has happened since the last one that a CPU
    /// would notice that runs already.
    fn fetch_quietly(&mut self, _address: u16) -> Option<u8> {
        None
    }

    /// Whether a run goes on with another step.
    fn goes_on(&mut self) -> bool;

    /// An instruction has changed how the CPU goes on: it cannot just fetch the next.
    fn look_up(&mut self) {}

    /// IF and IE, as they stand between two instructions.
    fn pending_interrupts(&mut self) -> u8 {
        0
    }

    /// IE, as of the last access.
    fn interrupt_enable(&self) -> u8 {
        0
    }

    /// The second push of an interrupt dispatch. Returns IF as it was when the byte was written,
    /// which is when the vector is chosen.
    fn push_in_dispatch(&mut self, address: u16, value: u8) -> u8 {
        self.write(address, value);
        0
    }

    /// Clears the bits of `mask` in IF, on behalf of an interrupt dispatch.
    fn acknowledge(&mut self, _mask: u8) {}

    /// The CPU enters HALT, no interrupt being pending.
    fn halt(&mut self) {}

    /// One M-cycle in HALT, or several if nothing happens that the CPU waits for. Returns IF and IE as
    /// the waiting CPU sees them; `first` is set right after the HALT instruction.
    fn halted_cycle(&mut self, _first: bool) -> u8 {
        self.idle();
        0
    }

    /// The CPU leaves HALT.
    fn wake(&mut self) {}

    /// Executes STOP; `next` is the address behind the opcode, and `interrupt_pending` says whether
    /// IF and IE have a bit in common.
    fn stop(&mut self, _next: u16, _interrupt_pending: bool) -> Stop {
        Stop { skips_byte: false, then: AfterStop::Sleep }
    }

    /// One M-cycle with the clock stopped. Returns whether a button ended it.
    fn stopped_cycle(&mut self) -> bool {
        self.idle();
        false
    }

    /// Whether a pause of fixed length, as after a speed switch, has just run out.
    fn pause_is_over(&mut self) -> bool {
        false
    }
}
