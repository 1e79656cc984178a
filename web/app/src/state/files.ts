/** Lets the player choose files; none if the dialog is closed. */
export function pickFiles(accept: string, multiple = false): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.multiple = multiple;
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}

/** Gives the player a file to keep. */
export function download(content: Blob | Uint8Array<ArrayBuffer>, fileName: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content]));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken the file up by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A text as part of a file's name on any system. */
export function fileName(title: string): string {
  const cleaned = title.replace(/[^\p{L}\p{N}!'()\-. ]+/gu, " ").trim();
  return cleaned.replace(/\s+/g, " ").slice(0, 80) || "game";
}
