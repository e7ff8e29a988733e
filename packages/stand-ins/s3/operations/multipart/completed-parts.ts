import {
  array,
  maxLength,
  minLength,
  object,
  optional,
  pipe,
  regex,
  string,
  transform,
  type InferOutput,
} from 'valibot';

import { readXml } from '../../xml-read.ts';
import { maxPartNumber } from './find-upload.ts';

const partNumber = pipe(string(), regex(/^-?\d{1,9}$/), transform(Number));

const completedPart = object({
  PartNumber: partNumber,
  ETag: pipe(string(), minLength(1)),
  ChecksumCRC32: optional(string()),
  ChecksumCRC32C: optional(string()),
  ChecksumCRC64NVME: optional(string()),
  ChecksumSHA1: optional(string()),
  ChecksumSHA256: optional(string()),
});

const request = object({
  CompleteMultipartUpload: object({
    Part: pipe(array(completedPart), minLength(1), maxLength(maxPartNumber)),
  }),
});

/** A part in the client's list, which says which parts the object has, whatever else has arrived. */
export type CompletedPart = InferOutput<typeof completedPart>;

/** Reads the list. Throws `MalformedXML`. */
export const readCompletedParts = (text: string): readonly CompletedPart[] =>
  readXml(text, ['Part'], request).CompleteMultipartUpload.Part;
