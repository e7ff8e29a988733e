/** Percent-encodes everything but the unreserved characters of RFC 3986, as Signature Version 4 demands. */
export function encodeComponent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Percent-encodes an object key in the same way, but keeps its slashes. */
export function encodeKey(key: string): string {
  return key.split('/').map(encodeComponent).join('/');
}
