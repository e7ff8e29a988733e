const kib = 1024;
const gib = kib ** 3;

/** S3's limit for one PutObject request. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxSinglePutBytes = 5 * gib;

/** S3's limit for one object: 48.8 TiB, as 10,000 parts of 5 GiB. */
export const maxFileBytes = 10_000 * maxSinglePutBytes;

/** Larger request bodies are refused with 413 before they are parsed. */
export const maxRequestBodyBytes = 64 * kib;

/** S3's limit for a whole object key in UTF-8, `users/{sub}/` included. */
export const maxKeyBytes = 1024;

/** `users/` + a UUID + `/`: what the server puts before every path. */
export const keyPrefixBytes = 'users/'.length + 36 + 1;

/** What a path may measure in UTF-8 so that its key fits. */
export const maxPathBytes = maxKeyBytes - keyPrefixBytes;

/** Longest name most file systems can store, so that every file can be downloaded again. */
export const maxSegmentBytes = 255;

/** Files and folders in one page of a list: default and S3's maximum. */
export const defaultListLimit = 200;
export const maxListLimit = 1000;
