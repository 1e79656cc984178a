import { useEffect, useState } from "preact/hooks";

/** A picture out of the library. It only repeats what stands beside it, so it has no text. */
export function BlobImage({ blob }: { blob: Blob }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url ? <img class="pixels" src={url} alt="" width={160} height={144} /> : null;
}
