import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';

import type { PolicyHeaders } from './response-headers.ts';

/** Headers as `writeHead` takes them: a map, or names and values in turn. */
type Given = OutgoingHttpHeaders | readonly OutgoingHttpHeader[];

/** Makes an answer carry these headers, whatever its handler writes into them, as a policy with `Override: true` does. */
export function overrideHeaders(response: ServerResponse, headers: PolicyHeaders): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status: number, reasonOrHeaders?: string | Given, given?: Given) => {
    add(response, typeof reasonOrHeaders === 'string' ? given : reasonOrHeaders);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    return writeHead(status);
  };
}

function add(response: ServerResponse, given: Given = {}): void {
  if (isList(given)) {
    for (let index = 0; index + 1 < given.length; index += 2) {
      response.appendHeader(String(given[index]), String(given[index + 1]));
    }
    return;
  }
  for (const [name, value] of Object.entries(given)) if (value !== undefined) response.setHeader(name, value);
}

const isList = (given: Given): given is readonly OutgoingHttpHeader[] => Array.isArray(given);
