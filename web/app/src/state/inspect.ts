import { type CartridgeInfo, GameBoy } from "edgeboy";

/**
 * What a ROM is, found out on a machine of its own, so that the game that runs is not disturbed.
 *
 * @throws EdgeBoyError `not-a-rom` or `unsupported-cartridge`
 */
export async function inspect(rom: Uint8Array): Promise<CartridgeInfo> {
  const gameBoy = await GameBoy.create({ audio: false, rewindSeconds: 0 });
  try {
    return await gameBoy.load(rom);
  } finally {
    await gameBoy.destroy();
  }
}
