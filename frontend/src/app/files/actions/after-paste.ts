/**
 * Calls `act` for a key that pastes, unless the clipboard of the system has files: those are uploaded. The browser reports what
 * it has right after the key.
 */
export function unlessFilesArePasted(window: Window, act: () => void): void {
  let hasFiles = false;
  const note = ({ clipboardData }: ClipboardEvent): void => {
    hasFiles = (clipboardData?.files.length ?? 0) > 0;
  };
  window.addEventListener('paste', note, { capture: true, once: true });
  setTimeout(() => {
    window.removeEventListener('paste', note, { capture: true });
    if (!hasFiles) act();
  });
}
