import { keepsNothing, storage } from "../state/library.js";
import { size } from "../state/time.js";
import { Icon } from "./icons.js";

/** How safe what is kept here is, and how much room it takes. */
export function StorageWords() {
  const now = storage.value;
  if (keepsNothing.value) {
    return (
      <p class="notice">
        <Icon name="warning" />
        <span>This browser keeps nothing for this page. Export your saves before you leave.</span>
      </p>
    );
  }
  return (
    <p class="hint storage">
      <Icon name={now?.persisted ? "check" : "info"} />
      <span>
        {now?.persisted
          ? "Kept in this browser until you remove it."
          : "Kept in this browser, which may clear it when space runs out. Export now and then, or install EdgeBoy."}
        {now !== undefined && now.used > 0 && (
          <>
            {" "}
            {size(now.used)} of {size(now.quota)} used.
          </>
        )}
      </span>
    </p>
  );
}
