import { readFileSync } from 'node:fs';

import * as v from 'valibot';

const texts = v.nullish(v.record(v.string(), v.string()), {});
const sampleEvent = v.object({
  pathParameters: texts,
  queryStringParameters: texts,
  body: v.nullish(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())), '{}'),
});

/** Returns what the sample event of an operation asks: its path parameters, its query and its body in one object. */
export function sampleRequest(name: string): Readonly<Record<string, unknown>> {
  const file = new URL(`../../../events/${name}.json`, import.meta.url);
  const event = v.parse(sampleEvent, JSON.parse(readFileSync(file, 'utf8')));
  return { ...event.pathParameters, ...event.queryStringParameters, ...event.body };
}
