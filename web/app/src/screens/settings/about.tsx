import { Button } from "../../components/button.js";
import { useStats } from "../../components/use-stats.js";
import { install } from "../../state/install.js";
import { openSheet } from "../../state/route.js";
import { session } from "../../state/session.js";

/** What this is, and how it runs here. */
export function About() {
  const stats = useStats();
  const cartridge = session.value?.cartridge;
  return (
    <>
      <p>
        EdgeBoy {__VERSION__}, a Game Boy and Game Boy Color that is the same machine in browsers,
        on the desktop and on servers. Free software under the MIT or Apache 2.0 license, as you
        like. Not affiliated with Nintendo.
      </p>
      <div class="buttons">
        <Button icon="help" onClick={() => openSheet("help")}>
          Keys and help
        </Button>
        {install.value && (
          <Button icon="download" onClick={install.value}>
            Install as an app
          </Button>
        )}
      </div>
      {cartridge && (
        <>
          <h3>This cartridge</h3>
          <dl class="facts">
            <dt>Title</dt>
            <dd>{cartridge.title || "None"}</dd>
            <dt>Chip</dt>
            <dd>
              {cartridge.mapper}
              {cartridge.hasBattery && ", battery"}
              {cartridge.hasClock && ", clock"}
              {cartridge.hasRumble && ", rumble"}
            </dd>
            <dt>Model</dt>
            <dd>{cartridge.model.toUpperCase()}</dd>
            <dt>SHA-256</dt>
            <dd class="hash">{cartridge.hash}</dd>
          </dl>
        </>
      )}
      {stats && (
        <>
          <h3>How it runs</h3>
          <dl class="facts numbers">
            <dt>Time per frame</dt>
            <dd>
              {stats.frameTime.p50.toFixed(1)} ms, at worst {stats.frameTime.max.toFixed(1)} ms
            </dd>
            <dt>Sound latency</dt>
            <dd>{Math.round(stats.sound.latencyMs)} ms</dd>
            <dt>Frame</dt>
            <dd>{stats.frame}</dd>
          </dl>
        </>
      )}
    </>
  );
}
