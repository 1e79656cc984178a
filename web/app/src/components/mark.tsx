/** The mark of EdgeBoy: the moon over the roofs of the demo's city. */
export function Mark() {
  return <img class="mark" src="icon.svg" alt="" width={32} height={32} />;
}
