import type { StoredListEntry, StoredPage } from './file-store.ts';

/** Most entries that S3 returns at once. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const entriesPerRequest = 1000;

/**
 * Most bytes that one answer of S3 may add to our answer. No further request is made once our answer has as many, so that it
 * stays below the 6 MB that Lambda allows, whatever the names are.
 */
const maxBytes = 2.5 * 1024 ** 2;

/**
 * Time in milliseconds after which no further request is made. Three attempts of the last request then end within the 10
 * seconds of the function.
 */
const pageTimeMs = 1500;

interface Page {
  readonly limit: number;
  readonly from: string | undefined;
}

/** Returns at most `limit` entries of a list, from the place that the page before it named as `next`. */
export type ListPage = (page: Page) => Promise<StoredPage>;

/**
 * Returns at most `limit` entries of a list, in UTF-8 order, with as many requests as that takes. It returns fewer when the
 * answer would become too large or too late.
 */
export async function longPage(list: ListPage, { limit, from }: Page): Promise<StoredPage> {
  const prefixes: string[] = [];
  const found: StoredListEntry[] = [];
  const end = performance.now() + pageTimeMs;
  let next = from;
  let bytes = 0;
  do {
    const left = limit - prefixes.length - found.length;
    const page = await fittingPage(list, { limit: Math.min(left, entriesPerRequest), from: next });
    prefixes.push(...page.prefixes);
    found.push(...page.files);
    bytes += bytesOf(page);
    ({ next } = page);
  } while (next !== undefined && prefixes.length + found.length < limit && bytes < maxBytes && performance.now() < end);
  return { prefixes, files: found, ...(next !== undefined && { next }) };
}

/**
 * Asks for half as many entries until the answer of S3 is small enough. Names that other tools stored may consist of control
 * characters, each of which takes many bytes in JSON.
 */
async function fittingPage(list: ListPage, { limit, from }: Page): Promise<StoredPage> {
  const page = await list({ limit, from });
  if (limit === 1 || bytesOf(page) <= maxBytes) return page;
  return fittingPage(list, { limit: Math.floor(limit / 2), from });
}

/** Returns about how many bytes a page takes in the answer of the Lambda: JSON that holds the body, itself JSON, as a string. */
function bytesOf({ prefixes, files }: StoredPage): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify([prefixes, files])));
}
