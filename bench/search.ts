import { setTimeout as pause } from 'node:timers/promises';

import { searchFilesAnswer } from '@airlock/contract';
import * as v from 'valibot';

import { call, type Api } from '../local/testing/api-calls.ts';
import { seedRecords } from '../local/testing/seed-records.ts';
import { signedInUser } from '../local/testing/stack-user.ts';
import { StoredFiles } from '../local/testing/stored-files.ts';
import { LocalStack, type StackDescription } from '../tests/e2e/stack.ts';
import { median, type Row } from './row.ts';

const fileCount = Number(process.env['SEARCH_FILES'] ?? 200_000);
const mostSeconds = 3;
const rounds = 5;

/** Names that are searched for in another spelling. */
const spellings = [
  { what: 'accents', name: 'Übersicht', text: 'ubersicht' },
  { what: 'case', name: 'INVOICE', text: 'invoice' },
  { what: 'Turkish', name: 'İSTANBUL foto', text: 'ıstanbul' },
  { what: 'Japanese', name: '東京ﾚﾎﾟｰﾄ', text: 'レポート' },
  { what: 'emoji', name: '🚀 launch', text: '🚀' },
] as const;
const [accents] = spellings;
const everyNth = 10_000;

/** Names as people have them: customers, years, and one file in 10,000 that is searched for. */
const nameOf = (index: number): string =>
  `customer ${String(index % 400).padStart(3, '0')}/${2020 + (index % 7)}/${spelledOf(index)} ${index}.pdf`;

const spelledOf = (index: number): string =>
  index % everyNth === 0 ? (spellings[(index / everyNth) % spellings.length]?.name ?? '') : 'statement';

/** Returns how many of the files have one of the spellings. */
const countOf = (spelling: (typeof spellings)[number]): number =>
  Array.from({ length: Math.ceil(fileCount / everyNth) }, (_, nth) => spellings[nth % spellings.length]).filter(
    (it) => it === spelling,
  ).length;

interface Search {
  readonly seconds: number;
  readonly calls: number;
  readonly found: readonly string[];
  readonly searchedCount: number;
}

/** Searches 200,000 files in 400 folders, and as many in one folder, through the API; and a file a second after it was stored. */
export async function measureSearch(): Promise<Row[]> {
  const stack = await LocalStack.create();
  try {
    const { accessToken, keyPrefix, filesBucket } = await beginning(stack);
    const place = { bucket: filesBucket, count: fileCount, contents: 10 };
    seedRecords(stack.directory, { ...place, prefix: `${keyPrefix}tree/`, nameOf });
    seedRecords(stack.directory, { ...place, prefix: `${keyPrefix}flat/`, nameOf: (index) => `scan ${index}.pdf` });
    const started = await stack.start();
    const api = { url: started.apiUrl, accessToken };
    const inTree = await searched(api, { folder: 'tree', text: accents.text }, countOf(accents));
    const spelled = await spellingRows(api);
    const inFlat = await searched(api, { folder: 'flat', text: 'no such name' }, 0);
    return [
      ...rowsOf('400 folders', inTree),
      ...rowsOf('one folder', inFlat),
      ...spelled,
      await freshRow(started, api, keyPrefix),
    ];
  } finally {
    await stack.remove();
  }
}

/** Creates a user and stops the stack. The token is accepted when it is started again. */
async function beginning(stack: LocalStack) {
  const description = await stack.start();
  const { accessToken, keyPrefix } = await signedInUser(description, 'owner');
  await stack.stop();
  return { accessToken, keyPrefix, filesBucket: description.filesBucket };
}

/** Searches several times, the first time as a new function. Throws when not every file was looked at. */
async function searched(api: Api, query: Query, foundCount: number): Promise<readonly Search[]> {
  const searches: Search[] = [];
  for (let round = 0; round < rounds; round += 1) searches.push(await search(api, query));
  const [{ found, searchedCount } = { found: [], searchedCount: 0 }] = searches;
  if (searchedCount !== fileCount || new Set(found).size !== foundCount) {
    throw new Error(`${searchedCount} files were looked at, and ${found.length} of ${foundCount} found.`);
  }
  return searches;
}

interface Query {
  readonly folder: string;
  readonly text: string;
}

async function search(api: Api, query: Query): Promise<Search> {
  const began = performance.now();
  const found: string[] = [];
  let [calls, searchedCount] = [0, 0];
  let cursor: string | undefined;
  do {
    const asked = new URLSearchParams({ ...query, ...(cursor !== undefined && { cursor }) });
    const answer = v.parse(searchFilesAnswer, await (await call(api, 'GET', `/files/search?${asked}`)).json());
    found.push(...[...answer.folders, ...answer.files].map(({ path }) => path));
    searchedCount += answer.searchedCount;
    calls += 1;
    ({ cursor } = answer);
  } while (cursor !== undefined);
  return { seconds: (performance.now() - began) / 1000, calls, found, searchedCount };
}

function rowsOf(where: string, searches: readonly Search[]): Row[] {
  const what = (measured: string): string => `search ${fileCount.toLocaleString('en')} files in ${where}: ${measured}`;
  const seconds = median(searches.map((it) => it.seconds));
  const first = searches[0]?.seconds ?? Number.NaN;
  return [
    {
      what: what('all'),
      ours: `${seconds.toFixed(2)} s (first ${first.toFixed(2)})`,
      target: `≤ ${mostSeconds} s`,
      met: seconds <= mostSeconds,
    },
    { what: what('API calls'), ours: `${median(searches.map(({ calls }) => calls))}`, target: '–' },
  ];
}

/** Searches for each name in its other spelling. */
async function spellingRows(api: Api): Promise<Row[]> {
  const rows: Row[] = [];
  for (const spelling of spellings) {
    const { found, seconds } = await search(api, { folder: 'tree', text: spelling.text });
    const wanted = countOf(spelling);
    rows.push({
      what: `search ${fileCount.toLocaleString('en')} files for ${spelling.what}: “${spelling.name}” by “${spelling.text}”`,
      ours: `${found.length} in ${seconds.toFixed(2)} s`,
      target: `${wanted}, ≤ ${mostSeconds} s`,
      met: found.length === wanted && found.every((path) => path.includes(spelling.name)) && seconds <= mostSeconds,
    });
  }
  return rows;
}

/** Stores a file in the tree and searches the tree for it a second later. */
async function freshRow(stack: StackDescription, api: Api, keyPrefix: string): Promise<Row> {
  const files = new StoredFiles(stack, keyPrefix);
  const path = 'tree/customer 200/2023/just stored.txt';
  await files.put(path, 'fresh');
  files.close();
  await pause(1000);
  const { found, seconds } = await search(api, { folder: 'tree', text: 'JUST stored' });
  const isFound = found.includes(path);
  return {
    what: `search ${fileCount.toLocaleString('en')} files for one that was stored a second ago`,
    ours: `${isFound ? 'found' : 'not found'} in ${seconds.toFixed(2)} s`,
    target: `found, ≤ ${mostSeconds} s`,
    met: isFound && seconds <= mostSeconds,
  };
}
