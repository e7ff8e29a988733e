/** Each handler of changes, trash and versions answers its own sample event. */
import {
  copyFilesAnswer,
  deleteFilesAnswer,
  listChangesAnswer,
  listTrashAnswer,
  listVersionsAnswer,
  moveFilesAnswer,
  purgeFilesAnswer,
  restoreFilesAnswer,
  restoreVersionAnswer,
  showChangeAnswer,
} from '@airlock/contract';
import { NoSuchKey } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as v from 'valibot';

import { callHandler, commands, resetHandlers, s3Says } from '../testing/deployed-handlers.ts';
import { lambdaEnvironment } from '../testing/lambda-environment.ts';
import { sampleS3 } from '../testing/sample-s3.ts';

const root = 'users/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/';
const key = `${root}reports/2026/q3 Übersicht.pdf`;
const path = 'reports/2026/q3 Übersicht.pdf';
const etag = '"900150983cd24fb0d6963f7d28e17f72"';
const versionId = '3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY';
const changeId = '0u1xq3z8k-5f8f0f7e6d1c4f0e';
const emptyFolder = { path: 'reports/2026/drafts', code: 'not-found' };
const records = 'changes/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/';

/** Returns the commands that were sent, by name, with the bucket that each is about. */
const sent = () => commands.map(({ name, input }) => `${name.replace('Command', '')} ${String(input['Bucket'])}`);
const { FILES_BUCKET: files, STATE_BUCKET: state } = lambdaEnvironment;

beforeEach(resetHandlers);
afterEach(() => {
  jest.restoreAllMocks();
});

describe('delete-files', () => {
  it('answers its sample event with the change, which was recorded before anything was deleted', async () => {
    s3Says(sampleS3());
    const { statusCode, json } = await callHandler('delete-files');
    const { change } = v.parse(deleteFilesAnswer, json);
    expect([statusCode, change]).toMatchObject([
      200,
      { kind: 'delete', state: 'done', doneCount: 1, failed: [emptyFolder], undo: { operation: 'restore-files' } },
    ]);
    expect(sent().slice(0, 4)).toEqual([
      `ListObjectsV2 ${files}`,
      `PutObject ${state}`,
      `PutObject ${state}`,
      `DeleteObjects ${files}`,
    ]);
    expect(commands[1]?.input).toMatchObject({ Key: `${records}${change.changeId}.json`, IfNoneMatch: '*' });
    expect(commands[3]?.input).toMatchObject({ Delete: { Objects: [{ Key: key, ETag: etag }] } });
  });
});

describe('restore-files', () => {
  it('answers its sample event, which undoes a change, by removing the delete marker', async () => {
    s3Says(sampleS3());
    const { statusCode, json } = await callHandler('restore-files');
    expect([statusCode, v.parse(restoreFilesAnswer, json).change]).toMatchObject([
      200,
      { kind: 'restore', state: 'done', doneCount: 1, first: { path }, undo: { operation: 'delete-files' } },
    ]);
    const removal = commands.find(({ name }) => name === 'DeleteObjectsCommand');
    expect(removal?.input).toMatchObject({ Bucket: files, Delete: { Objects: [{ Key: key, VersionId: 'd1' }] } });
  });
});

describe('purge-files', () => {
  it('answers its sample event by removing every version of the file', async () => {
    s3Says(sampleS3());
    const { statusCode, json } = await callHandler('purge-files');
    const { change } = v.parse(purgeFilesAnswer, json);
    expect([statusCode, change]).toMatchObject([200, { kind: 'purge', state: 'done', doneCount: 1 }]);
    expect(change).not.toHaveProperty('undo');
    const removed = commands
      .filter(({ name }) => name === 'DeleteObjectsCommand')
      .flatMap(({ input }) => (input['Delete'] as { Objects: { VersionId: string }[] }).Objects);
    expect(removed.map(({ VersionId }) => VersionId).toSorted()).toEqual([versionId, 'd1'].toSorted());
  });
});

