const kib = 1024;
const gib = kib ** 3;

/** S3's limit for one PutObject request. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxSinglePutBytes = 5 * gib;

/** S3's limits for an upload in parts. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxPartCount = 10_000;
export const maxPartBytes = 5 * gib;

/** Large enough that a fast link is full with four of them, small enough that a lost one costs little. */
export const defaultPartBytes = 16 * 1024 ** 2;

/** Parts signed with one call: their URLs, with a session token each, stay far below Lambda's 6 MB. */
export const maxPartsToSign = 100;

/** S3's limit for one object: 48.8 TiB. */
export const maxFileBytes = maxPartCount * maxPartBytes;

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

/** Unfinished uploads in one answer: with the longest paths it stays below Lambda's 6 MB. */
export const maxListedUploads = 3000;
