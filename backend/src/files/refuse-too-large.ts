import { CodedError } from '../coded-error.ts';

/** Throws `file-too-large` for a file that is larger than the installation allows. */
export function refuseTooLarge(sizeBytes: number, maxFileBytes: number): void {
  if (sizeBytes <= maxFileBytes) return;
  const message = `This installation takes files of at most ${sizeText(maxFileBytes)}.`;
  throw new CodedError('file-too-large', message, { field: 'sizeBytes' });
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** Writes a size as the app does, rounded down, so that a file of the size that is named is never refused. */
function sizeText(bytes: number): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  return `${Math.floor((bytes / 1024 ** power) * 10) / 10} ${units[power] ?? ''}`;
}
