import { nth } from '../proxy/rule.ts';
import { expect } from '../rig/expect.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { partAttempts, requests } from '../rig/requests.ts';
import { partBytes, type Scene } from '../rig/scene.ts';

const stalledAfter = '01:01';

/** Makes a part stop after some of its bytes have been sent. */
async function stuckMidPart(scene: Scene): Promise<void> {
  const rule = scene.s3.add({
    where: requests.part,
    which: nth(scene.pick(1, scene.partCount)),
    fault: { kind: 'hang', afterBytes: scene.pick(1, partBytes / 2) },
  });
  await scene.chooseFile();
  await rule.hit();
}

/**
 * Resolves when the page has received the answer to every part but one. If its clock jumped before that, the page would
 * take an answer that is still on its way for a stall, too.
 */
function watchAnswers({ page, partCount }: Scene): () => Promise<void> {
  const heard = new Set<string | null>();
  page.on('requestfinished', (request) => {
    if (request.method() === 'PUT') heard.add(new URL(request.url()).searchParams.get('partNumber'));
  });
  return () => expect.poll(() => heard.size, { timeout: 60_000 }).toBe(partCount - 1);
}

const cutOff = (scene: Scene) => Promise.all([scene.s3.down(), scene.web.down()]);
const connect = (scene: Scene) => Promise.all([scene.s3.up(), scene.web.up()]);

/** Faults in which the network fails, or only claims to be there. */
export const networkFaults: readonly FaultCase[] = [
  {
    name: 'offline mid-part',
    outcome: 'stored',
    run: async (scene) => {
      await stuckMidPart(scene);
      await scene.context.setOffline(true);
      await cutOff(scene);
      await scene.says('Waiting for the network');
      await connect(scene);
      await scene.context.setOffline(false);
      await scene.isVerified();
    },
  },
  {
    name: 'dead network while onLine is true',
    outcome: 'stored',
    run: async (scene) => {
      await stuckMidPart(scene);
      await cutOff(scene);
      await scene.says('Waiting for the network');
      await connect(scene);
      await scene.isVerified();
    },
  },
  {
    name: 'a stall',
    outcome: 'stored',
    ownClock: true,
    run: async (scene) => {
      const othersAreThere = watchAnswers(scene);
      await stuckMidPart(scene);
      await othersAreThere();
      const stuck = Number(scene.s3.exchanges.find(({ fault }) => fault === 'hang')?.query.get('partNumber'));
      const attempts = () => partAttempts(scene.s3.exchanges).filter(({ partNumber }) => partNumber === stuck).length;
      // Bytes on their way into the browser's own buffers still count as progress: then the watchdog starts again.
      await expect
        .poll(
          async () => {
            await scene.page.clock.fastForward(stalledAfter);
            return attempts();
          },
          { timeout: 60_000, intervals: [1000] },
        )
        .toBe(2);
      await scene.isVerified();
    },
  },
  {
    name: 'killed and restarted stack',
    outcome: 'stored',
    run: async (scene) => {
      await stuckMidPart(scene);
      await scene.rig.killStack();
      await scene.rig.startStack();
      await scene.isVerified();
    },
  },
  {
    name: 'abort with parts in flight',
    outcome: 'nothing',
    run: async (scene) => {
      await stuckMidPart(scene);
      const aborted = scene.page.waitForResponse(
        (response) => response.request().method() === 'GET' && response.url().includes('/parts?') && !response.ok(),
      );
      await scene.page.getByRole('button', { name: `Cancel ${scene.fileName}` }).click();
      await scene.says('Cancelled');
      // The engine repeats the request until S3 does not know the upload any more.
      await aborted;
    },
  },
];
