/** `npm run bench`: every measurement, each beside its rival in the same run. Exits with 1 when a target is missed. */
import { LocalStack } from '../e2e/stack.ts';
import { measureThroughput } from '../local/s3/throughput.bench.ts';
import { measureFirstLoad } from './first-load.ts';
import { measurePresign } from './presign/measure.ts';
import { printRows, type Row } from './row.ts';
import { measureStartTime } from './start-time.ts';

const minRatio = 0.7;
const maxResidentMiB = 160;

async function firstLoadOfTheStack(): Promise<Row[]> {
  const stack = await LocalStack.create();
  try {
    return await measureFirstLoad((await stack.start()).webUrl);
  } finally {
    await stack.remove();
  }
}

async function localS3(): Promise<Row[]> {
  const { put, get, residentMiB } = await measureThroughput();
  const compare = (what: string, { bare, standIn, ratio }: typeof put): Row => ({
    what,
    ours: `${standIn.toFixed(0)} MiB/s`,
    beside: `${bare.toFixed(0)} MiB/s`,
    ratio: ratio.toFixed(2),
    target: `≥ ${minRatio}`,
    met: ratio >= minRatio,
  });
  return [
    compare('local S3: PUT, 256 MiB, beside bare node:http', put),
    compare('local S3: GET, 256 MiB, beside bare node:http', get),
    {
      what: 'local S3: resident at most',
      ours: `${residentMiB.toFixed(0)} MiB`,
      target: `≤ ${maxResidentMiB} MiB`,
      met: residentMiB <= maxResidentMiB,
    },
  ];
}

const measurements = [measurePresign, localS3, measureStartTime, firstLoadOfTheStack];
const rows: Row[] = [];
for (const measure of measurements) {
  console.error(`measuring: ${measure.name} …`);
  rows.push(...(await measure()));
}
printRows(rows);
if (rows.some(({ met }) => !met)) process.exitCode = 1;
