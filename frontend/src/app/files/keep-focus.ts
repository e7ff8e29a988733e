/**
 * Calls `regain` when nothing has the focus within the next frames, because what had it is gone: a row, or a button of the
 * selection. Browsers then focus nothing, and who uses the keyboard begins anew at the top of the page.
 */
export function keepFocus(document: Document, regain: () => void, patience = 3): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) regain();
    else if (patience > 0) keepFocus(document, regain, patience - 1);
  });
}
