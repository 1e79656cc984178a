/** For browsers that lack what a Game Boy in a page needs. */
export function Unsupported({ lacks }: { lacks: string[] }) {
  return (
    <main class="unsupported">
      <h1>This browser cannot run EdgeBoy</h1>
      <p>
        It lacks {lacks.join(", ")}. A current Chrome, Edge, Firefox or Safari has all of it; if
        this is one, look whether a privacy setting switches it off for this site.
      </p>
    </main>
  );
}
