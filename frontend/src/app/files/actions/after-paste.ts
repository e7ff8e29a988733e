/**
 * Calls `act` for a key that pastes, unless the clipboard of the system has files: those are uploaded. The browser reports what
 * it has right after the key, so that nothing is lost when the page is closed at once; where it reports nothing, `act` is called
 * all the same.
 */
export function unlessFilesArePasted(window: Window, act: () => void): void {
  const decide = (hasFiles: boolean): void => {
    clearTimeout(timer);
    window.removeEventListener('paste', note, { capture: true });
    if (!hasFiles) act();
  };
  const note = ({ clipboardData }: ClipboardEvent): void => decide((clipboardData?.files.length ?? 0) > 0);
  window.addEventListener('paste', note, { capture: true });
  const timer = setTimeout(() => decide(false));
}
