import type { PresignGetAnswer, PresignGetRequest } from '@airlock/contract';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { contentDisposition } from './content-disposition.ts';
import { mediaType } from './content-type.ts';
import type { FileStore } from './file-store.ts';
import { objectKey } from './object-key.ts';
import type { GetSigner } from './signer.ts';

/**
 * The types that a browser may display or play: pictures, audio and video that cannot carry script. SVG, HTML and PDF can, and a
 * file is untrusted input, so every other type is saved to disk.
 */
const inlineTypes: ReadonlySet<string> = new Set([
  ...['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'],
  ...['video/mp4', 'video/webm', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/ogg', 'audio/wav'],
]);

/**
 * Whoever holds the URL of an upload can store these headers with the file, because no signature binds them there. A file
 * that is stored as `content-encoding: gzip` would reach the disk as other bytes than S3 has. S3 documents no way to leave a
 * header out, so each has the value that says nothing: browsers take `identity` for no encoding, and `und` is the language
 * tag for "not known" (RFC 5646 section 4.1).
 */
const fixedHeaders = {
  contentEncoding: 'identity',
  contentLanguage: 'und',
  // A shared computer keeps no copy that outlives the session.
  cacheControl: 'private, no-store',
  expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
};

/**
 * Signs the download of one of the caller's files: of the current version, or of the given one. Throws the same `not-found`
 * for a missing file and for a stranger's, and `invalid-path` for a name that no browser can ask for.
 */
export async function presignGet(
  { files, signer }: { files: FileStore; signer: GetSigner },
  caller: Caller,
  { path, versionId, disposition = 'attachment' }: PresignGetRequest,
): Promise<PresignGetAnswer> {
  if (!isKeptInUrls(path)) {
    const message = 'No browser can ask for a name with the part "." or "..": read this file with another tool.';
    throw new CodedError('invalid-path', message, { field: 'path' });
  }
  const key = objectKey(caller, path);
  const file = await files.describe(key, versionId);
  if (file === undefined) throw new CodedError('not-found', 'There is no such file.', { field: 'path' });
  const type = mediaType(file.contentType);
  const isInline = disposition === 'inline' && inlineTypes.has(type);
  const { url, expiresAt } = await signer.signGet({
    key,
    versionId,
    answer: {
      ...fixedHeaders,
      contentDisposition: contentDisposition(isInline ? 'inline' : 'attachment', path.slice(path.lastIndexOf('/') + 1)),
      contentType: isInline ? type : file.contentType,
    },
  });
  const { sizeBytes, contentType, etag, crc64nvme } = file;
  const described = { sizeBytes, contentType, etag, ...(crc64nvme !== undefined && { crc64nvme }) };
  return { url, expiresAt: expiresAt.toISOString(), ...described };
}

/**
 * Whether a URL keeps the path as it is. Browsers take the parts "." and ".." for steps, also percent-encoded, and ask for
 * another object, which the signature is not for. https://url.spec.whatwg.org/#double-dot-path-segment
 */
function isKeptInUrls(path: string): boolean {
  return !path.split('/').some((part) => part === '.' || part === '..');
}
