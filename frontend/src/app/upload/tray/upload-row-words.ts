import { formatBytes, formatDuration } from '../../format/format.ts';
import { secondsLeft } from '../../transfer/speed.ts';
import type { UploadState } from '../../transfer/upload-state.ts';
import { uploadText } from '../../text/upload-text.ts';
import type { UploadView } from '../rows/upload-view.ts';

/** Returns the text below a file name. */
export function wordsOf(view: UploadView, isOnline = true): string {
  const { state, file } = view;
  const words = uploadText.states;
  switch (state.kind) {
    case 'sending':
      if (!isOnline) return words.offline;
      return view.isAgain ? `${words.again} · ${sendingWords(view)}` : sendingWords(view);
    case 'paused':
      return view.sentBytes > 0 ? `${words.paused} · ${amountWords(view)}` : words.paused;
    case 'done':
      return `${state.verified ? words.verified : words.done} · ${formatBytes(file.size)}`;
    case 'failed':
      return failedWords(state);
    case 'conflict':
      return uploadText.conflict.taken;
    case 'skipped':
      return state.identical ? words.identical : words.skipped;
    default:
      return words[state.kind];
  }
}

/**
 * Returns the text of a failure. The contract says what is wrong with a name, and the API how large a file may be; all other
 * reasons have texts of our own.
 */
function failedWords({ reason, detail, partNumber }: Extract<UploadState, { kind: 'failed' }>): string {
  const words = uploadText.failures[reason];
  if (reason === 'changed' && partNumber !== undefined) return uploadText.differs(partNumber);
  const isDetailed = reason === 'name-refused' || reason === 'above-limit';
  return isDetailed && detail !== undefined ? `${detail} ${words}` : words;
}

const amountWords = ({ file, sentBytes }: UploadView) => uploadText.of(formatBytes(sentBytes), formatBytes(file.size));

function sendingWords(view: UploadView): string {
  const { file, sentBytes, speed } = view;
  if (speed === undefined || sentBytes >= file.size) return amountWords(view);
  const seconds = secondsLeft(file.size - sentBytes, speed);
  const left = seconds === undefined ? [] : [uploadText.left(formatDuration(seconds))];
  return [...left, amountWords(view), uploadText.perSecond(formatBytes(speed))].join(' · ');
}

/** Returns the progress from 0 to 1, or `undefined` when it is unknown. */
export function progressOf({ state, file, sentBytes }: UploadView): number | undefined {
  const share = (bytes: number) => (file.size === 0 ? 1 : Math.min(1, bytes / file.size));
  if (state.kind === 'hashing') return share(state.hashedBytes);
  if (state.kind === 'comparing') return share(state.comparedBytes);
  if (state.kind === 'sending' || sentBytes > 0) return share(sentBytes);
  return state.kind === 'done' ? 1 : undefined;
}
