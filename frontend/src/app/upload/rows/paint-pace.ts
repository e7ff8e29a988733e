/** Hidden tabs paint no frames; the title still tells how far the uploads are. */
const hiddenMs = 250;
/** Ten times a second looks alive. Each frame would take a tenth of a processor from the upload itself. */
const betweenMs = 100;

/** Calls `run` once, before a frame is painted, however often it is asked meanwhile: at once, or `betweenMs` after the last. */
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
