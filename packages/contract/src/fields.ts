import * as v from 'valibot';

import { maxFileBytes, maxPartCount } from './limits.ts';
import { folderWithSlash } from './folder-with-slash.ts';
import { newFolderProblem, pathProblem, storedPathProblem } from './path-rules.ts';

/** Path under which a file is to be stored, as its user sees it: `reports/2026/q3.pdf`. The rules are in path-rules.ts. */
export const path = v.pipe(
  v.string('Must be a string.'),
  v.check(
    (value) => pathProblem(value) === undefined,
    (issue) => pathProblem(issue.input) ?? 'Is not a path.',
  ),
);

/** Path of a file that is there already, whatever tool has stored it. */
export const storedPath = v.pipe(
  v.string('Must be a string.'),
  v.check(
    (value) => storedPathProblem(value) === undefined,
    (issue) => storedPathProblem(issue.input) ?? 'Is not a path.',
  ),
);

/** Path of a folder that is there already, with or without its slash (`folderWithSlash`). An empty path is the top folder. */
export const storedFolder = v.pipe(
  v.string('Must be a string.'),
  v.check(
    (value) => value === '' || storedPathProblem(folderWithSlash(value)) === undefined,
    (issue) => storedPathProblem(folderWithSlash(issue.input)) ?? 'Is not a path.',
  ),
);

/** Path of a folder that is there already and is not the top folder. */
export const storedSubfolder = v.pipe(storedFolder, v.minLength(1, 'The top folder cannot be moved or copied.'));

/** Path under which a folder is to be, with or without its slash. Its name has the rules of a file's. */
export const newFolder = v.pipe(
  v.string('Must be a string.'),
  v.check(
    (value) => newFolderProblem(value) === undefined,
    (issue) => newFolderProblem(issue.input) ?? 'Is not a path.',
  ),
);

export const sizeBytes = v.pipe(
  v.number('Must be a number.'),
  v.safeInteger('Must be a whole number.'),
  v.minValue(0, 'Must not be negative.'),
  v.maxValue(maxFileBytes, 'S3 stores at most 48.8 TiB in one file.'),
);

/** Size of a file that is uploaded in parts. An empty file cannot be: it is uploaded with one request. */
export const uploadSizeBytes = v.pipe(sizeBytes, v.minValue(1, 'An empty file is not sent in parts.'));

/** Id that S3 gave to an upload in parts. Its content has no meaning for us. */
export const uploadId = v.pipe(
  v.string('Must be a string.'),
  v.regex(/^(?!\.{1,2}$)[\w.~-]{1,1024}$/, 'Is not the id of an upload.'),
);

export const partNumber = v.pipe(
  v.number('Must be a number.'),
  v.safeInteger('Must be a whole number.'),
  v.minValue(1, 'Must be at least 1.'),
  v.maxValue(maxPartCount, `Must be at most ${maxPartCount}.`),
);

/** Media type `type/subtype` with optional parameters (RFC 9110 section 8.3.1), in visible ASCII only. */
export const contentType = v.pipe(
  v.string('Must be a string.'),
  v.maxLength(255, 'Must be at most 255 characters.'),
  v.regex(
    /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(?: ?; ?[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"[\x20\x21\x23-\x5b\x5d-\x7e]*"))*$/,
    'Must be a media type such as "image/png".',
  ),
);

/** CRC64NVME checksum as S3 writes it: base64 of the 8 bytes, big-endian. */
export const crc64nvme = v.pipe(
  v.string('Must be a string.'),
  v.regex(/^[A-Za-z0-9+/]{10}[AEIMQUYcgkosw048]=$/, 'Must be the base64 of 8 bytes.'),
);

/** ETag with its quotes, as S3 and `list-files` write it. */
export const etag = v.pipe(
  v.string('Must be a string.'),
  v.regex(/^"[0-9a-f]{32}(?:-\d{1,5})?"$/, 'Must be an ETag with its quotes.'),
);

/** Id that S3 gave to a version of a file. Its content has no meaning for us. */
export const versionId = v.pipe(
  v.string('Must be a string.'),
  v.regex(/^(?!\.{1,2}$)[\w.~+/=-]{1,1024}$/, 'Is not the id of a version.'),
);

/** Place in a list, as the answer with the page before gave it. */
export const cursor = v.pipe(v.string(), v.regex(/^[\w-]{1,2048}$/, 'Is not a cursor that this API gave.'));

/** Point in time, written as ISO 8601 in UTC. */
export const moment = v.pipe(v.string(), v.isoTimestamp());
