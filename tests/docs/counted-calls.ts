import { crc64nvme } from '../../backend/src/testing/crc64nvme.ts';
import type { DeployedCalls } from './deployed-calls.ts';
import type { Counts } from './page-tables.ts';

const contentType = 'text/plain';
const small = Buffer.from('a small file');

interface SignedPut {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a row of the page counts: prepares what the call needs, and returns the call. */
type Row = (calls: DeployedCalls, folder: string) => Promise<() => Promise<unknown>>;

/** The rows of "What each call asks of S3" in docs/cost.md, by their first cell. */
const rows: Readonly<Record<string, Row>> = {
  '`presign-put`': (calls, folder) => Promise.resolve(() => signed(calls, `${folder}/a`)),
  '`presign-get`': async (calls, folder) => {
    await store(calls, `${folder}/a`);
    return () => calls.call('presign-get', { path: `${folder}/a` });
  },
  '`presign-put-batch`, 3 files': (calls, folder) => Promise.resolve(() => signedTogether(calls, folder, 3)),
  '`presign-get-batch`, 3 files': async (calls, folder) => {
    const files = (await storeMany(calls, folder, 3)).map(({ path }) => ({ path }));
    return () => calls.call('presign-get-batch', { files });
  },
  '`list-files`, up to 1,000 entries': async (calls, folder) => {
    await storeMany(calls, folder, 3);
    return () => calls.call('list-files', { folder, limit: 10_000 });
  },
  '`list-files`, 1,001 to 2,000 entries': (calls) =>
    Promise.resolve(() => calls.call('list-files', { folder: manyFiles, limit: 10_000 })),
  '`list-files` with `deep`, 1,001 to 2,000 files at any depth': (calls) =>
    Promise.resolve(() => calls.call('list-files', { folder: manyFiles, deep: 'true', limit: 2_000 })),
  '`list-versions`': async (calls, folder) => {
    await store(calls, `${folder}/a`);
    return () => calls.call('list-versions', { path: `${folder}/a` });
  },
  '`list-trash`, up to 1,000 versions': async (calls, folder) => {
    await deleted(calls, folder);
    return () => calls.call('list-trash', { folder });
  },
  '`start-upload`': (calls, folder) => Promise.resolve(() => start(calls, `${folder}/a`)),
  '`presign-parts`': async (calls, folder) => {
    const upload = await start(calls, `${folder}/a`);
    return () => signPart(calls, upload);
  },
  '`list-parts`, up to 1,000 parts': async (calls, folder) => {
    const { uploadId, path } = await sendParts(calls, `${folder}/a`);
    return () => calls.call('list-parts', { uploadId, path });
  },
  '`complete-upload`, up to 1,000 parts': async (calls, folder) => {
    const upload = await sendParts(calls, `${folder}/a`);
    return () => complete(calls, upload);
  },
  '`complete-upload`, asked again': async (calls, folder) => {
    const upload = await sendParts(calls, `${folder}/a`);
    await complete(calls, upload);
    return () => complete(calls, upload);
  },
  '`abort-upload`': async (calls, folder) => {
    const { uploadId, path } = await start(calls, `${folder}/a`);
    return () => calls.call('abort-upload', { uploadId, path });
  },
  '`list-uploads`, up to 1,000 uploads': (calls) => Promise.resolve(() => calls.call('list-uploads', {})),
  '`delete-files`, up to 1,000 files by name': async (calls, folder) => {
    const items = await storeMany(calls, folder, 3);
    return () => calls.call('delete-files', { items });
  },
  '`delete-files`, a folder of up to 1,000 files': async (calls, folder) => {
    await storeMany(calls, folder, 3);
    return () => calls.call('delete-files', { items: [{ folder }] });
  },
  '`restore-files`, undo of a delete of one file': async (calls, folder) => {
    const change = await deleted(calls, folder);
    return () => calls.call('restore-files', { change });
  },
  '`restore-files`, one file by name': async (calls, folder) => {
    await deleted(calls, folder);
    return () => calls.call('restore-files', { items: [{ path: `${folder}/0` }] });
  },
  '`purge-files`, one file with one version': async (calls, folder) => {
    await deleted(calls, folder);
    const { files } = await calls.call('list-trash', { folder });
    const items = (files as { path: string; versionId: string }[]).map(({ path, versionId }) => ({ path, versionId }));
    return () => calls.call('purge-files', { items });
  },
  '`move-files`, a rename of one file': async (calls, folder) => {
    const items = await storeMany(calls, folder, 1);
    return () => calls.call('move-files', { items: items.map((item) => ({ ...item, to: `${folder}/renamed` })) });
  },
  '`move-files`, a folder of 3 files': async (calls, folder) => {
    await storeMany(calls, folder, 3);
    return () => calls.call('move-files', { items: [{ folder, to: `${folder} moved` }] });
  },
  '`copy-files`, one file': async (calls, folder) => {
    const items = await storeMany(calls, folder, 1);
    return () => calls.call('copy-files', { items: items.map((item) => ({ ...item, to: `${folder}/copy` })) });
  },
  '`create-folder`': (calls, folder) => Promise.resolve(() => calls.call('create-folder', { path: `${folder}/new` })),
  '`search-files`, a folder of 3 files': async (calls, folder) => {
    await storeMany(calls, folder, 3);
    return () => calls.call('search-files', { folder, text: '0' });
  },
  '`measure-folder`, a folder of 3 files': async (calls, folder) => {
    await storeMany(calls, folder, 3);
    return () => calls.call('measure-folder', { folder });
  },
  '`restore-version`': async (calls, folder) => {
    const path = `${folder}/a`;
    await store(calls, path);
    const { etag } = await calls.call('presign-get', { path });
    await store(calls, path, { replaces: etag });
    const { versions } = await calls.call('list-versions', { path });
    const [current, older] = versions as { versionId: string; etag: string }[];
    return () => calls.call('restore-version', { path, versionId: older?.versionId, replaces: current?.etag });
  },
  '`list-changes`, a page of 30 changes': async (calls, folder) => {
    const items = await storeMany(calls, folder, changesPerPage);
    await Promise.all(items.map((item) => calls.call('delete-files', { items: [item] })));
    return () => calls.call('list-changes', {});
  },
  '`show-change`': async (calls, folder) => {
    const changeId = await deleted(calls, folder);
    return () => calls.call('show-change', { changeId });
  },
  'a delete of more than 1,000 files: the call': (calls) => Promise.resolve(() => deleteMany(calls)),
  '… each 1,000 of its files': async (calls) => {
    const changeId = await deleteMany(calls);
    return () => calls.goOn('delete-files', changeId);
  },
  '`stop-change`': async (calls) => {
    const changeId = await deleteMany(calls);
    return () => calls.call('stop-change', { changeId });
  },
};

export const namesOfRows = Object.keys(rows);

/** A folder of 1,001 files, which some rows share. */
const manyFiles = 'many';
const changesPerPage = 30;

/** Stores the files that some rows share. */
export async function prepare(calls: DeployedCalls): Promise<void> {
  await storeMany(calls, manyFiles, 1001);
}

/** Counts what S3 is asked in the situation that a row of the page describes. */
export async function countRow(calls: DeployedCalls, name: string): Promise<Counts> {
  const row = rows[name];
  if (row === undefined) throw new Error(`Nothing counts ${name}.`);
  return calls.counted(await row(calls, `row ${namesOfRows.indexOf(name)}`));
}

async function signed(calls: DeployedCalls, path: string, more: object = {}): Promise<SignedPut> {
  return (await calls.call('presign-put', { ...(await smallFile(path)), ...more })) as unknown as SignedPut;
}

/** Signs the uploads of files named by numbers with one call. */
async function signedTogether(calls: DeployedCalls, folder: string, count: number): Promise<unknown> {
  const files = Array.from({ length: count }, (_, index) => smallFile(`${folder}/${index}`));
  return calls.call('presign-put-batch', { files: await Promise.all(files) });
}

const smallFile = async (path: string) => ({
  path,
  sizeBytes: small.length,
  contentType,
  crc64nvme: await crc64nvme(small),
});

/** Stores a small file. Resolves with its ETag. */
async function store(calls: DeployedCalls, path: string, more: object = {}): Promise<string> {
  return put(await signed(calls, path, more), small);
}

/** Stores files named by numbers. Resolves with the items that a delete of them names. */
async function storeMany(calls: DeployedCalls, folder: string, count: number) {
  const items: { path: string; etag: string }[] = [];
  for (let from = 0; from < count; from += 50) {
    const paths = Array.from({ length: Math.min(50, count - from) }, (_, index) => `${folder}/${from + index}`);
    items.push(...(await Promise.all(paths.map(async (path) => ({ path, etag: await store(calls, path) })))));
  }
  return items;
}

/** Stores a file and deletes it. Resolves with the id of the change. */
async function deleted(calls: DeployedCalls, folder: string): Promise<string> {
  return changeIdOf(await calls.call('delete-files', { items: await storeMany(calls, folder, 1) }));
}

let large: Promise<string> | undefined;

/** Begins the delete of more files than one call deletes, once for all rows. Resolves with the id of the change. */
function deleteMany(calls: DeployedCalls): Promise<string> {
  large ??= calls.call('delete-files', { items: [{ folder: manyFiles }] }).then(changeIdOf);
  return large;
}

const changeIdOf = ({ change }: Record<string, unknown>): string => (change as { changeId: string }).changeId;

interface Upload {
  readonly path: string;
  readonly uploadId: string;
}

/** Starts an upload in parts. That it has one part only makes no difference to the requests of the calls. */
async function start(calls: DeployedCalls, path: string): Promise<Upload> {
  const { uploadId } = await calls.call('start-upload', { path, sizeBytes: small.length, contentType });
  return { path, uploadId: String(uploadId) };
}

async function signPart(calls: DeployedCalls, upload: Upload): Promise<SignedPut> {
  const parts = [{ partNumber: 1, crc64nvme: await crc64nvme(small) }];
  const answer = await calls.call('presign-parts', { ...upload, sizeBytes: small.length, parts });
  return (answer['parts'] as readonly [SignedPut])[0];
}

async function sendParts(calls: DeployedCalls, path: string): Promise<Upload> {
  const upload = await start(calls, path);
  await put(await signPart(calls, upload), small);
  return upload;
}

const complete = async (calls: DeployedCalls, upload: Upload): Promise<unknown> =>
  calls.call('complete-upload', { ...upload, sizeBytes: small.length, crc64nvme: await crc64nvme(small) });

async function put({ url, headers }: SignedPut, bytes: Buffer): Promise<string> {
  const answer = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  if (!answer.ok) throw new Error(`The bytes were answered with ${answer.status}: ${await answer.text()}`);
  return answer.headers.get('etag') ?? '';
}
