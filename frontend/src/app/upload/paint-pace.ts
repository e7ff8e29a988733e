/** Hidden tabs paint no frames; the title still tells how far the uploads are. */
const hiddenMs = 250;

/** Calls `run` once, before the next frame is painted, however often it is asked meanwhile. */
export function beforePaint(run: () => void): () => void {
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const go = () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = undefined;
    run();
  };
  return () => {
    if (frame !== undefined) return;
    frame = requestAnimationFrame(go);
    timer = setTimeout(go, hiddenMs);
  };
}
