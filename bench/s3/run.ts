/** `node bench/s3/run.ts`: measures the local S3 besides its throughput, and prints each result when it is there. */
import { measureKills } from './kills.ts';
import { measureListing } from './listing.ts';

const { pages, medianMs, slowestMs } = await measureListing();
console.log(
  `${pages} pages of 1,000 keys: median ${medianMs.toFixed(1)} ms, slowest ${slowestMs.toFixed(1)} ms (target 50)`,
);
const { rounds, acknowledged, interrupted, lost, half } = await measureKills();
console.log(
  `${rounds} rounds of kill -9: ${acknowledged} uploads acknowledged, ${interrupted} interrupted, ${lost} lost, ${half} half`,
);
if (lost + half > 0 || medianMs > 50) process.exitCode = 1;
