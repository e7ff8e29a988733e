import { malformed } from './required.ts';

/** A reference to a character, or an ampersand that begins none. */
const references = /&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));|&/g;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The declaration with which a document may begin. */
const declaration = /^\s*(?:<\?xml [^<>]*\?>)?/;
const code = { space: 0x20, slash: 0x2f, lessThan: 0x3c, greaterThan: 0x3e };

/**
 * Reads the elements of an XML document one after the other, as S3 writes them: no element but the outermost has attributes, and
 * there are no comments, no CDATA sections and no mixture of text and elements. Throws for anything else, and for a document that
 * ends early.
 */
export class XmlElements {
  readonly #xml: string;
  #at = 0;
  #tagStart = 0;
  /** Whether the last tag was of an element without content: `<Prefix/>`. */
  #isEmpty = false;

  constructor(xml: string) {
    this.#xml = xml;
  }

  /** Reads the whole document. `read` is called for each child of the outermost element, and has to read that child. */
  root(name: string, read: (child: string) => void): void {
    this.#at = declaration.exec(this.#xml)?.[0].length ?? 0;
    if (this.#tag().split(' ', 1)[0] !== name) throw malformed(name);
    this.children(name, read);
    if (this.#xml.slice(this.#at).trim() !== '') throw malformed(name);
  }

  /** Reads an element that has elements. `read` is called for each of them, and has to read it. */
  children(name: string, read: (child: string) => void): void {
    if (this.#wasEmpty()) return;
    for (let tag = this.#tag(); tag.charCodeAt(0) !== code.slash; tag = this.#tag()) read(tag);
    if (!this.#isEndOf(name, this.#tagStart)) throw malformed(name);
  }

  /** Reads an element that has text. */
  text(name: string): string {
    const raw = this.#raw(name);
    if (!raw.includes('&')) return raw;
    // Every ETag has two of these, and this way they cost a third.
    const unquoted = raw.replaceAll('&quot;', '"');
    return unquoted.includes('&') ? unquoted.replace(references, character) : unquoted;
  }

  /** Reads an element and all that is in it, and forgets it. */
  skip(name: string): void {
    const next = this.#xml.indexOf('<', this.#at);
    if (this.#isEmpty || this.#xml.charCodeAt(next + 1) === code.slash) this.text(name);
    else this.children(name, (child) => this.skip(child));
  }

  #raw(name: string): string {
    if (this.#wasEmpty()) return '';
    const stop = this.#xml.indexOf('<', this.#at);
    const raw = this.#xml.slice(this.#at, stop);
    // A reader of XML has to take a carriage return for a line feed: whoever means one writes a reference.
    if (!this.#isEndOf(name, stop) || raw.includes('\r')) throw malformed(name);
    this.#at = stop + name.length + '</>'.length;
    return raw;
  }

  #isEndOf(name: string, start: number): boolean {
    const xml = this.#xml;
    const isEnd = xml.charCodeAt(start) === code.lessThan && xml.charCodeAt(start + 1) === code.slash;
    return isEnd && xml.startsWith(name, start + 2) && xml.charCodeAt(start + 2 + name.length) === code.greaterThan;
  }

  /** Reads a tag, and returns its content: the name of an element, or with a slash before it that of an end. */
  #tag(): string {
    while (this.#xml.charCodeAt(this.#at) <= code.space) this.#at += 1;
    this.#tagStart = this.#at;
    const stop = this.#xml.indexOf('>', this.#at);
    if (this.#xml.charCodeAt(this.#at) !== code.lessThan || stop === -1) throw malformed('an element');
    this.#isEmpty = this.#xml.charCodeAt(stop - 1) === code.slash;
    const tag = this.#xml.slice(this.#at + 1, this.#isEmpty ? stop - 1 : stop);
    this.#at = stop + 1;
    return tag;
  }

  #wasEmpty(): boolean {
    const wasEmpty = this.#isEmpty;
    this.#isEmpty = false;
    return wasEmpty;
  }
}

function character(reference: string, hex?: string, decimal?: string, name = ''): string {
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  // XML knows no character 0, but a key may have it, and S3 repeats the prefix that it was asked for.
  if (point >= 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) return String.fromCodePoint(point);
  const found = named[name];
  if (found === undefined) throw malformed(`the reference ${reference}`);
  return found;
}
