/**
 * `npm run bench`: every measurement, each beside its rival in the same run. Exits with 1 when a target is missed.
 * `npm run bench -- upload` takes those whose name contains it, in whatever case; `--mib 10240` moves 10 GiB instead of 1,
 * `--rounds N` gives everyone N turns instead of 3, `--files 300` uploads so many small files instead of 300, 1,000 and 10,000.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { buildApp } from '../local/builds.ts';
import { LocalStack } from '../tests/e2e/stack.ts';
import { measureKills } from './s3/kills.ts';
import { measureListing } from './s3/listing.ts';
import { measureThroughput, sizes } from './s3/throughput.ts';
import { measureChanges } from './changes.ts';
import { chooseMeasurements } from './choose-measurements.ts';
import { measureFirstLoad } from './first-load.ts';
import { measureFolder } from './listing.ts';
import { measurePageChanges } from './page-changes.ts';
import { measureJourneyTasks } from './page-tasks/journeys.ts';
import { measurePageTasks } from './page-tasks/measure.ts';
import { measurePresign } from './presign/measure.ts';
import { compared, printRows, type Row } from './row.ts';
import { measureSearch } from './search.ts';
import { measureStartTime } from './start-time.ts';
import { measureArchive } from './transfer/archive.ts';
import { measureDownload } from './transfer/download.ts';
import { measureSmallUploads, measureUpload } from './transfer/measure.ts';

const minRatio = 0.7;
const maxResidentMiB = 160;
const maxPageMs = 50;
/** More small files than these are uploaded once, because that takes minutes. */
const fewFiles = 1_000;

async function firstLoadOfTheStack(): Promise<Row[]> {
  const stack = await LocalStack.create();
  try {
    return await measureFirstLoad((await stack.start()).webUrl);
  } finally {
    await stack.remove();
  }
}

async function throughputOfS3(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { sizeMiB, rounds } of sizes) {
    const { put, putWithEtag, get, residentMiB } = await measureThroughput({
      sizeBytes: sizeMiB * 1024 * 1024,
      rounds,
    });
    const compare = (name: string, { bare, standIn, ratio }: typeof put, beside = 'bare node:http'): Row => {
      const what = `local S3: ${name}, ${sizeMiB} MiB, beside ${beside}`;
      return compared({ what, ours: standIn, beside: bare, unit: 'MiB/s', ratio, least: minRatio });
    };
    const resident: Row = {
      what: `local S3: resident at most, ${sizeMiB} MiB`,
      ours: `${residentMiB.toFixed(0)} MiB`,
      target: `≤ ${maxResidentMiB} MiB`,
      met: residentMiB <= maxResidentMiB,
    };
    rows.push(
      compare('PUT', put),
      compare('PUT', putWithEtag, 'one that hashes for the ETag'),
      compare('GET', get),
      resident,
    );
  }
  return rows;
}

async function listingOfS3(): Promise<Row[]> {
  const { medianMs, slowestMs } = await measureListing();
  return [
    {
      what: 'local S3: a page of 1,000 of 10,000 keys',
      ours: `${medianMs.toFixed(1)} ms (slowest ${slowestMs.toFixed(1)})`,
      target: `≤ ${maxPageMs} ms`,
      met: medianMs <= maxPageMs,
    },
  ];
}

async function killsOfS3(): Promise<Row[]> {
  const { rounds, acknowledged, lost, half } = await measureKills();
  return [
    {
      what: `local S3: ${rounds} × kill -9 during 8 uploads`,
      ours: `${acknowledged} acknowledged, ${lost} lost, ${half} half`,
      target: '0 lost, 0 half',
      met: lost + half === 0,
    },
  ];
}

const { values, positionals: wanted } = parseArgs({
  options: {
    mib: { type: 'string', default: '1024' },
    files: { type: 'string', multiple: true, default: ['300', '1000', '10000'] },
    rounds: { type: 'string', default: '3' },
  },
  allowPositionals: true,
});

const { mib, files, rounds } = values;
const upload = (): Promise<Row[]> => measureUpload(Number(mib), Number(rounds));

async function smallUploads(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of files)
    rows.push(...(await measureSmallUploads(Number(count), Number(count) > fewFiles ? 1 : Number(rounds))));
  return rows;
}

const download = (): Promise<Row[]> => measureDownload(Number(mib), Number(rounds));

const measurements = chosenMeasurements();
await buildApp(join(import.meta.dirname, '..'), (line) => console.error(line));
const rows: Row[] = [];
try {
  for (const [name, measure] of measurements) {
    console.error(`measuring: ${name} …`);
    rows.push(...(await measure()));
  }
} finally {
  // Half an hour of measurements is not lost with one that fails.
  printRows(rows);
}
if (rows.some(({ met }) => met === false)) process.exitCode = 1;

/** A wrong name ends the program with a sentence that lists the right ones. */
function chosenMeasurements(): readonly (readonly [name: string, measure: () => Promise<Row[]>])[] {
  const all = {
    presign: measurePresign,
    's3-throughput': throughputOfS3,
    's3-listing': listingOfS3,
    's3-kills': killsOfS3,
    'start-time': measureStartTime,
    'first-load': firstLoadOfTheStack,
    upload,
    'small-upload': smallUploads,
    download,
    'download-archive': measureArchive,
    changes: measureChanges,
    'page-changes': measurePageChanges,
    'page-tasks': measurePageTasks,
    listing: measureFolder,
    search: measureSearch,
    // The last one, for a journey that fails ends it.
    'journey-tasks': measureJourneyTasks,
  };
  try {
    return chooseMeasurements(all, wanted);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
