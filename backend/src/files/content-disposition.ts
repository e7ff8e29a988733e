/**
 * RFC 6266: the file's real name in `filename*` (RFC 8187, UTF-8), and an ASCII form for what does not read that.
 * Every byte that could end the value or the header is replaced or percent-encoded.
 */
export function contentDisposition(kind: 'attachment' | 'inline', fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%]/g, '_');
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeExtendedValue(fileName)}`;
}

/** RFC 8187 section 3.2.1: `attr-char` stays, everything else becomes `%XX`. */
function encodeExtendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
