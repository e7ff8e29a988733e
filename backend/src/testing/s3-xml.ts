/** Writes a text as S3 does: control characters become references, though XML 1.0 knows no such characters. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\u0001-\u001f]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);

/** Writes an element. */
export const inside = (name: string, ...content: string[]): string => `<${name}>${content.join('')}</${name}>`;
