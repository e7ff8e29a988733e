/**
 * Returns the one spelling of a media type: `Text/Plain;Charset=x` becomes `text/plain; charset=x`. The browser sends the
 * header exactly as the answer states it, so this spelling is signed, sent and stored. Values keep their case.
 * RFC 9110 section 8.3.1.
 */
export function normalContentType(contentType: string): string {
  const [type = '', ...parameters] = splitOutsideQuotes(contentType);
  const normal = parameters.map((parameter) => {
    const equals = parameter.indexOf('=');
    return parameter.slice(0, equals).toLowerCase() + parameter.slice(equals);
  });
  return [type.toLowerCase(), ...normal].join('; ');
}

/** Returns the type without its parameters: `text/html` for `Text/HTML; charset=utf-8`. */
export function mediaType(contentType: string): string {
  const [type = ''] = contentType.split(';', 1);
  return type.trim().toLowerCase();
}

function splitOutsideQuotes(contentType: string): string[] {
  return (contentType.match(/(?:"[^"]*"|[^;"])+/g) ?? []).map((piece) => piece.trim());
}
