//! The `postcard` form, written with calls instead of inlined code: inlined for each of hundreds of
//! fields, it was a tenth of the browser's module.

use alloc::vec::Vec;

use postcard::ser_flavors::Flavor;
use serde::Serialize;

/// Encodes a value behind the bytes.
pub(super) fn append<T: Serialize>(value: &T, bytes: Vec<u8>) -> Vec<u8> {
    // Nothing fails that writes to memory and knows its lengths, and all that states hold does.
    postcard::serialize_with_flavor(value, Bytes(bytes)).unwrap_or_default()
}

/// The bytes so far.
struct Bytes(Vec<u8>);

impl Flavor for Bytes {
    type Output = Vec<u8>;

    #[inline(never)]
    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(data);
        Ok(())
    }

    #[inline(never)]
    fn try_push(&mut self, data: u8) -> postcard::Result<()> {
        self.0.push(data);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<Vec<u8>> {
        Ok(self.0)
    }
}
