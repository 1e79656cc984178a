/** Shows a dialog; what it returns closes it, which gives the focus back to where it was. */
export function showModal(dialog: HTMLDialogElement | null): () => void {
  dialog?.showModal();
  return () => dialog?.close();
}
