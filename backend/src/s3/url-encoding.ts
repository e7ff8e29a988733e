/** RFC 3986 with only the unreserved characters left alone, as Signature Version 4 demands. */
export function encodeComponent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The same for an object key: slashes stay. */
export function encodeKey(key: string): string {
  return key.split('/').map(encodeComponent).join('/');
}
