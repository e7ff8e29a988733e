import { expect } from '../../e2e/journey.ts';
import { canned, type Fault } from '../proxy/fault.ts';
import { every, nth, upTo } from '../proxy/rule.ts';
import type { Rule } from '../proxy/rule.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { requests } from '../rig/requests.ts';
import type { Scene } from '../rig/scene.ts';

const smallCount = 24;
/** So many that the second endpoint is asked for more of them after it has answered once. */
const countForTwoEndpoints = 120;
const endsWithinMs = 60_000;
/** Longer than the page waits for an answer of the API. */
const unansweredAfter = '01:01';

/**
 * What an endpoint is asked after it was cut off: six requests are in flight, and two files try it once more. A browser itself
 * repeats a request once when a connection that it used before is reset.
 */
const mostHits = 2 * (6 + 2);

/** Chooses the large file with many small ones, which are signed together and take turns with its parts. */
async function chooseMany(scene: Scene, count = smallCount): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) => `${scene.fileName}.${index}.txt`);
  await scene.chooseFile(...names);
  return names;
}

/** Checks that the user is told that everything is stored, and that S3 has each of the small files once. */
async function allStored(scene: Scene, names: readonly string[]): Promise<void> {
  const heading = scene.page.getByRole('heading', { name: /\buploaded\b/ });
  await heading.waitFor({ timeout: endsWithinMs });
  const said = await heading.innerText();
  if (said !== `${names.length + 1} files uploaded`) throw new Error(`The tray says: ${said}.`);
  const versions = await scene.rig.storage.allVersions();
  for (const name of names) {
    const { length } = versions.filter((key) => key.endsWith(`/${name}`));
    if (length !== 1) throw new Error(`There are ${length} versions of ${name}.`);
  }
}

/** Returns a function that says how often the page has asked to sign the first file of its first call for many. */
function watchFirstOfMany({ page }: Scene): () => number {
  const bodies: string[] = [];
  let first: string | undefined;
  page.on('request', (request) => {
    if (!request.url().includes('/api/files/presign-put')) return;
    bodies.push(request.postData() ?? '');
    if (!request.url().endsWith('-batch')) return;
    first ??= JSON.stringify((request.postDataJSON() as { files: { path: string }[] }).files[0]?.path);
  });
  return () => bodies.filter((body) => first !== undefined && body.includes(first)).length;
}

/** Returns a selector of the first request with the bytes of each small file. */
function firstOfEach(): Rule['where'] {
  const seen = new Set<string>();
  return (exchange) => {
    if (!requests.small(exchange) || seen.has(exchange.path)) return false;
    seen.add(exchange.path);
    return true;
  };
}

/** Faults that many small files meet on their way, beside a large one. */
export const smallFileFaults: readonly FaultCase[] = [
  {
    name: 'lost answer to a call that signs many files',
    outcome: 'stored',
    run: async (scene) => {
      const fault: Fault = { kind: 'lose-answer', by: scene.oneOf('rst', 'fin') };
      const rule = scene.web.add({ where: requests.signMany, which: upTo(3), fault });
      const names = await chooseMany(scene);
      await rule.hit(3);
      await allStored(scene, names);
    },
  },
  {
    name: 'a call that signs many files is never answered',
    outcome: 'stored',
    ownClock: true,
    run: async (scene) => {
      const timesAsked = watchFirstOfMany(scene);
      const rule = scene.web.add({ where: requests.signMany, which: nth(1), fault: { kind: 'hang', afterBytes: 0 } });
      const names = await chooseMany(scene);
      await rule.hit();
      // The page would take parts that are on their way for stalled.
      const isCompleted = () => scene.web.exchanges.some((it) => requests.complete(it) && it.isDelivered);
      await expect.poll(isCompleted, { timeout: endsWithinMs }).toBe(true);
      await scene.page.clock.fastForward(unansweredAfter);
      await expect.poll(timesAsked, { timeout: endsWithinMs }).toBeGreaterThanOrEqual(2);
      await allStored(scene, names);
    },
  },
  {
    name: 'a busy API is asked to sign many files',
    outcome: 'stored',
    run: async (scene) => {
      const busy = canned.gateway(scene.oneOf(429, 503), 'Too Many Requests', { 'Retry-After': '1' });
      const rule = scene.web.add({
        where: requests.signMany,
        which: upTo(2),
        fault: { kind: 'answer', with: busy },
      });
      const names = await chooseMany(scene);
      await rule.hit(2);
      await allStored(scene, names);
    },
  },
  {
    name: 'expired URLs of small files',
    outcome: 'stored',
    run: async (scene) => {
      const expired: Fault = { kind: 'answer', with: canned.s3Error(403, 'AccessDenied') };
      const rule = scene.s3.add({ where: firstOfEach(), which: every(3), fault: expired });
      const names = await chooseMany(scene);
      await rule.hit(smallCount / 3);
      await allStored(scene, names);
    },
  },
  {
    name: 'small files meet a busy S3 and a broken line',
    outcome: 'stored',
    run: async (scene) => {
      const trouble = (): Fault =>
        scene.oneOf<Fault>({ kind: 'answer', with: canned.s3Error(503, 'SlowDown') }, { kind: 'refuse', by: 'rst' });
      const rule = scene.s3.add({ where: firstOfEach(), which: every(4), fault: trouble });
      const names = await chooseMany(scene);
      await rule.hit(smallCount / 4);
      await allStored(scene, names);
    },
  },
  ...[0, 1].map((answered): FaultCase => ({
    name: `the dual-stack endpoint of S3 is cut off after ${answered} answers`,
    outcome: 'stored',
    run: async (scene) => {
      const by = scene.oneOf('rst', 'fin');
      const rule = scene.s3.add({
        where: requests.atDualStack,
        which: (occurrence) => occurrence > answered,
        fault: { kind: 'refuse', by },
      });
      const names = await chooseMany(scene, countForTwoEndpoints);
      await rule.hit();
      await allStored(scene, names);
      if (rule.hits() > mostHits) throw new Error(`The dual-stack endpoint was asked ${rule.hits()} times in vain.`);
    },
  })),
];
