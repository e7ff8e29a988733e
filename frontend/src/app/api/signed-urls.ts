import type { ClientConfig } from '@airlock/contract';

/** Returns the URLs of the files bucket, one for each of its names. A signed URL begins with one of them. */
export const bucketUrls = ({ filesUrl, dualStackFilesUrl = filesUrl }: ClientConfig): readonly string[] => [
  ...new Set([filesUrl, dualStackFilesUrl]),
];

/**
 * Returns whether every signed URL of an answer, at any depth, is one of the files bucket, under one of its names. It is an
 * allow-list: bytes are sent to no other place and read from no other, whatever the answer says. The content security policy
 * of the page says the same.
 */
export function haveBucketUrls(answer: unknown, filesUrls: readonly string[]): boolean {
  if (typeof answer !== 'object' || answer === null) return true;
  return Object.entries(answer).every(([name, value]) =>
    name === 'url' && typeof value === 'string'
      ? filesUrls.some((it) => isOfBucket(value, it))
      : haveBucketUrls(value, filesUrls),
  );
}

/** Compares URLs as the browser will ask for them, so that `..` and another port or user count. */
function isOfBucket(url: string, filesUrl: string): boolean {
  return URL.canParse(url) && new URL(url).href.startsWith(new URL(`${filesUrl}/`).href);
}
