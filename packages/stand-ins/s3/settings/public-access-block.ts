import { boolean, object, optional, strictObject, type InferOutput } from 'valibot';

import { element, readXml } from '../xml-read.ts';
import { xmlDocument } from '../xml.ts';
import { xmlSetting, type Setting } from './setting.ts';
import { flag } from './text-values.ts';

const names = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

export type PublicAccessBlock = Readonly<Record<(typeof names)[number], boolean>>;

const off = optional(flag, 'false');
const blockXml = strictObject({
  PublicAccessBlockConfiguration: element({
    BlockPublicAcls: off,
    IgnorePublicAcls: off,
    BlockPublicPolicy: off,
    RestrictPublicBuckets: off,
  }),
});

/** The property of `AWS::S3::Bucket`; what is left out there is off. */
export const blockProperties = object({
  BlockPublicAcls: optional(boolean(), false),
  IgnorePublicAcls: optional(boolean(), false),
  BlockPublicPolicy: optional(boolean(), false),
  RestrictPublicBuckets: optional(boolean(), false),
});

const all = (value: boolean): PublicAccessBlock => ({
  BlockPublicAcls: value,
  IgnorePublicAcls: value,
  BlockPublicPolicy: value,
  RestrictPublicBuckets: value,
});

/** The block of every bucket created since April 2023: all four settings are on. */
export const blockEverything = all(true);

export const publicAccessBlockSetting: Setting = {
  ...xmlSetting,
  subresource: 'publicAccessBlock',
  actions: {
    get: 's3:GetBucketPublicAccessBlock',
    put: 's3:PutBucketPublicAccessBlock',
    delete: 's3:PutBucketPublicAccessBlock',
  },
  absent: { code: 'NoSuchPublicAccessBlockConfiguration' },
  accept: (document) => writePublicAccessBlock(readPublicAccessBlock(document)),
};

/** Reads a block. A bucket without one blocks nothing. Throws `MalformedXML`. */
export const readPublicAccessBlock = (document: string | undefined): PublicAccessBlock =>
  document === undefined ? all(false) : readXml(document, [], blockXml).PublicAccessBlockConfiguration;

export const writePublicAccessBlock = (block: InferOutput<typeof blockProperties>): string =>
  xmlDocument('PublicAccessBlockConfiguration', Object.fromEntries(names.map((name) => [name, block[name]])));
