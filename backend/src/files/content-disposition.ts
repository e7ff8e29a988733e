import { encodeExtended } from 'content-disposition';

/**
 * Returns a Content-Disposition header (RFC 6266) with the file's real name in `filename*`, and with an ASCII form of it
 * for clients that do not read `filename*`. The result is safe in a header whatever the name is. The library's own
 * `create` is not used: docs/decisions/0010.
 */
export function contentDisposition(kind: 'attachment' | 'inline', fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%]/g, '_');
  return `${kind}; filename="${ascii}"; filename*=${encodeExtended(fileName)}`;
}
