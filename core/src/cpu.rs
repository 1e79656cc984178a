//! The SM83 CPU: when it fetches, interrupts, halts and stops.
//!
//! The CPU never counts cycles. Time passes inside the methods of [`CpuBus`], one M-cycle each.
//!
//! Sources: Pan Docs, "Interrupts", "halt" and "CPU Instruction Set".

mod alu;
mod bus;
mod execute;
mod registers;

use serde::{Deserialize, Serialize};

pub use bus::{AfterStop, CpuBus, Stop};
pub use registers::{FLAG_C, FLAG_H, FLAG_N, FLAG_Z, Registers};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Mode {
    #[default]
    Running,
    Halted {
        /// No M-cycle has passed since the HALT instruction.
        first: bool,
    },
    Stopped,
    /// An opcode that does not exist has been executed: only power-off helps.
    Locked,
}

/// The CPU.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cpu {
    /// The registers.
    pub r: Registers,
    /// The interrupt master enable flag.
    pub ime: bool,
    /// EI has been executed: IME will be set after the next instruction.
    pub ei_delay: bool,
    /// The HALT bug: the next opcode is fetched without moving PC on.
    halt_bug: bool,
    mode: Mode,
}

impl Cpu {
    /// A CPU with these registers, running, with interrupts disabled.
    pub fn new(registers: Registers) -> Cpu {
        Cpu { r: registers, ..Cpu::default() }
    }

    /// Whether the CPU waits in HALT, in STOP, or for ever.
    pub fn is_waiting(&self) -> bool {
        self.mode != Mode::Running
    }

    /// Makes steps for as long as the bus says. A step is an instruction or an interrupt dispatch; where the
    /// CPU waits, it is an M-cycle of that, or several. Returns in how many of them it did not wait.
    pub fn run<B: CpuBus>(&mut self, bus: &mut B) -> u64 {
        let mut executed = 0;
        while bus.goes_on() {
            executed += u64::from(!self.is_waiting());
            if let Some(opcode) = self.begin_step(bus) {
                executed += self.execute_on(bus, opcode);
            }
        }
        executed
    }

    /// Executes an instruction, and those after it that nothing comes between. Returns how many came after it.
    #[inline(never)]
    fn execute_on<B: CpuBus>(&mut self, bus: &mut B, mut opcode: u8) -> u64 {
        let mut more = 0;
        loop {
            self.execute(bus, opcode);
            let Some(next) = bus.fetch_quietly(self.r.pc) else { return more };
            self.r.pc = self.r.pc.wrapping_add(1);
            opcode = next;
            more += 1;
        }
    }

    /// Begins a step, in any state. Returns the opcode that follows, if it is an instruction.
    #[inline(never)]
    fn begin_step<B: CpuBus>(&mut self, bus: &mut B) -> Option<u8> {
        let is_plain = self.mode == Mode::Running && !self.ei_delay && !self.halt_bug;
        if is_plain && (!self.ime || bus.pending_interrupts() == 0) {
            let opcode = bus.fetch(self.r.pc);
            self.r.pc = self.r.pc.wrapping_add(1);
            return Some(opcode);
        }
        bus.look_up();
        if !self.leads_to_instruction(bus) {
            return None;
        }
        let opcode = bus.fetch(self.r.pc);
        let moves_on = !core::mem::take(&mut self.halt_bug);
        self.r.pc = self.r.pc.wrapping_add(moves_on.into());
        Some(opcode)
    }

    /// Whatever a step can be besides the execution of an instruction. Returns whether one follows.
    fn leads_to_instruction<B: CpuBus>(&mut self, bus: &mut B) -> bool {
        let pending = match self.mode {
            Mode::Running => bus.pending_interrupts(),
            Mode::Halted { first } => {
                let pending = bus.halted_cycle(first);
                self.mode = Mode::Halted { first: false };
                pending
            }
            Mode::Stopped => {
                if bus.stopped_cycle() {
                    self.mode = Mode::Running;
                }
                return false;
            }
            Mode::Locked => {
                bus.idle();
                bus.pending_interrupts();
                return false;
            }
        };

        // EI takes effect after the instruction that follows it: an interrupt is possible one
        // instruction later than IME says (mooneye-test-suite, ei_sequence and ei_timing).
        let ime = self.ime;
        if self.ei_delay {
            self.ime = true;
            self.ei_delay = false;
        }

        if pending != 0 && self.mode != Mode::Running {
            self.mode = Mode::Running;
            bus.wake();
            if !ime {
                return false;
            }
        }
        if pending != 0 && ime {
            self.dispatch_interrupt(bus);
            return false;
        }
        if self.mode != Mode::Running && bus.pause_is_over() {
            self.mode = Mode::Running;
            return false;
        }
        self.mode == Mode::Running
    }

    /// Five M-cycles: a discarded fetch, two idle ones, and the two pushes.
    ///
    /// The vector is chosen between the pushes: if the first of them overwrites IE so that
    /// nothing is pending any more, PC becomes 0000 (mooneye-test-suite, `interrupts/ie_push`).
    fn dispatch_interrupt<B: CpuBus>(&mut self, bus: &mut B) {
        self.ime = false;
        bus.read(self.r.pc);
        bus.idle_on(self.r.pc.wrapping_add(1));
        bus.idle_on(self.r.sp);
        let [high, low] = self.r.pc.to_be_bytes();
        self.r.sp = self.r.sp.wrapping_sub(1);
        bus.write(self.r.sp, high);
        let enabled = bus.interrupt_enable();
        self.r.sp = self.r.sp.wrapping_sub(1);
        let pending = enabled & bus.push_in_dispatch(self.r.sp, low) & 0x1F;
        if pending == 0 {
            self.r.pc = 0x0000;
        } else {
            let lowest = pending & pending.wrapping_neg();
            bus.acknowledge(lowest);
            self.r.pc = 0x0040 + 8 * lowest.trailing_zeros() as u16;
        }
    }

    fn halt<B: CpuBus>(&mut self, bus: &mut B) {
        bus.look_up();
        if bus.pending_interrupts() == 0 {
            bus.halt();
            self.mode = Mode::Halted { first: true };
        } else if self.ime {
            // HALT is executed again after the interrupt, as in `SameBoy`.
            self.r.pc = self.r.pc.wrapping_sub(1);
        } else {
            self.halt_bug = true;
        }
    }

    fn stop<B: CpuBus>(&mut self, bus: &mut B) {
        bus.look_up();
        let interrupt_pending = bus.pending_interrupts() != 0;
        let stop = bus.stop(self.r.pc, interrupt_pending);
        if stop.skips_byte {
            self.r.pc = self.r.pc.wrapping_add(1);
        }
        self.mode = match stop.then {
            AfterStop::Run => Mode::Running,
            AfterStop::Pause => Mode::Halted { first: true },
            AfterStop::Sleep => Mode::Stopped,
        };
    }
}
