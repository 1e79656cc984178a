/** A folder for a game, named by its title, that no other game of the archive has. */
export function folderName(
  { title, fileName, hash }: { title: string; fileName: string; hash: string },
  taken: Set<string>,
): string {
  const name = safeName(title) || safeName(fileName.replace(/\.[^.]*$/, "")) || "Game";
  // Some file systems do not tell upper from lower case.
  const isTaken = taken.has(name.toLowerCase());
  const folder = isTaken ? `${name} (${hash.slice(0, 8)})` : name;
  taken.add(folder.toLowerCase());
  return folder;
}

/** A moment, as a part of a file's name that sorts by time; in UTC. */
export function timeName(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace("T", " ").replaceAll(":", "-");
}

/** What the name of a picture of this type ends with. */
export function pictureExtension(type: string): string {
  return type === "image/jpeg" ? "jpg" : type === "image/webp" ? "webp" : "png";
}

/** The name without what some file system does not take, and without hidden or relative names. */
function safeName(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/^[. ]+|[. ]+$/g, "")
    .slice(0, 80)
    .trim();
}
