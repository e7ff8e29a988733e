import { NotFound } from '@aws-sdk/client-s3';

import { sampleRecord } from './sample-change.ts';

type Answer = (command: string, input: Readonly<Record<string, unknown>>) => object;

const key = 'users/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/reports/2026/q3 Übersicht.pdf';
const etag = '"900150983cd24fb0d6963f7d28e17f72"';
const versionId = '3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY';
const checksum = { ChecksumCRC64NVME: 'rosUhgp5mIg=' };
const deletion = { Key: key, VersionId: 'd1', IsLatest: true, LastModified: new Date('2026-11-24T12:00:00Z') };
const version = { ...deletion, VersionId: versionId, IsLatest: false, Size: 182_044, ETag: etag };

/** The record and the plan that the StateBucket holds: of the change that the sample events name, which has deleted a file. */
const held: Readonly<Record<string, object>> = {
  changes: sampleRecord({
    state: 'done',
    first: { path: 'reports/2026/q3 Übersicht.pdf' },
    doneCount: 1,
    nextSlice: 1,
  }),
  slices: { files: [{ key, version: etag }], failed: [], rest: [] },
};

/**
 * Makes an S3 that answers what the sample events of changes ask for: one file is in the trash, and one change has put it
 * there. What is written into the StateBucket is read again.
 */
export function sampleS3(): Answer {
  const written = new Map<unknown, string>();
  const read = (name: unknown): string =>
    written.get(name) ?? JSON.stringify(held[String(name).split('/')[0] ?? ''] ?? {});
  const answers: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => object>> = {
    PutObjectCommand: ({ Key, Body }) => {
      written.set(Key, String(Body));
      return { ETag: etag };
    },
    GetObjectCommand: ({ Key }) => ({ ETag: etag, Body: { transformToString: () => Promise.resolve(read(Key)) } }),
    // The name that a move or a copy of the samples gives is free.
    HeadObjectCommand: ({ Key }) =>
      String(Key).includes('/archive/')
        ? new NotFound({ message: 'Not Found', $metadata: { httpStatusCode: 404 } })
        : { ContentLength: 182_044, ContentType: 'application/pdf', ETag: etag, VersionId: versionId, ...checksum },
    CopyObjectCommand: () => ({ CopyObjectResult: { ETag: etag, LastModified: deletion.LastModified, ...checksum } }),
    DeleteObjectsCommand: ({ Delete }) => ({ Deleted: (Delete as { Objects: object[] }).Objects }),
    ListObjectVersionsCommand: () => ({ IsTruncated: false, Versions: [version], DeleteMarkers: [deletion] }),
    ListObjectsV2Command: ({ Prefix }) => ({
      IsTruncated: false,
      Contents: String(Prefix).startsWith('changes/')
        ? [{ Key: `${String(Prefix)}0u1xq3z8k-5f8f0f7e6d1c4f0e.json` }]
        : [],
    }),
    CreateMultipartUploadCommand: () => ({ UploadId: 'VXBsb2Fk' }),
  };
  return (command, input) => answers[command]?.(input) ?? { IsTruncated: false };
}
