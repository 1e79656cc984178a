import { tell } from "./ask.js";
import { explain } from "./problems.js";

/** Does something that can fail for reasons a player should know, and then says so. */
export async function attempt(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { title, text } = explain(error, what);
    await tell(title, text);
  }
}
