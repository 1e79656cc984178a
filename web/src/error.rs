//! What can be wrong with what a page hands over.

use std::{error, fmt};

use edgeboy_core::{BatteryError, BootRomError, CartridgeError, Model, StateError};
use edgeboy_media::palette::PaletteError;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// Why a machine could not be made, or could not take what it was given.
///
/// In JavaScript it is an `Error` with the same message, whose `name` says which of these it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MachineError {
    /// The ROM is not one that can be run.
    Cartridge(CartridgeError),
    /// There is no model of this name.
    UnknownModel(String),
    /// The boot ROM is not the model's.
    BootRom(BootRomError),
    /// The save state does not fit the machine, or is damaged.
    State(StateError),
    /// The save does not fit the cartridge.
    Battery(BatteryError),
    /// The text is no palette.
    Palette(PaletteError),
}

impl MachineError {
    /// The `name` of the JavaScript error.
    fn name(&self) -> &'static str {
        match self {
            MachineError::Cartridge(_) => "CartridgeError",
            MachineError::UnknownModel(_) => "ModelError",
            MachineError::BootRom(_) => "BootRomError",
            MachineError::State(_) => "StateError",
            MachineError::Battery(_) => "BatteryError",
            MachineError::Palette(_) => "PaletteError",
        }
    }
}

impl fmt::Display for MachineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MachineError::Cartridge(error) => error.fmt(f),
            MachineError::UnknownModel(name) => {
                let known = Model::ALL.map(Model::name).join(", ");
                write!(f, "there is no model `{name}`; the models are {known}")
            }
            MachineError::BootRom(error) => error.fmt(f),
            MachineError::State(error) => error.fmt(f),
            MachineError::Battery(error) => error.fmt(f),
            MachineError::Palette(error) => error.fmt(f),
        }
    }
}

impl error::Error for MachineError {}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Error)]
    type JsError;

    #[wasm_bindgen(constructor, js_class = "Error")]
    fn new(message: &str) -> JsError;

    #[wasm_bindgen(method, setter)]
    fn set_name(this: &JsError, name: &str);
}

impl From<MachineError> for JsValue {
    fn from(error: MachineError) -> JsValue {
        let js_error = JsError::new(&error.to_string());
        js_error.set_name(error.name());
        js_error.into()
    }
}
