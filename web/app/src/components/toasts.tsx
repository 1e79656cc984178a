import { hush, toast } from "../state/toasts.js";
import { Button } from "./button.js";
import { Icon } from "./icons.js";

/** Says what just happened; screen readers hear it when they are done with what they read. */
export function Toasts() {
  const now = toast.value;
  return (
    <div class="toasts" role="status">
      {now && (
        <div class="toast" key={now.text}>
          {now.icon && (
            <span class="toast-icon">
              <Icon name={now.icon} />
            </span>
          )}
          <span>{now.text}</span>
          {now.action && (
            <Button
              look="plain"
              onClick={() => {
                hush();
                now.action?.run();
              }}
            >
              {now.action.label}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
