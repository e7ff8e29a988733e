/** Requests that docs/openapi.yaml does not allow. The compiler must refuse each, or it refuses this file. */
import type { components } from 'airlock-api';

type Schemas = components['schemas'];

// @ts-expect-error The size is required.
export const withoutSize: Schemas['PresignPutRequest'] = { path: 'a', contentType: 'text/plain', crc64nvme: '' };

export const sizeAsText: Schemas['PresignPutRequest'] = {
  path: 'a',
  // @ts-expect-error The size is a number.
  sizeBytes: '1',
  contentType: 'text/plain',
  crc64nvme: '',
};

export const withAKey: Schemas['PresignGetRequest'] = {
  path: 'a',
  // @ts-expect-error No request has a key of S3.
  key: 'users/0/a',
};

export const otherDisposition: Schemas['PresignGetRequest'] = {
  path: 'a',
  // @ts-expect-error There are two dispositions.
  disposition: 'elsewhere',
};

export const otherCode: Pick<Schemas['Error'], 'code'> = {
  // @ts-expect-error The codes are a closed list.
  code: 'made-up',
};

// @ts-expect-error Every listed file has an ETag.
export const withoutEtag: Schemas['ListedFile'] = { path: 'a', sizeBytes: 1, modifiedAt: '2026-11-24T12:00:00.000Z' };
