/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';

import { FakePorts, settled, signedPut } from '../testing/fake-ports.ts';
import { UploadQueue, type Upload } from './upload-queue.ts';

/** S3 with one name, which answers in the order that `turns` says. */
class OneName {
  readonly ports = new FakePorts();
  readonly latest = new Map<number, Upload>();
  readonly queue = new UploadQueue(this.ports, (upload) => this.latest.set(upload.id, upload), {
    sendAtOnce: 3,
    hashAhead: 3,
  });
  stored = { content: 'theirs', etag: '"0"' };
  #versions = 0;

  add(content: string): number {
    const file = new File([content], 'x');
    const [upload] = this.queue.add([{ path: 'x', file, contentType: 'a/b' }]);
    return upload!.id;
  }

  async hash(): Promise<void> {
    const call = await this.ports.next('hash');
    call.answer(await call.question.body.text());
  }

  async sign(): Promise<void> {
    const call = await this.ports.next('presignPut');
    call.answer({ ...signedPut, headers: { replaces: call.question.replaces ?? '' } });
  }

  async put(): Promise<void> {
    const call = await this.ports.next('put');
    const { question } = call;
    if (question.signed.headers['replaces'] !== this.stored.etag) {
      call.answer({ status: 412 });
      return;
    }
    this.stored = { content: await question.body.text(), etag: `"${(this.#versions += 1)}"` };
    call.answer({ status: 200, crc64nvme: this.stored.content });
  }

  async describe(): Promise<void> {
    const { content, etag } = this.stored;
    (await this.ports.next('describeFile')).answer({ sizeBytes: content.length, etag, crc64nvme: content });
  }

  /** Lets the first call of `wanted` that waits have its answer, or of any kind when `wanted` has none. */
  async step(wanted: Step): Promise<boolean> {
    const kind = [wanted, ...steps].find((step) => this.ports.pending(callOf[step]) > 0);
    if (kind) await this[kind]();
    await settled();
    return kind !== undefined;
  }
}

const steps = ['hash', 'sign', 'put', 'describe'] as const;
type Step = (typeof steps)[number];
const callOf = { hash: 'hash', sign: 'presignPut', put: 'put', describe: 'describeFile' } as const;

describe('files with one path in one queue', () => {
  it('leave the content of the last one when all may replace, however the answers interleave', async () => {
    const turn = record({ step: constantFrom(...steps), add: integer({ min: 0, max: 3 }) });
    const interleaving = asyncProperty(
      array(turn, { maxLength: 40 }),
      integer({ min: 0, max: 20 }),
      async (turns, at) => {
        const name = new OneName();
        let added = 2;
        name.add('content-1');
        name.add('content-2');
        await settled();
        for (const [index, { step, add }] of turns.entries()) {
          if (index === at) name.queue.resolveAll('replace');
          // Files are also added while the earlier ones are on their way.
          if (add === 0 && index < at && added < 5) name.add(`content-${(added += 1)}`);
          await name.step(step);
        }
        name.queue.resolveAll('replace');
        await settled();
        while (await name.step('put'));
        expect(name.stored.content).toBe(`content-${added}`);
      },
    );
    await assert(interleaving, { numRuns: 300 });
  });

  it('let the next one go when the first is cancelled, skipped or forgotten, and in order after a pause', async () => {
    const name = new OneName();
    const [first, second, third] = [name.add('1'), name.add('2'), name.add('3')];
    await settled();
    expect(name.ports.pending('hash')).toBe(1);
    name.queue.pause(second);
    name.queue.cancel(first);
    await settled();
    expect(name.latest.get(second)?.state.kind).toBe('paused');
    name.queue.resume(second);
    name.queue.forget(second);
    name.queue.resolveAll('replace');
    while (await name.step('put'));
    expect([name.stored.content, name.latest.get(third)?.state.kind]).toEqual(['3', 'done']);
  });

  it('wait for nobody after a person is forgotten', async () => {
    const name = new OneName();
    name.add('1');
    await settled();
    await name.queue.forgetPerson('anna');
    name.add('2');
    name.queue.resolveAll('replace');
    while (await name.step('put'));
    expect(name.stored.content).toBe('2');
  });
});
