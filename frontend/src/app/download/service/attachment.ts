/**
 * Returns the headers that make the browser save a body under this name, and never display it. `sizeBytes` is its length, or
 * `undefined` when that is not known.
 */
export function attachmentHeaders(name: string, sizeBytes: number | undefined): Record<string, string> {
  return {
    'content-type': 'application/octet-stream',
    ...(sizeBytes !== undefined && { 'content-length': String(sizeBytes) }),
    'content-disposition': `attachment; filename*=UTF-8''${encodeExtended(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}

/** Encodes a value as RFC 8187 asks, which allows fewer characters than a URL does. */
const encodeExtended = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
