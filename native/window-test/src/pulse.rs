//! A sound server of its own, whose only device can be listened to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::process::{Running, wait_for};

/// Samples per second of its device.
pub(crate) const RATE: u32 = 48_000;

/// PulseAudio with a device that plays into nothing, at the speed of a real one.
pub(crate) struct Pulse {
    home: PathBuf,
    alsa_config: PathBuf,
    server: Running,
}

impl Pulse {
    pub(crate) fn start(home: &Path) -> Result<Pulse> {
        let alsa_config = home.join("alsa.conf");
        let config = "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n";
        fs::write(&alsa_config, config)?;
        let server = start(home)?;
        Ok(Pulse { home: home.to_owned(), alsa_config, server })
    }

    /// What makes ALSA play through it.
    pub(crate) fn alsa_config(&self) -> &Path {
        &self.alsa_config
    }

    /// How programs find it.
    pub(crate) fn server(&self) -> String {
        format!("unix:{}", socket(&self.home).display())
    }

    /// Ends it, as if the device were pulled out.
    pub(crate) fn vanish(&mut self) -> Result<()> {
        self.server.kill()?;
        let _ = fs::remove_file(socket(&self.home));
        Ok(())
    }

    /// Starts it anew.
    pub(crate) fn come_back(&mut self) -> Result<()> {
        self.server = start(&self.home)?;
        Ok(())
    }

    /// Begins to write what the device plays into a file: 16-bit little-endian, left before right.
    pub(crate) fn record(&self, file: &Path) -> Result<Running> {
        let mut command = Command::new("parec");
        command
            .args(["--device=quiet.monitor", "--format=s16le", "--rate=48000", "--channels=2"])
            .args(["--latency-msec=20", "--raw"])
            .arg(file)
            .env("PULSE_SERVER", self.server())
            .env("HOME", &self.home);
        let recorder = Running::start(&mut command)?;
        wait_for("the recording", || {
            fs::metadata(file).ok().filter(|about| about.len() > 0).map(drop)
        })?;
        Ok(recorder)
    }
}

fn socket(home: &Path) -> PathBuf {
    home.join("pulse.socket")
}

fn start(home: &Path) -> Result<Running> {
    let device = format!("module-null-sink sink_name=quiet rate={RATE} channels=2 format=s16le");
    let socket = socket(home);
    let door = format!("module-native-protocol-unix auth-anonymous=1 socket={}", socket.display());
    let mut command = Command::new("pulseaudio");
    command
        .args([
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "--use-pid-file=no",
            "--disable-shm=yes",
        ])
        .args(["-L", &device, "-L", &door])
        .env("HOME", home)
        .env("PULSE_RUNTIME_PATH", home.join("pulse-run"))
        .env("PULSE_STATE_PATH", home.join("pulse-state"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let server = Running::start(&mut command)?;
    wait_for("PulseAudio", || socket.exists().then_some(()))?;
    Ok(server)
}
