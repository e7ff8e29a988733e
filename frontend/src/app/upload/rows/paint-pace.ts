/** Delay in a hidden tab, which paints no frames: the title must still show the progress. */
const hiddenMs = 250;
/**
 * Time between two updates. Ten a second look smooth, and one per frame would take a tenth of a processor from the
 * upload.
 */
const betweenMs = 100;

/**
 * Returns a function that calls `run` before a frame is painted, at once or `betweenMs` after the last call. Several
 * requests in between cause one call.
 */
export function beforePaint(run: () => void): () => void {
  let ranAtMs = -betweenMs;
  let asked = false;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const go = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    asked = false;
    ranAtMs = performance.now();
    run();
  };
  const inNextFrame = () => {
    frame = requestAnimationFrame(go);
    timer = setTimeout(go, hiddenMs);
  };
  return () => {
    if (asked) return;
    asked = true;
    const restMs = ranAtMs + betweenMs - performance.now();
    if (restMs > 0) timer = setTimeout(inNextFrame, restMs);
    else inNextFrame();
  };
}
