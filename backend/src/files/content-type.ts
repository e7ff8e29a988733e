/**
 * One spelling for one media type: `Text/Plain;Charset=x` → `text/plain; charset=x`. The browser sends the header
 * exactly as the answer states it, so what is signed, sent and stored is this spelling. Values keep their case.
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

/** `text/html` of `Text/HTML; charset=utf-8`. */
export function mediaType(contentType: string): string {
  const [type = ''] = contentType.split(';', 1);
  return type.trim().toLowerCase();
}

function splitOutsideQuotes(contentType: string): string[] {
  return (contentType.match(/(?:"[^"]*"|[^;"])+/g) ?? []).map((piece) => piece.trim());
}
