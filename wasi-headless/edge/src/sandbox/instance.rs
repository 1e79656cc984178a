//! One instance of the guest, and the door through which it is called.

use std::time::Instant;

use edgeboy_api::call::{Answer, Call};
use wasmtime::{InstancePre, Memory, Store, TypedFunc, UpdateDeadline};

use super::capabilities::World;
use super::limits::{Cancel, Failure, Interrupted, Limits, failure};

/// An instance of the guest.
pub struct Guest {
    store: Store<World>,
    instance: wasmtime::Instance,
    limits: Limits,
}

impl Guest {
    pub(super) fn new(
        pre: &InstancePre<World>,
        limits: Limits,
        cancel: Cancel,
    ) -> Result<Guest, Failure> {
        let mut store = Store::new(pre.module().engine(), World::new(limits.memory));
        store.limiter(|world| &mut world.memory);
        let started = Instant::now();
        store.epoch_deadline_callback(move |_| {
            if cancel.is_cancelled() {
                Err(Interrupted::Cancelled.into())
            } else if started.elapsed() >= limits.time {
                Err(Interrupted::Time.into())
            } else {
                Ok(UpdateDeadline::Continue(1))
            }
        });
        store.set_epoch_deadline(1);
        match pre.instantiate(&mut store) {
            Ok(instance) => Ok(Guest { store, instance, limits }),
            Err(error) if error.is::<wasmtime::PoolConcurrencyLimitError>() => Err(Failure::Busy),
            Err(error) => Err(failure_of(&store, limits, &error)),
        }
    }

    /// Runs a call.
    ///
    /// # Errors
    ///
    /// [`Failure`] if it did not come to its end.
    pub fn call(&mut self, call: Call) -> Result<Answer, Failure> {
        self.enter("edgeboy_call", call)?;
        Ok(Answer::from_blocks(self.outputs()?)?)
    }

    /// The files that a command line would read.
    pub(super) fn inputs(&mut self, args: &[String]) -> Result<Vec<String>, Failure> {
        self.enter("edgeboy_inputs", Call::new(args))?;
        let names = self.outputs()?.into_iter().next().unwrap_or_default();
        serde_json::from_slice(&names).map_err(|error| Failure::Malformed(error.into()))
    }

    /// How many bytes of linear memory the instance has.
    pub fn memory_bytes(&mut self) -> usize {
        self.memory().map_or(0, |memory| memory.data_size(&self.store))
    }

    /// Hands the blocks of a call over and calls a function that takes them.
    fn enter(&mut self, name: &str, call: Call) -> Result<(), Failure> {
        let memory = self.memory()?;
        let input: TypedFunc<u32, u32> = self.function("edgeboy_input")?;
        for block in call.into_blocks() {
            let bytes =
                u32::try_from(block.len()).map_err(|_| Failure::Memory(u32::MAX as usize))?;
            let address = input.call(&mut self.store, bytes);
            let address = address.map_err(|error| self.failure(&error))?;
            let written = memory.write(&mut self.store, address as usize, &block);
            written.map_err(|_| out_of_bounds())?;
        }
        let function: TypedFunc<(), ()> = self.function(name)?;
        function.call(&mut self.store, ()).map_err(|error| self.failure(&error))
    }

    /// Copies the blocks of the answer out.
    fn outputs(&mut self) -> Result<Vec<Vec<u8>>, Failure> {
        let memory = self.memory()?;
        let address: TypedFunc<u32, u32> = self.function("edgeboy_output")?;
        let bytes: TypedFunc<u32, i32> = self.function("edgeboy_output_bytes")?;
        let mut blocks = Vec::new();
        let mut room = self.limits.output;
        for index in 0.. {
            let bytes = bytes.call(&mut self.store, index);
            let Ok(bytes) = usize::try_from(bytes.map_err(|error| self.failure(&error))?) else {
                break;
            };
            // An empty block takes room as well, or a guest could have any number of them.
            let left = room.checked_sub(bytes.max(1));
            room = left.ok_or(Failure::Output(self.limits.output))?;
            let address = address.call(&mut self.store, index);
            let address = address.map_err(|error| self.failure(&error))? as usize;
            let end = address.checked_add(bytes).ok_or_else(out_of_bounds)?;
            let block = memory.data(&self.store).get(address..end).ok_or_else(out_of_bounds)?;
            blocks.push(block.to_vec());
        }
        Ok(blocks)
    }

    fn memory(&mut self) -> Result<Memory, Failure> {
        let memory = self.instance.get_memory(&mut self.store, "memory");
        memory.ok_or_else(|| Failure::Guest("it exports no memory".to_owned()))
    }

    fn function<P: wasmtime::WasmParams, R: wasmtime::WasmResults>(
        &mut self,
        name: &str,
    ) -> Result<TypedFunc<P, R>, Failure> {
        let function = self.instance.get_typed_func(&mut self.store, name);
        function.map_err(|error| Failure::Guest(error.to_string()))
    }

    fn failure(&self, error: &wasmtime::Error) -> Failure {
        failure_of(&self.store, self.limits, error)
    }
}

fn failure_of(store: &Store<World>, limits: Limits, error: &wasmtime::Error) -> Failure {
    let world = store.data();
    failure(error, limits, &world.memory, &world.stderr.contents())
}

fn out_of_bounds() -> Failure {
    Failure::Guest("it answered with an address outside its memory".to_owned())
}
