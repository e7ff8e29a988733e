import { randomUUID } from 'node:crypto';

import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { Target } from '@airlock/stand-ins/s3/testing/target.ts';

import { S3ChangeStore } from '../../backend/src/s3/s3-change-store.ts';
import { S3CopyStore } from '../../backend/src/s3/s3-copy-store.ts';
import { S3FileStore } from '../../backend/src/s3/s3-file-store.ts';
import { S3PutSigner } from '../../backend/src/s3/s3-put-signer.ts';
import { S3UploadStore } from '../../backend/src/s3/s3-upload-store.ts';
import { S3VersionStore } from '../../backend/src/s3/s3-version-store.ts';
import { crc64nvme } from '../../backend/src/testing/crc64nvme.ts';
import { s3Client } from '../../backend/src/testing/s3-client.ts';
import type { WriteCondition } from '../../backend/src/files/write-condition.ts';
import type { StoreSubject } from '../../backend/src/testing/store-case.ts';
import { storeCases } from '../../backend/src/testing/store-cases.ts';

/** Connects the product's own stores and signer to any S3; what a browser would send is sent with `fetch`. */
export function s3Subject({ url, region, versionedBucket, accessKey }: Target): StoreSubject & { close(): void } {
  const client = s3Client({ url, region, accessKey });
  const signer = new S3PutSigner({
    filesUrl: `${url}/${versionedBucket}`,
    region,
    credentials: accessKey,
    now: () => new Date(),
  });
  const put = async (key: string, bytes: Buffer, contentType: string, condition: WriteCondition) => {
    const file = { key, sizeBytes: bytes.length, contentType, crc64nvme: await crc64nvme(bytes) };
    const answer = await send(await signer.signPut({ ...file, condition }), bytes);
    if (!answer.ok) throw new Error(`The file was answered with ${answer.status}: ${await answer.text()}`);
    return answer.headers.get('etag') ?? '';
  };
  return {
    files: new S3FileStore(client, versionedBucket),
    versions: new S3VersionStore(client, versionedBucket),
    copies: new S3CopyStore(client, versionedBucket),
    changes: new S3ChangeStore(client, versionedBucket),
    uploads: new S3UploadStore(client, versionedBucket),
    prefix: `users/${randomUUID()}/`,
    putFile: (key, bytes, contentType = 'text/plain') => put(key, bytes, contentType, { kind: 'create' }),
    replaceFile: (key, bytes, etag) => put(key, bytes, 'text/plain', { kind: 'replace', etag }),
    deleteFile: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: versionedBucket, Key: key }));
    },
    putPart: async (place, partNumber, bytes) => {
      const part = { ...place, partNumber, sizeBytes: bytes.length, crc64nvme: await crc64nvme(bytes) };
      const answer = await send(await signer.signPart(part), bytes);
      const text = await answer.text();
      if (answer.ok || text.includes('<Code>NoSuchUpload</Code>')) return answer.ok;
      throw new Error(`The part was answered with ${answer.status}: ${text}`);
    },
    close: () => client.destroy(),
  };
}

const send = ({ url, headers }: { url: string; headers: Readonly<Record<string, string>> }, bytes: Buffer) =>
  fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });

/** Runs every case and returns the failures by the name of the case. Never throws for a failed case. */
export async function runStoreCases(target: Target): Promise<ReadonlyMap<string, Error>> {
  const failures = new Map<string, Error>();
  for (const { name, run } of storeCases) {
    const subject = s3Subject(target);
    try {
      await run(subject);
    } catch (error) {
      failures.set(name, error instanceof Error ? error : new Error(String(error)));
    } finally {
      subject.close();
    }
  }
  return failures;
}
