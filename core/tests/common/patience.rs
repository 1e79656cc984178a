//! Work that must come to an end.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Runs `work` and gives its result. One that takes longer than any machine needs is a hang, and
/// fails the test.
pub(crate) fn in_bounded_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    const LIMIT: Duration = Duration::from_mins(1);
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || sender.send(work()));
    match receiver.recv_timeout(LIMIT) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("this hangs"),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            std::panic::resume_unwind(worker.join().expect_err("the worker sent nothing"))
        }
    }
}
