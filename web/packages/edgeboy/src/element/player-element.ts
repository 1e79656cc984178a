import type { GameBoy } from "../game-boy.js";
import type { CartridgeInfo, Events, RomSource } from "../types.js";
import { adoptEarlyProperties, withAttributeProperties } from "./attribute-properties.js";
import { Player } from "./player.js";
import type { PlayerEvent, PlayerHost, PlayerLoadOptions } from "./player-events.js";
import { ATTRIBUTES, type Attribute, readSettings, type Settings } from "./settings.js";

/** Where there is no page, as on a server, the element can be imported but not used. */
const Base = withAttributeProperties(globalThis.HTMLElement ?? (class {} as typeof HTMLElement));

/** What the events of an {@link EdgeBoyPlayer} have in `detail`. */
export type EdgeBoyPlayerEvents = { [K in PlayerEvent]: CustomEvent<Events[K]> };

/**
 * `<edgeboy-player rom="game.gb">`: a game with its picture, sound and controls.
 *
 * | attribute | meaning |
 * |---|---|
 * | `rom` | address of the game: `.gb`, `.gbc`, or a `.zip` with one |
 * | `model` | a {@link Model}; by default the game decides |
 * | `palette` | colors of a Game Boy or Game Boy Pocket: a name, or four colors |
 * | `colors` | colors of a Game Boy Color: `raw` or `corrected` |
 * | `autoplay` | plays without a click; browsers let it be heard after one |
 * | `muted`, `volume` | silent; 0 to 1 |
 * | `controls` | `auto` (default): buttons, and a touch pad where there is a touch screen; `touch`: both always; `none` |
 * | `poster` | address of a picture to show before playing |
 * | `label` | the game's name, for the player and for screen readers |
 * | `storage` | `none`: saves are not kept in the browser |
 *
 * Each attribute is a property too. A `CustomEvent` tells what happens (`load`, `play`, `pause`,
 * `battery`, `batterysaved`, `rumble`, `speed`, `sound`, `error`), with the same `detail` as the
 * {@link GameBoy}'s event. Keys count for the player that has the focus, gamepads for the one that
 * was used last. Moved within the page, the game goes on; taken out of it, the game ends and its
 * battery save is kept.
 */
export class EdgeBoyPlayer extends Base {
  static readonly observedAttributes = ATTRIBUTES;

  readonly #player: Player;
  #isConnected = false;
  #willChange = false;

  constructor() {
    super();
    const element = this;
    const host: PlayerHost = {
      element,
      get settings(): Settings {
        return readSettings(element);
      },
      setMuted: (muted) => this.toggleAttribute("muted", muted),
      setVolume: (volume) => this.setAttribute("volume", String(volume)),
      emit: (event, detail) => this.dispatchEvent(new CustomEvent(event, { detail })),
    };
    this.#player = new Player(host, this.attachShadow({ mode: "open" }));
    adoptEarlyProperties(this);
  }

  /** The Game Boy, once a game is loaded: at the event `load`, or when {@link play} resolves. */
  get gameBoy(): GameBoy | undefined {
    return this.#player.gameBoy;
  }

  /**
   * Loads a game from anywhere, in place of the one that `rom` names. It stays paused.
   *
   * @throws {@link EdgeBoyError}, which the player shows as well
   */
  async load(rom: RomSource, options: PlayerLoadOptions = {}): Promise<CartridgeInfo> {
    return (await this.#player.load(rom, options)).cartridge;
  }

  /**
   * Plays the game, and loads it first if need be.
   *
   * @throws {@link EdgeBoyError}, which the player shows as well
   */
  play(): Promise<void> {
    return this.#player.play();
  }

  pause(): Promise<void> {
    return this.#player.pause();
  }

  /** Called by the browser. */
  connectedCallback(): void {
    if (!this.#isConnected) {
      this.#isConnected = true;
      this.#player.connect();
    }
  }

  /** Called by the browser. */
  disconnectedCallback(): void {
    // Who moves an element takes it out and puts it in again; so look when that is over.
    queueMicrotask(() => {
      if (!this.isConnected && this.#isConnected) {
        this.#isConnected = false;
        this.#player.disconnect();
      }
    });
  }

  /** Called by the browser. */
  attributeChangedCallback(name: Attribute, before: string | null, now: string | null): void {
    if (before === now) {
      return;
    }
    if (name === "rom" || name === "model") {
      this.#change();
    } else if (name === "palette" && now) {
      this.#player.setPalette(now);
    } else if (name === "colors") {
      this.#player.setColors(readSettings(this).colors ?? "corrected");
    } else {
      this.#player.show();
    }
  }

  /** Both attributes may be changed one after the other; that is one change of game. */
  #change(): void {
    if (!this.#willChange && this.#isConnected) {
      this.#willChange = true;
      queueMicrotask(() => {
        this.#willChange = false;
        this.#player.change();
      });
    }
  }
}
