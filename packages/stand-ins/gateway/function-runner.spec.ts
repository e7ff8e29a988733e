import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { startFixture, type FixtureOptions, type GatewayFixture } from './testing/gateway-fixture.ts';

let fixture: GatewayFixture;

async function started(options: FixtureOptions = {}): Promise<GatewayFixture> {
  fixture = await startFixture(options);
  return fixture;
}
afterEach(() => fixture.close());

const textOf = async (): Promise<string> => (await fixture.call('GET', '/files')).text();
const functionLog = (): string =>
  fixture.lines
    .filter(({ source }) => source === 'ListFiles')
    .map(({ line }) => line)
    .join('\n');

describe('a function', () => {
  it('keeps its memory between requests, and loses it when its bundle changes', async () => {
    const { listFilesIs } = await started();
    const counting = 'globalThis.count = (globalThis.count ?? 0) + 1; return { statusCode: 200, body: String(count) };';
    listFilesIs(counting);
    expect([await textOf(), await textOf()]).toEqual(['1', '2']);
    listFilesIs(`${counting} /* changed */`);
    expect(await textOf()).toBe('1');
  });

  it('loses its memory after a minute without requests', async () => {
    jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] });
    try {
      const { listFilesIs } = await started();
      listFilesIs('globalThis.count = (globalThis.count ?? 0) + 1; return { statusCode: 200, body: String(count) };');
      expect([await textOf(), await textOf()]).toEqual(['1', '2']);
      jest.advanceTimersByTime(59_000);
      expect(await textOf()).toBe('3');
      jest.advanceTimersByTime(61_000);
      expect(await textOf()).toBe('1');
    } finally {
      jest.useRealTimers();
    }
  });

  it('takes one request at a time in each execution, and no more executions than are allowed', async () => {
    const { listFilesIs } = await started({ concurrency: 2 });
    listFilesIs(`
      globalThis.busy = (globalThis.busy ?? 0) + 1;
      globalThis.id ??= Math.random();
      const most = busy;
      await new Promise((done) => setTimeout(done, 30));
      busy -= 1;
      return { statusCode: 200, body: JSON.stringify({ most, id }) };`);
    const answers = await Promise.all(Array.from({ length: 6 }, textOf));
    const seen = answers.map((text) => JSON.parse(text) as { most: number; id: number });
    expect(seen.map(({ most }) => most)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(2);
  });

  it('is ended when it overruns its timeout, even in an endless loop', async () => {
    const { listFilesIs, call } = await started({ timeoutSeconds: 0.3 });
    listFilesIs('while (true) {}');
    const response = await call('GET', '/files');
    expect(response.status).toBe(502);
    expect(functionLog()).toContain('Task timed out after 0.30 seconds');
    listFilesIs('return { statusCode: 200, body: "well again" }');
    expect(await textOf()).toBe('well again');
  });

  it('gets 504 from the gateway when the gateway waited long enough', async () => {
    const { listFilesIs, call } = await started({ integrationTimeoutMs: 50 });
    listFilesIs('await new Promise((done) => setTimeout(done, 500)); return { statusCode: 200 }');
    const response = await call('GET', '/files');
    expect(response.status).toBe(504);
    expect(await response.json()).toEqual({ message: 'Endpoint request timed out' });
  });

  it('writes to its log why it did not start', async () => {
    const { listFilesIs, call } = await started();
    listFilesIs('} ; throw new Error("no such setting"); {');
    expect((await call('GET', '/files')).status).toBe(502);
    expect(functionLog()).toContain('The function did not start: Error: no such setting');
    expect(functionLog()).toContain('lambda-worker.ts:');
  });

  it('is refused when its handler has a callback, as nodejs24.x does', async () => {
    const { listFilesIs, call } = await started();
    listFilesIs('}; export const other = 1; handler.length; { ');
    fixture.listFilesIs('return 1 } ; { } Object.defineProperty(handler, "length", { value: 3 }); {');
    expect((await call('GET', '/files')).status).toBe(502);
    expect(functionLog()).toContain('callback is not supported');
  });

  it('has what it prints in its log, line by line, and a report per request', async () => {
    const { listFilesIs } = await started();
    listFilesIs('console.log("one"); console.error("two"); return { statusCode: 200, body: "" }');
    await textOf();
    await textOf();
    expect(functionLog()).toContain('one');
    expect(functionLog()).toContain('two');
    const report =
      functionLog()
        .split('\n')
        .find((line) => line.includes('platform.report')) ?? '';
    expect(JSON.parse(report)).toMatchObject({ type: 'platform.report', record: { status: 'success' } });
  });

  it('is called by another service without the API, with the event as it is', async () => {
    const { listFilesIs, gateway } = await started();
    listFilesIs('return { got: event };');
    const outcome = await gateway.invoke('ListFiles', '{"changeId":"c1"}');
    expect(outcome).toEqual({ kind: 'answered', payload: '{"got":{"changeId":"c1"}}' });
  });

  it.each([
    ['throws an error', 'throw new RangeError("too far")', 'RangeError', 'too far'],
    ['throws a value', 'throw "stop"', 'string', 'stop'],
    ['overruns its timeout', 'while (true) {}', 'Sandbox.Timedout', 'Task timed out after 0.30 seconds'],
    ['ends its process', 'process.exit(1)', 'Runtime.ExitError', 'Runtime exited before it answered.'],
    ['does not start', '} ; throw new SyntaxError("no"); {', 'SyntaxError', 'no'],
  ])('has the error type of Lambda when it %s', async (_, code, errorType, errorMessage) => {
    const { listFilesIs, gateway } = await started({ timeoutSeconds: 0.3 });
    listFilesIs(code);
    expect(await gateway.invoke('ListFiles', '{}')).toMatchObject({ kind: 'failed', errorType, errorMessage });
  });
});
