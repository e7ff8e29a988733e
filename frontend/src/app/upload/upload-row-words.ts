import { formatBytes, formatDuration } from '../format.ts';
import { secondsLeft } from '../transfer/speed.ts';
import type { FailureReason } from '../transfer/upload-state.ts';
import { text } from '../text/text.ts';
import type { UploadView } from './uploads.ts';

/** The sentence below a file name. */
export function wordsOf(view: UploadView): string {
  const { state, file } = view;
  const words = text.upload.states;
  switch (state.kind) {
    case 'sending':
      return sendingWords(view, state.sentBytes);
    case 'done':
      return `${state.verified ? words.verified : words.done} · ${formatBytes(file.size)}`;
    case 'failed':
      return failedWords(state.reason, state.detail);
    case 'conflict':
      return state.identical ? text.upload.conflict.identical : text.upload.conflict.taken;
    default:
      return words[state.kind];
  }
}

/** What is wrong with a name differs from name to name; all other reasons are said in our own words. */
function failedWords(reason: FailureReason, detail: string | undefined): string {
  const words = text.upload.failures[reason];
  return reason === 'name-refused' && detail !== undefined ? `${detail} ${words}` : words;
}

function sendingWords({ file, speed }: UploadView, sentBytes: number): string {
  const parts = [text.upload.of(formatBytes(Math.min(sentBytes, file.size)), formatBytes(file.size))];
  if (speed !== undefined && sentBytes < file.size) parts.push(text.upload.perSecond(formatBytes(speed)));
  const seconds = secondsLeft(file.size - sentBytes, speed);
  if (seconds !== undefined && sentBytes < file.size) parts.push(text.upload.left(formatDuration(seconds)));
  return parts.join(' · ');
}

/** How far the bar is, 0 to 1; `undefined` when nobody can say. */
export function progressOf({ state, file }: UploadView): number | undefined {
  if (state.kind === 'sending') return file.size === 0 ? 1 : Math.min(1, state.sentBytes / file.size);
  if (state.kind === 'hashing') return file.size === 0 ? 1 : state.hashedBytes / file.size;
  return state.kind === 'done' ? 1 : undefined;
}
