/**
 * Shows a dialog. What it returns is for when the dialog is gone: it gives the focus back to where it
 * was. (A dialog does so by itself when it is closed, but not when it is taken off the page.)
 */
export function showModal(dialog: HTMLDialogElement | null): () => void {
  const before = document.activeElement;
  dialog?.showModal();
  return () => {
    if (before instanceof HTMLElement && before.isConnected) {
      before.focus({ preventScroll: true });
    }
  };
}
