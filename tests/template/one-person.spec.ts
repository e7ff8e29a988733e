/**
 * Tests that one person never meets the limits of the API, whatever they do in the app: the most that its code asks for, at
 * the fastest that AWS answers. Several people, and scripts, do meet them.
 */
import { join } from 'node:path';

import { createThrottle } from '@airlock/stand-ins/gateway/throttle.ts';
import { readTemplate } from '@airlock/template';
import { describe, expect, it } from '@jest/globals';

const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };
const { throttling } = readTemplate(join(import.meta.dirname, '../../template.yaml'), place).api;

/** `count` calls of one method; `atOnce` of them are under way, and each is followed by the next after `everyMs`. */
interface Work {
  readonly route: string;
  readonly count: number;
  readonly atOnce: number;
  readonly everyMs: number;
}

/** An answer of API Gateway and Lambda does not come sooner than this, and S3 needs as long again. */
const answerMs = 20;

const works: Readonly<Record<string, Work>> = {
  'a folder of 100,000 files, opened and sorted': { route: 'GET /files', count: 11, atOnce: 1, everyMs: answerMs },
  // walk-folder.ts asks for the next page while one is used.
  'everything below a folder of ten million files': {
    route: 'GET /files',
    count: 5_000,
    atOnce: 1,
    everyMs: answerMs,
  },
  // entry-runner.ts sends four large files at a time, and each call of theirs waits for the one before.
  'the start of 1,000 large files': { route: 'POST /uploads', count: 1_000, atOnce: 4, everyMs: answerMs },
  'the resuming of 1,000 large files': {
    route: 'GET /uploads/{uploadId}/parts',
    ...{ count: 1_000, atOnce: 4, everyMs: answerMs },
  },
  'the end of 1,000 large files': {
    route: 'POST /uploads/{uploadId}/complete',
    ...{ count: 1_000, atOnce: 4, everyMs: answerMs },
  },
  // put-signer.ts: where the files are read slowly, five are signed with one call, and the bytes go to S3 in between.
  '10,000 small files': { route: 'POST /files/presign-put-batch', count: 2_000, atOnce: 2, everyMs: 3 * answerMs },
  // 100 files are signed with one call, and six of them are fetched at a time.
  '100,000 small files as a ZIP file': {
    route: 'POST /files/presign-get-batch',
    ...{ count: 1_000, atOnce: 2, everyMs: 10 * answerMs },
  },
  'a trash of 100,000 files, to its end': { route: 'GET /files/trash', count: 100, atOnce: 1, everyMs: 5 * answerMs },
  // search-field.ts waits for a pause of 250 ms while somebody types, and a search that goes on is given up then.
  'a text of 200 letters, typed slowly into the search': {
    route: 'GET /files/search',
    ...{ count: 200, atOnce: 1, everyMs: 250 },
  },
  // search-results.ts asks for one answer after the other, and waits for the person after 2,000 matches of at most 1,000 an answer.
  'a search of a million files': { route: 'GET /files/search', count: 20, atOnce: 1, everyMs: 5 * answerMs },
  'the size of a folder of a million files': { route: 'GET /folders/size', count: 20, atOnce: 1, everyMs: 2_500 },
  // change-notices.ts sends four requests at a time; one for 1,000 files takes a second and more.
  'the delete of 100,000 files that were selected': {
    route: 'POST /files/delete',
    count: 100,
    atOnce: 4,
    everyMs: 1_000,
  },
};

/** Returns how many of the calls the limits of the template refuse. */
function refused({ route, count, atOnce, everyMs }: Work): number {
  let now = 0;
  const admit = createThrottle(throttling, () => now);
  const [method = '', path = ''] = route.split(' ');
  let refusals = 0;
  for (let sent = 0; sent < count; sent += 1) {
    now = Math.floor(sent / atOnce) * everyMs;
    if (!admit(method, path)) refusals += 1;
  }
  return refusals;
}

describe('one person is never refused', () => {
  it.each(Object.entries(works))('%s', (_, work) => {
    expect(refused(work)).toBe(0);
  });

  it('but a script that does not wait for answers is', () => {
    expect(refused({ route: 'GET /files', count: 1_000, atOnce: 1_000, everyMs: 0 })).toBe(600);
  });
});
