import { canned } from '../proxy/fault.ts';
import type { Rule } from '../proxy/rule.ts';
import { nth, upTo } from '../proxy/rule.ts';
import { expect } from '../rig/expect.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { requests } from '../rig/requests.ts';
import type { Scene } from '../rig/scene.ts';

/** Loses an answer twice: Chromium itself repeats a request once when a connection that it used before is cut. */
const lose = (scene: Scene, where: Rule['where']): Rule => ({
  where,
  which: upTo(scene.pick(1, 2)),
  fault: { kind: 'lose-answer', by: scene.oneOf('rst', 'fin') },
});

/** Faults in which the server has acted, but the client does not know it. */
export const lostAnswers: readonly FaultCase[] = [
  {
    name: 'lost answer to create',
    outcome: 'stored',
    run: async (scene) => {
      const rule = scene.web.add(lose(scene, requests.create));
      await scene.chooseFile();
      await rule.hit();
      await scene.isVerified();
      // Chromium itself may have sent the request twice. The orphaned upload is freed in the background.
      await expect.poll(() => scene.rig.storage.openUploads(scene.fileName), { timeout: 20_000 }).toEqual([]);
    },
  },
  {
    name: 'lost answer to a part',
    outcome: 'stored',
    run: async (scene) => {
      const rule = scene.s3.add(lose(scene, requests.part));
      await scene.chooseFile();
      await rule.hit();
      await scene.isVerified();
    },
  },
  {
    name: 'lost answer to complete',
    outcome: 'stored',
    run: async (scene) => {
      const rule = scene.web.add(lose(scene, requests.complete));
      await scene.chooseFile();
      await rule.hit();
      await scene.isVerified();
    },
  },
  {
    name: 'slow complete, answered with 504',
    outcome: 'stored',
    run: async (scene) => {
      let release = (): void => undefined;
      const until = new Promise<void>((resolve) => (release = resolve));
      const slow = scene.s3.add({ where: requests.completeAtS3, which: nth(1), fault: { kind: 'hold-answer', until } });
      const timedOut = canned.gateway(504, 'Endpoint request timed out');
      const rule = scene.web.add({
        where: requests.complete,
        which: nth(1),
        fault: { kind: 'replace-answer', with: timedOut },
      });
      await scene.chooseFile();
      await slow.hit();
      await scene.says('Finishing');
      release();
      await rule.hit();
      await scene.isVerified();
    },
  },
  {
    name: 'duplicate complete',
    outcome: 'stored',
    run: async (scene) => {
      const completing = scene.page.waitForRequest((request) => /\/api\/uploads\/.*\/complete$/.test(request.url()));
      await scene.chooseFile();
      const request = await completing;
      await scene.isVerified();
      const headers = { authorization: (await request.headerValue('authorization')) ?? '' };
      const repeat = () => scene.page.request.post(request.url(), { headers, data: request.postDataJSON() as object });
      const answers = await Promise.all(Array.from({ length: scene.pick(2, 4) }, repeat));
      const { crc64nvme } = request.postDataJSON() as { crc64nvme: string };
      for (const answer of answers) {
        expect(answer.status()).toBe(200);
        expect(await answer.json()).toMatchObject({ crc64nvme, sizeBytes: scene.bytes.length });
      }
    },
  },
];