describe('move-files', () => {
  it('answers its sample event: it copies under conditions, notes the copy, and deletes with the ETag', async () => {
    s3Says(sampleS3());
    const { statusCode, json } = await callHandler('move-files');
    const { change } = v.parse(moveFilesAnswer, json);
    expect([statusCode, change]).toMatchObject([
      200,
      { kind: 'move', state: 'done', doneCount: 1, to: 'archive/q3 Übersicht.pdf', undo: { operation: 'move-files' } },
    ]);
    const names = commands.map(({ name }) => name.replace('Command', ''));
    const [copied, deleted] = [names.indexOf('CopyObject'), names.indexOf('DeleteObjects')];
    expect(commands[copied]?.input).toMatchObject({
      Key: `${root}archive/q3 Übersicht.pdf`,
      CopySourceIfMatch: etag,
      IfNoneMatch: '*',
    });
    expect(commands[deleted]?.input).toMatchObject({ Delete: { Objects: [{ Key: key, ETag: etag }] } });
    const notes = commands.findIndex(({ input }) => String(input['Key']).endsWith('.notes-0.json'));
    expect([copied < notes, notes < deleted]).toEqual([true, true]);
  });
});

describe('copy-files', () => {
  it('answers its sample event, and deletes nothing', async () => {
    s3Says(sampleS3());
    const { statusCode, json } = await callHandler('copy-files');
    expect([statusCode, v.parse(copyFilesAnswer, json).change]).toMatchObject([
      200,
      { kind: 'copy', state: 'done', doneCount: 1, undo: { operation: 'delete-files' } },
    ]);
    expect(commands.filter(({ name }) => name.startsWith('Delete'))).toEqual([]);
  });
});

describe('list-trash', () => {
  it('answers its sample event, with the day from which S3 removes the file', async () => {
    s3Says(sampleS3());
    const { statusCode, json } = await callHandler('list-trash');
    expect([statusCode, v.parse(listTrashAnswer, json)]).toEqual([
      200,
      {
        files: [
          {
            path,
            versionId,
            sizeBytes: 182_044,
            deletedAt: '2026-11-24T12:00:00.000Z',
            purgedAt: '2026-12-25T00:00:00.000Z',
          },
        ],
      },
    ]);
    expect(commands[0]).toMatchObject({ name: 'ListObjectVersionsCommand', input: { Prefix: `${root}reports/` } });
  });
});

describe('list-versions', () => {
  it('answers its sample event with the deletion and the version', async () => {
    s3Says(sampleS3());
    const { statusCode, json } = await callHandler('list-versions');
    expect([statusCode, v.parse(listVersionsAnswer, json).versions]).toMatchObject([
      200,
      [
        { versionId: 'd1', isDeletion: true, isCurrent: true },
        { versionId, etag, isDeletion: false, isCurrent: false },
      ],
    ]);
    expect(commands[0]?.input).toMatchObject({ Prefix: key });
  });
});

describe('restore-version', () => {
  it('answers its sample event with the file as it is now', async () => {
    s3Says(sampleS3());
    const { statusCode, json } = await callHandler('restore-version');
    expect([statusCode, v.parse(restoreVersionAnswer, json)]).toMatchObject([200, { path, etag, sizeBytes: 182_044 }]);
    expect(commands.at(-1)).toMatchObject({ name: 'CopyObjectCommand', input: { Key: key, IfMatch: etag } });
  });
});

describe('list-changes', () => {
  it('answers its sample event with the caller’s changes', async () => {
    s3Says(sampleS3());
    const { statusCode, json } = await callHandler('list-changes');
    expect([statusCode, v.parse(listChangesAnswer, json).changes]).toMatchObject([200, [{ changeId, kind: 'delete' }]]);
    expect(commands[0]).toMatchObject({ name: 'ListObjectsV2Command', input: { Bucket: state, Prefix: records } });
  });
});

describe.each(['show-change', 'stop-change'])('%s', (operation) => {
  it('answers its sample event', async () => {
    s3Says(sampleS3());
    const { statusCode, json } = await callHandler(operation);
    expect([statusCode, v.parse(showChangeAnswer, json).change]).toMatchObject([200, { changeId, state: 'done' }]);
    expect(sent()).toEqual([`GetObject ${state}`]);
  });

  it('answers 404 when there is no such change', async () => {
    s3Says(new NoSuchKey({ message: 'SDK text', $metadata: { httpStatusCode: 404 } }));
    await expect(callHandler(operation)).resolves.toMatchObject({ statusCode: 404, json: { code: 'not-found' } });
  });
});
