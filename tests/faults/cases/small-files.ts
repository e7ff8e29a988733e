import { canned, type Fault } from '../proxy/fault.ts';
import { every, upTo } from '../proxy/rule.ts';
import type { Rule } from '../proxy/rule.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { requests } from '../rig/requests.ts';
import type { Scene } from '../rig/scene.ts';

const smallCount = 24;
const endsWithinMs = 60_000;

/** Chooses the large file with many small ones, which are signed together and take turns with its parts. */
async function chooseMany(scene: Scene): Promise<readonly string[]> {
  const names = Array.from({ length: smallCount }, (_, index) => `${scene.fileName}.${index}.txt`);
  await scene.chooseFile(...names);
  return names;
}

/** Checks that the user is told that everything is stored, and that S3 has each of the small files once. */
async function allStored(scene: Scene, names: readonly string[]): Promise<void> {
  const heading = scene.page.getByRole('heading', { name: /\buploaded\b/ });
  await heading.waitFor({ timeout: endsWithinMs });
  const said = await heading.innerText();
  if (said !== `${names.length + 1} files uploaded`) throw new Error(`The tray says: ${said}.`);
  for (const name of names) {
    const { length } = await scene.rig.storage.versions(name);
    if (length !== 1) throw new Error(`There are ${length} versions of ${name}.`);
  }
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
];
