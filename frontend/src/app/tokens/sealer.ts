/** Encrypts what is stored where it outlives the tabs. A key is a text, so that tabs can hand it to each other. */
export interface Sealer {
  newKey(): string;
  seal(key: string, text: string): Promise<string>;
  /** Returns the text, or `undefined` when it was sealed with another key. */
  open(key: string, sealed: string): Promise<string | undefined>;
}

const keyBytes = 32;
/** AES-GCM takes a number of this length, which is used for one text only. */
const nonceBytes = 12;
const algorithm = 'AES-GCM';

/** Creates a sealer that uses AES-256-GCM of the Web Crypto API. */
export function webCryptoSealer(crypto: Crypto): Sealer {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const imported = (key: string) =>
    crypto.subtle.importKey('raw', fromBase64(key), algorithm, false, ['encrypt', 'decrypt']);
  return {
    newKey: () => toBase64(random(keyBytes)),
    async seal(key, text) {
      const iv = random(nonceBytes);
      const sealed = await crypto.subtle.encrypt(
        { name: algorithm, iv },
        await imported(key),
        new TextEncoder().encode(text),
      );
      return `${toBase64(iv)}.${toBase64(new Uint8Array(sealed))}`;
    },
    async open(key, sealed) {
      const [iv = '', body = ''] = sealed.split('.');
      try {
        const cipher = { name: algorithm, iv: fromBase64(iv) };
        const text = await crypto.subtle.decrypt(cipher, await imported(key), fromBase64(body));
        return new TextDecoder().decode(text);
      } catch {
        return undefined;
      }
    },
  };
}

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
