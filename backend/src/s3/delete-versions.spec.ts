import { setImmediate as nextTurn } from 'node:timers/promises';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { S3OverHttp } from '../testing/s3-over-http.ts';
import { deleteVersions } from './delete-versions.ts';
import { S3FileStore } from './s3-file-store.ts';

const s3 = new S3OverHttp();
const store = new S3FileStore(s3.client, 'files');
const etag = '"900150983cd24fb0d6963f7d28e17f72"';
const file = (key: string) => ({ key, etag });

beforeEach(() => s3.reset());

const deleted = (key: string) => `<Deleted><Key>${key}</Key><DeleteMarker>true</DeleteMarker></Deleted>`;
const error = (key: string, code: string) => `<Error><Key>${key}</Key><Code>${code}</Code></Error>`;
const answers = (...results: string[]) => s3.says(200, `<DeleteResult>${results.join('')}</DeleteResult>`);
const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

/** Lets S3 answer a HEAD, which has no body. */
function hasFile(status: 200 | 404): void {
  s3.says(status, '', status === 200 ? { 'content-length': '1', etag } : {});
}

describe('deleting versions', () => {
  it('sends the ETag of each file in one call and asks what became of all of them', async () => {
    answers(deleted('b'), deleted('a'));
    await expect(store.deleteVersions([file('a'), file('b')])).resolves.toEqual(['deleted', 'deleted']);
    expect(s3.sent).toMatchObject([{ method: 'POST', query: { delete: '' } }]);
    const object = (key: string) =>
      `<Object><Key>${key}</Key><ETag>&quot;900150983cd24fb0d6963f7d28e17f72&quot;</ETag></Object>`;
    expect(s3.lastBody).toContain(`${object('a')}${object('b')}<Quiet>false</Quiet>`);
  });

  it.each([
    ['NoSuchKey', 'absent'],
    ['ConditionalRequestConflict', 'unknown'],
    ['InternalError', 'unknown'],
    ['SlowDown', 'unknown'],
    ['ServiceUnavailable', 'unknown'],
    ['OperationAborted', 'unknown'],
  ])('says of %s that the file is %s, and deletes the others', async (code, outcome) => {
    answers(deleted('a'), error('b', code), deleted('c'));
    await expect(store.deleteVersions([file('a'), file('b'), file('c')])).resolves.toEqual([
      'deleted',
      outcome,
      'deleted',
    ]);
  });

  it.each([
    [200, 'changed'],
    [404, 'absent'],
  ] as const)('looks at a file whose condition failed: %i means %s', async (status, outcome) => {
    answers(error('a', 'PreconditionFailed'));
    hasFile(status);
    await expect(store.deleteVersions([file('a')])).resolves.toEqual([outcome]);
    expect(s3.sent[1]).toMatchObject({ method: 'HEAD', path: '/a' });
  });

  it('looks at most at 32 files at the same time, so that none waits too long for a connection', async () => {
    const files = Array.from({ length: 200 }, (_, index) => file(`${index}`));
    answers(...files.map(({ key }) => error(key, 'PreconditionFailed')));
    let looking = 0;
    let most = 0;
    const describe = async () => {
      most = Math.max(most, (looking += 1));
      await nextTurn();
      looking -= 1;
      return undefined;
    };
    const outcomes = await deleteVersions({ client: s3.client, name: 'files', describe }, files);
    expect([new Set(outcomes), outcomes.length, most]).toEqual([new Set(['absent']), 200, 32]);
  });

  it('does not know why a condition failed when S3 does not answer', async () => {
    answers(error('a', 'PreconditionFailed'));
    s3.fails(refused);
    await expect(store.deleteVersions([file('a')])).resolves.toEqual(['unknown']);
  });

  it.each(['AccessDenied', 'InvalidObjectState'])('names a file that S3 does not let us delete: %s', async (code) => {
    answers(deleted('a'), error('b', code));
    await expect(store.deleteVersions([file('a'), file('b')])).resolves.toEqual(['deleted', 'refused']);
  });

  it.each(['InvalidArgument', 'SomethingNew'])('fails for %s, which is a fault of ours', async (code) => {
    answers(deleted('a'), error('b', code));
    await expect(store.deleteVersions([file('a'), file('b')])).rejects.toThrow(code);
  });

  it('does not know what became of a call that fails on its way', async () => {
    s3.fails(refused);
    await expect(store.deleteVersions([file('a'), file('b')])).resolves.toEqual(['unknown', 'unknown']);
    s3.refuses(503, 'SlowDown');
    await expect(store.deleteVersions([file('a')])).resolves.toEqual(['unknown']);
  });

  it('fails when S3 refuses the whole call', async () => {
    s3.refuses(403, 'AccessDenied');
    await expect(store.deleteVersions([file('a')])).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('fails when S3 leaves a file out of its answer', async () => {
    answers(deleted('a'));
    await expect(store.deleteVersions([file('a'), file('b')])).rejects.toThrow('malformed answer: Deleted');
  });

  it('sends nothing when there is nothing to delete', async () => {
    await expect(store.deleteVersions([])).resolves.toEqual([]);
    expect(s3.sent).toEqual([]);
  });
});

describe('a key that XML cannot carry', () => {
  it.each(['a\u0001', 'a\u000b', 'a\u001f', 'a\ufffe', 'a\uffff'])('goes with a call of its own: %j', async (key) => {
    answers(deleted('b'));
    s3.says(204, '');
    await expect(store.deleteVersions([file(key), file('b')])).resolves.toEqual(['deleted', 'deleted']);
    expect(s3.sent).toMatchObject([
      { method: 'POST' },
      { method: 'DELETE', path: `/${encodeURIComponent(key)}`, headers: { 'if-match': etag } },
    ]);
  });

  it.each(['a\t', 'a\n', 'a\r', 'a\u007f', 'a\u0085', 'a\u{1f600}', 'a&<>"'])(
    'goes with the others: %j',
    async (key) => {
      answers(deleted(escape(key)));
      await expect(store.deleteVersions([file(key)])).resolves.toEqual(['deleted']);
    },
  );

  it.each<[number, string, string]>([
    [404, 'NoSuchKey', 'absent'],
    [409, 'ConditionalRequestConflict', 'unknown'],
    [503, 'SlowDown', 'unknown'],
  ])('is refused alone: %i %s means %s', async (status, code, outcome) => {
    s3.refuses(status, code);
    await expect(store.deleteVersions([file('a\u0001')])).resolves.toEqual([outcome]);
  });

  it('is looked at when its condition failed', async () => {
    s3.refuses(412, 'PreconditionFailed');
    hasFile(200);
    await expect(store.deleteVersions([file('a\u0001')])).resolves.toEqual(['changed']);
  });

  it('is named when S3 does not let us delete it', async () => {
    s3.refuses(403, 'AccessDenied');
    await expect(store.deleteVersions([file('a\u0001')])).resolves.toEqual(['refused']);
  });

  it('fails when S3 does not know who asks', async () => {
    s3.refuses(403, 'InvalidAccessKeyId');
    await expect(store.deleteVersions([file('a\u0001')])).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
  });
});

describe('a key that is named twice', () => {
  it('is deleted with a second call, because an answer names each key once', async () => {
    answers(deleted('a'));
    s3.refuses(412, 'PreconditionFailed');
    hasFile(404);
    const other = { key: 'a', etag: '"d41d8cd98f00b204e9800998ecf8427e"' };
    await expect(store.deleteVersions([other, file('a')])).resolves.toEqual(['absent', 'deleted']);
    expect(s3.sent[1]).toMatchObject({ method: 'DELETE', headers: { 'if-match': other.etag } });
  });
});

const escape = (text: string): string => text.replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`);
