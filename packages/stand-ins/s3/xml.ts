/** The children of an element: text, or elements by name in order; a list repeats the element. */
export type XmlContent = string | number | boolean | XmlElements;
export interface XmlElements {
  readonly [name: string]: XmlContent | readonly XmlContent[] | undefined;
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Returns a whole answer of S3: declaration, namespace, one root element. */
export const xmlDocument = (root: string, content: XmlElements): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${xmlElements(content)}</${root}>`;

/** Returns an error document, which has no namespace. */
export const xmlError = (content: XmlElements): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${xmlElements(content)}</Error>`;

/** Returns elements one after the other, with each value escaped. A page of 1,000 keys has 8,000 elements. */
export function xmlElements(content: XmlElements): string {
  let elements = '';
  for (const name of Object.keys(content)) {
    const value = content[name];
    if (!isList(value)) elements += element(name, value);
    else for (const one of value) elements += element(name, one);
  }
  return elements;
}

function element(name: string, content: XmlContent | undefined): string {
  if (content === undefined) return '';
  return `<${name}>${innerOf(content)}</${name}>`;
}

function innerOf(content: XmlContent): string {
  if (typeof content === 'string') return escape(content);
  return typeof content === 'object' ? xmlElements(content) : String(content);
}

const isList = (value: XmlContent | readonly XmlContent[] | undefined): value is readonly XmlContent[] =>
  Array.isArray(value);

const special = /[&<>"'\u0000-\u001f]/;
const eachSpecial = new RegExp(special, 'g');

/**
 * Escapes a text. Control characters become references, as in S3: XML 1.0 readers refuse them unless
 * `encoding-type=url`.
 */
function escape(text: string): string {
  if (!special.test(text)) return text;
  return text.replace(eachSpecial, (character) => {
    switch (character) {
      case '&':
        return '&amp;';
      case '<':
        return '&lt;';
      case '>':
        return '&gt;';
      case '"':
        return '&quot;';
      case "'":
        return '&apos;';
      default:
        return `&#x${character.charCodeAt(0).toString(16)};`;
    }
  });
}
