const kib = 1024;
const gib = kib ** 3;

/** Largest file that one PutObject request may store. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxSinglePutBytes = 5 * gib;

/** Limits of S3 for an upload in parts. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxPartCount = 10_000;
export const maxPartBytes = 5 * gib;

/** Smallest size of a part. Four parts of this size fill a fast connection, and losing one costs little. */
export const defaultPartBytes = 16 * 1024 ** 2;

/** Most parts that one call signs. Their URLs, each with a session token, stay far below Lambda's limit of 6 MB. */
export const maxPartsToSign = 100;

/** Most files that one call signs. Their URLs, each with the longest path and a session token, stay far below Lambda's limit of 6 MB. */
export const maxFilesToSign = 100;

/** Largest object that S3 stores: 48.8 TiB. */
export const maxFileBytes = maxPartCount * maxPartBytes;

/** Largest request body. A larger one is refused with 413 before it is parsed. */
export const maxRequestBodyBytes = 64 * kib;

/** Largest request body of an operation that takes many items. */
export const maxItemsBodyBytes = 1024 * kib;

/** Most items of one change. A folder is one item. */
export const maxChangeItems = 1000;

/** Most failed items that the answer about a change names. */
export const maxNamedFailures = 100;

/** Longest object key that S3 takes, in bytes of UTF-8, including `users/{sub}/`. */
export const maxKeyBytes = 1024;

/** Length of the prefix that the server puts before every path: `users/`, a UUID and `/`. */
export const keyPrefixBytes = 'users/'.length + 36 + 1;

/** Longest path in bytes of UTF-8 whose object key S3 takes. */
export const maxPathBytes = maxKeyBytes - keyPrefixBytes;

/** Longest name that most file systems can store, so that every file can be downloaded again. */
export const maxSegmentBytes = 255;

/**
 * Number of files and folders in one page of a list. S3 returns at most 1,000 at once, so a larger page takes several
 * requests to S3.
 */
export const defaultListLimit = 200;
export const maxListLimit = 10_000;

/** Most unfinished uploads in one answer. With the longest paths it stays below Lambda's limit of 6 MB. */
export const maxListedUploads = 3000;

/** Longest text that is searched for, in UTF-16 code units: no name is longer. */
export const maxSearchTextLength = 255;
