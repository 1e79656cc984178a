import { Slider, Toggle } from "../../components/fields.js";
import { useStats } from "../../components/use-stats.js";
import { change, settings } from "../../state/preferences.js";
import { soundProblem } from "../../state/support.js";

const CHANNELS = [
  ["pulse1", "Pulse 1"],
  ["pulse2", "Pulse 2"],
  ["wave", "Wave"],
  ["noise", "Noise"],
] as const;

const STATES = { off: "Off", locked: "Waits for a click", running: "On" } as const;
const TRANSPORTS = { shared: "shared memory", messages: "messages", none: "none" } as const;

/** How it sounds. */
export function Sound() {
  const { sound } = settings.value;
  const problem = soundProblem();
  const stats = useStats()?.sound;
  return (
    <>
      {problem && <p class="notice">{problem}</p>}
      <Slider
        label="Volume"
        value={Math.round(sound.volume * 100)}
        min={0}
        max={100}
        step={5}
        words={`${Math.round(sound.volume * 100)} %`}
        onInput={(value) => change("sound", { volume: value / 100 })}
      />
      <Toggle label="Mute" checked={sound.muted} onChange={(muted) => change("sound", { muted })} />
      <h3>Channels</h3>
      {CHANNELS.map(([channel, words]) => (
        <Toggle
          key={channel}
          label={words}
          checked={sound[channel]}
          onChange={(on) => change("sound", { [channel]: on })}
        />
      ))}
      {stats && (
        <>
          <h3>How it goes</h3>
          <dl class="facts numbers">
            <dt>Sound</dt>
            <dd>
              {STATES[stats.state]}
              {stats.state === "running" &&
                `, ${stats.sampleRate} Hz by ${TRANSPORTS[stats.transport]}`}
            </dd>
            <dt>From machine to ear</dt>
            <dd>{Math.round(stats.latencyMs)} ms</dd>
            <dt>Kept ready</dt>
            <dd>{Math.round(stats.targetMs)} ms</dd>
            <dt>Ran out</dt>
            <dd>{stats.underruns === 1 ? "once" : `${stats.underruns} times`}</dd>
          </dl>
        </>
      )}
    </>
  );
}
