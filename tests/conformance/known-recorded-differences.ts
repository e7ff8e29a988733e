import { conformanceCases } from '@airlock/stand-ins/s3/conformance/index.ts';

import type { OracleName } from '../stores/known-differences.ts';

/** Gives one reason to every case whose name fits. */
const all = (name: RegExp, reason: string): Readonly<Record<string, string>> =>
  Object.fromEntries(conformanceCases.filter((it) => name.test(it.name)).map((it) => [it.name, reason]));

const noQuery = all(
  /^condition: .*in (?:the query → (?:304|412)|its query )/,
  'Ignores conditions in the query of a URL.',
);
const noConflict = all(
  /^multipart condition: (?:.*→ 409$|after a conflict |an upload that another one)/,
  'Decides from what is there at the end, whatever happened since the start of the upload.',
);
const noMarker = { 'version: a marker that cannot be a version': 'Takes any text for a marker.' };
const noVersionETag = {
  'version: many deletes of a version, each with the ETag that the current one needs':
    'Ignores the ETags of a delete of many objects.',
};

/** Differences from what AWS was recorded to answer, in the form of `knownDifferences`. */
export const knownRecordedDifferences: Readonly<Record<OracleName, Readonly<Record<string, string>>>> = {
  SeaweedFS: {
    ...noQuery,
    ...noConflict,
    ...noMarker,
    ...noVersionETag,
    ...all(/^multipart condition: .*→ 404$/, 'Answers 412 where AWS documents 404.'),
    ...all(/^multipart default checksum: parts with /, 'Adds no checksum by itself.'),
    'multipart default checksum: a completion that lists them': 'Takes checksums of parts with any completion.',
    'ownership setting: can be deleted, and put again': 'Has no default for new buckets.',
  },
  versitygw: {
    ...noQuery,
    ...noConflict,
    ...noMarker,
    ...noVersionETag,
    ...all(/^multipart condition: .*, versioned → 404$/, 'Takes a delete marker for the object before it.'),
    ...all(/^multipart default checksum: parts with /, 'Lists a kind of checksum that nobody asked for.'),
    'version: the list goes on after a version that was deleted meanwhile': 'Looks for the version of the marker.',
    'lifecycle setting: an empty filter is about every object': 'Has no lifecycle.',
  },
};
