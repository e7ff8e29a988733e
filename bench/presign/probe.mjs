/**
 * Runs in a fresh process for one bundle, and measures how long loading it and one warm call take.
 *
 * node probe.mjs BUNDLE EVENT_FILE prints {"initMilliseconds":…,"firstMilliseconds":…,"warmMicroseconds":…}
 */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [bundle, eventFile] = process.argv.slice(2);
const text = await readFile(eventFile, 'utf8');
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 10_000 };
// V8's optimising compiler needs so many calls: after 3,000 a call still takes two to four times as long.
const warmUpCalls = 12_000;
const calls = 3000;

const startedAt = performance.now();
const { handler } = await import(pathToFileURL(bundle).href);
const initMilliseconds = performance.now() - startedAt;

const print = process.stdout.write.bind(process.stdout);
// A log line would go to a pipe that nobody drains while this loop runs; only the function is measured.
process.stdout.write = () => true;

const calledAt = performance.now();
const { statusCode, body } = await handler(JSON.parse(text), context);
const firstMilliseconds = performance.now() - calledAt;
if (statusCode !== 200) throw new Error(`The handler answered ${statusCode}: ${body}`);

async function microsecondsPerCall(times) {
  // Each call gets its own event, as in Lambda; making the events is not measured.
  const events = Array.from({ length: times }, () => JSON.parse(text));
  const from = performance.now();
  for (const event of events) await handler(event, context);
  return ((performance.now() - from) / times) * 1000;
}

await microsecondsPerCall(warmUpCalls);
print(JSON.stringify({ initMilliseconds, firstMilliseconds, warmMicroseconds: await microsecondsPerCall(calls) }));
