/** The uploaders with which ours is compared. They run in the browser; uploaders.ts bundles them. */
import { Uppy } from '@uppy/core';
import AwsS3 from '@uppy/aws-s3';

import type { Signed, SignOrder } from './adapter.ts';

type Sign = (order: SignOrder) => Promise<Signed>;

const plainPartBytes = 16 * 1024 ** 2;
const plainAtOnce = 4;

const signer =
  (adapterUrl: string): Sign =>
  async (order) => {
    const answer = await fetch(`${adapterUrl}/sign`, { method: 'POST', body: JSON.stringify(order) });
    return (await answer.json()) as Signed;
  };

function chosenFiles(): File[] {
  const input = document.querySelector('input');
  return [...(input?.files ?? [])];
}

/** Uploads with Uppy's own S3 plugin. Without `partBytes` everything is at its defaults. */
async function uppy(adapterUrl: string, partBytes?: number): Promise<void> {
  const sized = partBytes === undefined ? {} : { getChunkSize: () => partBytes };
  const uploader = new Uppy().use(AwsS3, { signRequest: signer(adapterUrl), ...sized });
  uploader.addFiles(chosenFiles().map((file) => ({ name: file.name, type: file.type, data: file })));
  const result = await uploader.upload();
  const failed = result?.failed ?? [];
  if (failed.length > 0) throw new Error(`Uppy: ${failed.length} failed: ${String(failed[0]?.error)}`);
}

/**
 * Uploads with the simplest uploader there is: XHR, four at a time, parts of 16 MiB; no hashing, no checks, no retries.
 */
async function plain(adapterUrl: string): Promise<void> {
  const sign = signer(adapterUrl);
  const files = chosenFiles();
  if (files.length === 1 && files[0]) await plainParts(sign, files[0]);
  else await atOnce(files, async (file) => putSigned(await sign({ method: 'PUT', key: file.name }), file));
}

/** Files with their signatures, for `bare`. */
const signedBefore: { file: File; signed: Signed }[] = [];
/** Number of connections that a browser opens to one host. */
const connections = 6;

/** Signs all files before the time of `bare` begins. */
async function signAll(adapterUrl: string): Promise<void> {
  const sign = signer(adapterUrl);
  await atOnce(chosenFiles(), async (file) => {
    signedBefore.push({ file, signed: await sign({ method: 'PUT', key: file.name }) });
  });
}

/** Sends what `signAll` has signed, over as many connections as the browser opens: no uploader can be faster. */
async function bare(): Promise<void> {
  await atOnce(signedBefore, ({ file, signed }) => putSigned(signed, file), connections);
}

async function plainParts(sign: Sign, file: File): Promise<void> {
  const key = file.name;
  const begun = await fetch((await sign({ method: 'POST', key })).url, { method: 'POST' });
  const uploadId = /<UploadId>(.*?)</.exec(await begun.text())?.[1] ?? '';
  const etags: string[] = [];
  const starts = Array.from({ length: Math.ceil(file.size / plainPartBytes) }, (_, index) => index * plainPartBytes);
  await atOnce(starts, async (start, index) => {
    const signed = await sign({ method: 'PUT', key, uploadId, partNumber: index + 1 });
    etags[index] = await putSigned(signed, file.slice(start, start + plainPartBytes));
  });
  const parts = etags.map((etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`);
  const { url } = await sign({ method: 'POST', key, uploadId });
  const done = await fetch(url, { method: 'POST', body: parts.join('') });
  if (!done.ok) throw new Error(`Complete: ${done.status}`);
}

async function atOnce<T>(
  all: readonly T[],
  work: (one: T, index: number) => Promise<unknown>,
  limit = plainAtOnce,
): Promise<void> {
  const waiting = all.entries();
  const take = async (): Promise<void> => {
    for (const [index, one] of waiting) await work(one, index);
  };
  await Promise.all(Array.from({ length: limit }, take));
}

function putSigned({ url, headers = {} }: Signed, body: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.addEventListener('loadend', () => {
      if (xhr.status === 200) resolve(xhr.getResponseHeader('ETag') ?? '');
      else reject(new Error(`A part: ${xhr.status} ${xhr.responseText}`));
    });
    xhr.send(body);
  });
}

Object.assign(globalThis, { rivals: { uppy, plain, signAll, bare } });
