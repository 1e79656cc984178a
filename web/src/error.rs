//! What can be wrong with the bytes that a page hands over.

use std::{error::Error, fmt};

use edgeboy_core::{BatteryError, CartridgeError, Model, StateError};
use wasm_bindgen::{JsError, JsValue};

/// Why a machine could not be made, or could not take what it was given. In JavaScript it is an
/// `Error` with the same message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MachineError {
    /// The ROM is not one that can be run.
    Cartridge(CartridgeError),
    /// There is no model of this name.
    UnknownModel(String),
    /// The save state does not fit the machine, or is damaged.
    State(StateError),
    /// The save does not fit the cartridge.
    Battery(BatteryError),
}

impl fmt::Display for MachineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MachineError::Cartridge(error) => error.fmt(f),
            MachineError::UnknownModel(name) => {
                let known = Model::ALL.map(Model::name).join(", ");
                write!(f, "there is no model {name:?}; the models are {known}")
            }
            MachineError::State(error) => error.fmt(f),
            MachineError::Battery(error) => error.fmt(f),
        }
    }
}

impl Error for MachineError {}

impl From<MachineError> for JsValue {
    fn from(error: MachineError) -> JsValue {
        JsError::from(error).into()
    }
}
