/** @jest-environment node */
import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';

/** Loads the module anew: like a page, it makes its policy once. */
async function freshModule() {
  jest.resetModules();
  return (await import('./script-address.ts')).ScriptAddress;
}

beforeAll(() => void Object.assign(globalThis, { location: { origin: 'https://files.example' } }));
afterEach(() => void Reflect.deleteProperty(globalThis, 'trustedTypes'));

describe('the address of a script, in a browser with Trusted Types,', () => {
  const made: string[] = [];

  beforeEach(() => {
    made.length = 0;
    globalThis.trustedTypes = {
      createPolicy: (name, { createScriptURL }) => {
        made.push(name);
        return { createScriptURL: (address) => `trusted ${createScriptURL(address)}` };
      },
    };
  });

  it('comes from the one policy that the content security policy allows', async () => {
    const ScriptAddress = await freshModule();
    for (const path of ['/worker-ABCD1234.js', '/worker-5678EFGH.js']) {
      const { href } = new URL(path, location.origin);
      expect(new ScriptAddress(new URL(href)).trusted).toBe(`trusted ${href}`);
    }
    expect(made).toEqual(['airlock#workers']);
  });

  it.each([
    'https://stranger.invalid/worker-ABCD1234.js',
    'blob:https://files.example/worker-ABCD1234.js',
    'data:text/javascript,postMessage(1)',
    'javascript:alert(1)',
    '/main-ABCD1234.js',
    '/downloads/worker-ABCD1234.js',
    '/worker-ABCD1234.js/other.js',
  ])('is never %s', async (address) => {
    const ScriptAddress = await freshModule();
    expect(() => new ScriptAddress(new URL(address, location.origin))).toThrow('This is no worker of the app.');
  });
});

describe('the address of a script, in a browser without them,', () => {
  it('is itself', async () => {
    const ScriptAddress = await freshModule();
    expect(new ScriptAddress(new URL('/worker-ABCD1234.js', location.origin)).trusted).toMatch(/worker-ABCD1234\.js$/);
  });
});
