import { uploadText } from '../../text/upload-text.ts';
import type { ChosenFile } from './chosen-files.ts';

/** Time within which a pasted image was made by the paste itself. A file of the disk is older. */
const justNowMs = 5_000;

/** Where a paste is meant for the field, or for the dialog, and not for the folder. */
const otherTargets =
  'textarea, [contenteditable], mat-dialog-container, input:not([type=checkbox], [type=radio], [type=button])';

/** Returns whether `event` pastes files and is meant for the folder on screen. */
export function pastesFiles({ target, clipboardData }: ClipboardEvent): boolean {
  const isMeantElsewhere = target instanceof Element && target.closest(otherTargets) !== null;
  return !isMeantElsewhere && (clipboardData?.types.includes('Files') ?? false);
}

/** Browsers call each pasted screenshot `image.png`. Returns it with the moment in its name, so that names differ. */
export function namedByTime(chosen: ChosenFile, now: Date): ChosenFile {
  const { relativePath, file } = chosen;
  const isScreenshot = relativePath === 'image.png' && Math.abs(now.getTime() - file.lastModified) < justNowMs;
  return isScreenshot ? { ...chosen, relativePath: `${uploadText.screenshot(momentOf(now))}.png` } : chosen;
}

/** Returns a moment in local time that sorts and can be in a file name: `2026-11-29 14.05.09`. */
function momentOf(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const date = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  return `${date} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('.')}`;
}
