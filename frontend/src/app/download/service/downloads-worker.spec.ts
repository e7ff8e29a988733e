/** @jest-environment node */
import { expect, it, jest } from '@jest/globals';

type Listen = (event: object) => void;
const listeners = new Map<string, Listen>();
Object.assign(globalThis, { addEventListener: (type: string, listen: Listen) => void listeners.set(type, listen) });
await import('./downloads-worker.ts');

const respondWith = jest.fn<(answer: Promise<Response>) => void>();
const request = (path: string, destination: string) =>
  listeners.get('fetch')?.({ request: { url: `https://app.example${path}`, destination }, respondWith });

it.each([
  ['the app', '/files', 'document'],
  ['a download that somebody opens in a tab', '/downloads/1', 'document'],
  ['a script', '/downloads/x.js', 'script'],
  ['another frame', '/other', 'iframe'],
])('leaves %s to the network', (_what, path, destination) => {
  request(path, destination);
  expect(respondWith).not.toHaveBeenCalled();
});

it('answers the frame of a download', async () => {
  request('/downloads/1', 'iframe');
  expect((await respondWith.mock.calls[0]?.[0])?.status).toBe(204);
});
