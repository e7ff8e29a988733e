import { canned } from '../proxy/fault.ts';
import { nth, upTo, every } from '../proxy/rule.ts';
import type { FaultCase } from '../rig/fault-case.ts';
import { requests } from '../rig/requests.ts';
import { partBytes } from '../rig/scene.ts';

const maxResets = 3;

/** Faults in which S3 or the API answers with errors, or the connection to them breaks. */
export const serverFaults: readonly FaultCase[] = [
  {
    name: 'one 500',
    outcome: 'stored',
    run: async (scene) => {
      const broken = canned.s3Error(500, 'InternalError', { cors: scene.oneOf(true, false) });
      const which = nth(scene.pick(1, scene.partCount));
      const rule = scene.s3.add({ where: requests.part, which, fault: { kind: 'answer', with: broken } });
      await scene.chooseFile();
      await rule.hit();
      await scene.isVerified();
    },
  },
  {
    name: 'a part that always fails, then heals',
    outcome: 'stored',
    run: async (scene) => {
      const unlucky = String(scene.pick(1, scene.partCount));
      const times = scene.pick(3, 4);
      const rule = scene.s3.add({
        where: (exchange) => requests.part(exchange) && exchange.query.get('partNumber') === unlucky,
        which: upTo(times),
        fault: { kind: 'answer', with: canned.s3Error(500, 'InternalError') },
      });
      await scene.chooseFile();
      await rule.hit(times);
      await scene.isVerified();
    },
  },
  {
    name: 'resets',
    outcome: 'stored',
    run: async (scene) => {
      const rule = scene.s3.add({
        where: requests.part,
        which: (occurrence) => occurrence % 2 === 1 && occurrence <= 2 * maxResets,
        fault: () => ({ kind: 'cut', side: 'request', afterBytes: scene.pick(0, partBytes), by: 'rst' }),
      });
      await scene.chooseFile();
      await rule.hit(2);
      await scene.isVerified();
    },
  },
  {
    name: 'SlowDown on half the parts',
    outcome: 'stored',
    run: async (scene) => {
      const rule = scene.s3.add({
        where: requests.part,
        which: (occurrence) => every(2)(occurrence) && occurrence <= 6,
        fault: { kind: 'answer', with: canned.s3Error(503, 'SlowDown') },
      });
      await scene.chooseFile();
      await rule.hit();
      await scene.isVerified();
    },
  },
  {
    name: 'API 429',
    outcome: 'stored',
    run: async (scene) => {
      const busy = canned.gateway(429, 'Too Many Requests', { 'Retry-After': '1' });
      const where = scene.oneOf(requests.create, requests.sign, requests.complete);
      const rule = scene.web.add({ where, which: upTo(2), fault: { kind: 'answer', with: busy } });
      await scene.chooseFile();
      await rule.hit(2);
      await scene.isVerified();
    },
  },
  {
    name: 'expired URL',
    outcome: 'stored',
    run: async (scene) => {
      // What S3 says of a URL after its time: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html
      const expired = canned.s3Error(403, 'AccessDenied');
      const which = nth(scene.pick(1, scene.partCount));
      const rule = scene.s3.add({ where: requests.part, which, fault: { kind: 'answer', with: expired } });
      await scene.chooseFile();
      await rule.hit();
      await scene.isVerified();
    },
  },
  {
    name: 'disk full',
    outcome: 'stored',
    run: async (scene) => {
      const full = canned.s3Error(507, 'InsufficientStorage');
      const which = nth(scene.pick(1, scene.partCount));
      const rule = scene.s3.add({ where: requests.part, which, fault: { kind: 'answer', with: full } });
      await scene.chooseFile();
      await rule.hit();
      await scene.says('The storage refused this file');
      await scene.page.getByRole('button', { name: `Try ${scene.fileName} again` }).click();
      await scene.isVerified();
    },
  },
  {
    name: 'one byte flipped in a part',
    outcome: 'stored',
    run: async (scene) => {
      const rule = scene.s3.add({
        where: requests.part,
        which: nth(scene.pick(1, scene.partCount)),
        fault: { kind: 'flip', side: 'request', atByte: scene.pick(0, scene.bytes.length % partBytes) },
      });
      await scene.chooseFile();
      await rule.hit();
      await scene.isVerified();
    },
  },
];
