"""Runs PyBoy, as the runner in src/lib.rs: python pyboy_runner.py ROM FRAMES MORE PICTURES."""

import importlib.metadata
import io
import json
import sys
import time

from pyboy import PyBoy


def main() -> None:
    rom, frames, more, pictures = sys.argv[1:]
    # The ROM as bytes, so that no save is looked for beside it.
    with open(rom, "rb") as file:
        emulator = PyBoy(io.BytesIO(file.read()), window="null", sound_emulated=True, log_level="CRITICAL")
    emulator.set_emulation_speed(0)

    before = time.process_time()
    for _ in range(int(frames)):
        emulator.tick(1, True, True)
    seconds = time.process_time() - before

    with open(pictures, "wb") as file:
        file.write(emulator.screen.ndarray[:, :, :3].tobytes())
        for _ in range(int(more)):
            emulator.tick(1, True, True)
            file.write(emulator.screen.ndarray[:, :, :3].tobytes())
    emulator.stop(save=False)
    print(json.dumps({"version": importlib.metadata.version("pyboy"), "cpu_seconds": seconds}))


main()
