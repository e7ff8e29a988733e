import { inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { fakeIdentity } from '../../testing/fake-identity.ts';
import { testConfig } from '../../testing/test-config.ts';
import { API_CLIENT } from '../api/api-client.ts';
import { CONFIG } from '../api/config.ts';
import { SESSION_STATE } from '../api/session-state.ts';
import { HiddenFiles } from '../changes/hidden-files.ts';
import { IDENTITY } from '../sign-in/identity.ts';
import { Session } from '../sign-in/session.ts';
import type { HashAnswer, HashOrder } from '../transfer/checksum/hash-messages.ts';
import { BrowserTransferPorts } from './transfer-ports.ts';

const bytes = new ArrayBuffer(3);
const signed = { url: 'https://files.example', headers: {}, expiresAt: '' };
const { signal } = new AbortController();
const real = { Worker: globalThis.Worker, XMLHttpRequest: globalThis.XMLHttpRequest };
let sent: unknown[];

/** Answers as the hashing worker answers for a small file. */
class SmallFileWorker {
  #hear: (event: { data: HashAnswer }) => void = () => undefined;
  postMessage({ id }: HashOrder): void {
    queueMicrotask(() => this.#hear({ data: { id, kind: 'small', crc64nvme: 'rosUhgp5mYg=', bytes } }));
  }
  addEventListener(type: string, listener: () => void): void {
    if (type === 'message') this.#hear = listener;
  }
}

class SuccessfulXhr extends EventTarget {
  readonly upload = new EventTarget();
  readonly status = 200;
  readonly responseText = '';
  open(): void {
    // Nothing is sent anywhere.
  }
  getResponseHeader(): null {
    return null;
  }
  send(body: unknown): void {
    sent.push(body);
    this.dispatchEvent(new Event('loadend'));
  }
}

beforeEach(async () => {
  sent = [];
  Object.assign(globalThis, { Worker: SmallFileWorker, XMLHttpRequest: SuccessfulXhr });
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: {} },
      { provide: CONFIG, useValue: testConfig },
      { provide: HiddenFiles, useValue: {} },
      { provide: IDENTITY, useValue: fakeIdentity() },
      { provide: SESSION_STATE, useFactory: () => inject(Session).state },
    ],
  });
  await TestBed.inject(Session).signIn('anna', 'secret');
});
afterEach(() => void Object.assign(globalThis, real));

/** Hashes a file, and sends it after `meanwhile`. */
async function hashAndSend(file: File, meanwhile?: () => Promise<unknown>): Promise<void> {
  const ports = TestBed.inject(BrowserTransferPorts);
  TestBed.tick();
  const ignore = { progress: () => undefined, slice: () => undefined };
  await ports.hash(file, file.size, ignore, signal);
  await meanwhile?.();
  TestBed.tick();
  await ports.put(signed, file, () => undefined, signal);
}

describe('BrowserTransferPorts', () => {
  it('sends the bytes of a small file that were hashed', async () => {
    await hashAndSend(new File(['abc'], 'a.txt'));
    expect(sent).toEqual([bytes]);
  });

  it('keeps no bytes of a person who has signed out', async () => {
    const file = new File(['abc'], 'a.txt');
    await hashAndSend(file, () => TestBed.inject(Session).signOut());
    expect(sent).toEqual([file]);
    expect(sent[0]).toBe(file);
  });
});
