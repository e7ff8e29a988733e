import { randomBytes } from 'node:crypto';

const idBytes = 24;
const sequenceBytes = 6;

/**
 * Makes an id of 32 characters that are safe in URLs, as S3's ids are. It begins with the sequence of the version, so that a
 * list can go on after a version that is no longer there. The rest cannot be guessed.
 */
export function versionIdOf(sequence: number): string {
  const bytes = randomBytes(idBytes);
  bytes.writeUIntBE(sequence, 0, sequenceBytes);
  return bytes.toString('base64url').replaceAll('-', '.');
}

/** Returns the sequence of the version that has or had this id, or `undefined` for a text that cannot be an id. */
export function sequenceOf(versionId: string): number | undefined {
  if (!isVersionId(versionId)) return undefined;
  return Buffer.from(versionId.replaceAll('.', '-'), 'base64url').readUIntBE(0, sequenceBytes);
}

export const isVersionId = (text: string): boolean => /^[\w.]{32}$/.test(text);
