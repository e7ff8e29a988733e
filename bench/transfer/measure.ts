import { reachable, type Row } from '../row.ts';
import { compareLarge, compareMany, costOfOurs } from './compare.ts';
import { far, near, type Distance } from './distance.ts';
import { smallBytes, writeBenchFiles, type BenchFiles } from './files.ts';
import { runRounds, ratioTo, type UploadComparison } from './rounds.ts';
import { curl } from './curl-upload.ts';
import { oursLarge, oursMany } from './our-upload.ts';
import { bareMany, plainLarge, plainMany, uppyLarge, uppyLargeParts, uppyMany } from './rival-upload.ts';

const large = {
  ours: oursLarge,
  'plain XHR 16 MiB × 4': plainLarge,
  'Uppy at defaults': uppyLarge,
  'Uppy, 16 MiB parts': uppyLargeParts,
  curl,
};
const farTarget = 5;
const manyTarget = 1.5;
const manyFarTarget = 3;
/** Files that one call of the API signs at least. */
const filesPerCall = 50;

/**
 * Measures our uploads of a large file beside those of others: same browser, same S3, one run, in turns, so that a
 * machine that slows down slows all. Each uploader has `rounds` turns.
 */
export async function measureUpload(sizeMib: number, rounds: number): Promise<Row[]> {
  const files = await writeBenchFiles(sizeMib, 0);
  try {
    return await largeRows(files, sizeMib, rounds);
  } finally {
    await files.remove();
  }
}

/** Measures our uploads of so many small files beside those of others, at hand and far away. */
export async function measureSmallUploads(count: number, rounds: number): Promise<Row[]> {
  const files = await writeBenchFiles(0, count);
  try {
    return [...(await smallRows(near, files, rounds)), ...(await smallRows(far, files, rounds))];
  } finally {
    await files.remove();
  }
}

async function largeRows(files: BenchFiles, sizeMib: number, rounds: number): Promise<Row[]> {
  const comparison = (distance: Distance): UploadComparison<keyof typeof large> => ({
    what: `${sizeMib} MiB`,
    ...{ distance, uploaders: large, files, rounds },
    mibOf: (name) => (name === 'curl' ? files.forOneRequest.sizeMib : sizeMib),
  });
  const atHand = await runRounds(comparison(near));
  const away = await runRounds(comparison(far));
  const plainest = ratioTo(away, 'Uppy at defaults', 'plain XHR 16 MiB × 4');
  return [
    compareLarge(atHand, 'plain XHR 16 MiB × 4', 0.75),
    compareLarge(atHand, 'Uppy at defaults', 1),
    compareLarge(atHand, 'Uppy, 16 MiB parts', 1),
    compareLarge(atHand, 'curl', undefined),
    compareLarge(away, 'Uppy at defaults', reachable(farTarget, plainest)),
    compareLarge(away, 'Uppy, 16 MiB parts', 1),
    compareLarge(away, 'plain XHR 16 MiB × 4', 0.75),
    compareLarge(away, 'curl', undefined),
    ...costOfOurs(atHand, { apiCalls: 12 }),
    ...costOfOurs(away, { apiCalls: 12 }),
  ];
}

async function smallRows(distance: Distance, files: BenchFiles, rounds: number): Promise<Row[]> {
  const count = files.many.paths.length;
  const results = await runRounds({
    what: `${count} files of 4 KiB`,
    ...{ distance, files, rounds },
    uploaders: {
      ours: oursMany,
      'plain XHR × 4': plainMany,
      'bare PUT × 6': bareMany,
      'Uppy at defaults': uppyMany,
    },
    mibOf: () => (count * smallBytes) / 1024 ** 2,
  });
  const bare = ratioTo(results, 'Uppy at defaults', 'bare PUT × 6');
  const least = distance === near ? manyTarget : reachable(manyFarTarget, bare);
  return [
    compareMany(results, 'Uppy at defaults', { count, least }),
    ...costOfOurs(results, { apiCalls: Math.ceil(count / filesPerCall) }),
  ];
}
