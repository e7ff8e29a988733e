import { LocalStack, type StackDescription } from '../../tests/e2e/stack.ts';
import { startAdapter, type Adapter } from './adapter.ts';

/** The distance to S3 and the API: delays in addition to this machine's own time. */
export interface Distance {
  readonly name: string;
  readonly requestMs: number;
  readonly signatureMs: number;
}

export const near: Distance = { name: 'loopback', requestMs: 0, signatureMs: 0 };
export const far: Distance = { name: '60 ms a request, 40 ms a signature', requestMs: 60, signatureMs: 40 };

/** What one uploader gets: a stack of its own, on which nothing was stored before. */
export interface BenchStack {
  readonly stack: StackDescription;
  readonly adapter: Adapter;
  /** Whether the resources of the page are measured too; the time then says little. */
  readonly watched: boolean;
}

export async function atDistance<T>(
  distance: Distance,
  watched: boolean,
  work: (bench: BenchStack) => Promise<T>,
): Promise<T> {
  const stack = await LocalStack.create();
  try {
    const description = await stack.start({ preload: delayOf(distance) });
    const adapter = await startAdapter(description, distance);
    try {
      return await work({ stack: description, adapter, watched });
    } finally {
      await adapter.close();
    }
  } finally {
    await stack.remove();
  }
}

function delayOf({ requestMs, signatureMs }: Distance): string {
  const preload = new URL('delay.ts', import.meta.url);
  preload.search = new URLSearchParams({
    requestMs: String(requestMs),
    signatureMs: String(signatureMs),
  }).toString();
  return preload.href;
}
