/** @jest-environment node */
import { expect, it, jest } from '@jest/globals';

const { Instance } = WebAssembly;
const taken = jest.fn((module: WebAssembly.Module) => new Instance(module));
Object.assign(WebAssembly, { Instance: taken });
// This import comes last, because the module looks up WebAssembly when it is loaded.
const { crc64nvme } = await import('../testing/crc64nvme.ts');

it('takes no kernel for a file that is given up before it is read, and the same one for one file after the other', async () => {
  const stop = new AbortController();
  stop.abort(new Error('stop'));
  const hash = (signal: AbortSignal) => crc64nvme(new Blob(['123456789']), () => undefined, signal);
  await hash(new AbortController().signal);
  await expect(hash(stop.signal)).rejects.toThrow('stop');
  await hash(new AbortController().signal);
  expect(taken).toHaveBeenCalledTimes(1);
});
