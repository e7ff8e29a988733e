import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it, jest } from '@jest/globals';

import type { PageMessage, WorkerMessage } from './service/messages.ts';
import { WorkerLink } from './worker-link.ts';

const message: Extract<PageMessage, { kind: 'prepare' }> = {
  kind: 'prepare',
  id: '1',
  name: 'a',
  source: { url: '', sizeBytes: 1, etag: '', crc64nvme: undefined },
};

/** A browser's container of service workers; `answer` is what the worker does when it is told something. */
class Container extends EventTarget {
  readonly active = { postMessage: jest.fn<(message: PageMessage) => void>(() => this.answer()) };
  readonly register = jest.fn<(url: string, options: RegistrationOptions) => Promise<object>>(() =>
    Promise.resolve({ active: this.active }),
  );
  readonly startMessages = jest.fn();
  answer: () => void = () => undefined;
  say = (data: WorkerMessage) => void this.dispatchEvent(new MessageEvent('message', { data }));
}

const install = (serviceWorker: unknown) =>
  Object.defineProperty(navigator, 'serviceWorker', { value: serviceWorker, configurable: true });

afterEach(() => {
  Reflect.deleteProperty(navigator, 'serviceWorker');
  jest.useRealTimers();
});

describe('WorkerLink', () => {
  it('registers a worker that controls downloads and nothing else', async () => {
    const container = new Container();
    install(container);
    const link = TestBed.inject(WorkerLink);
    expect(await link.tell({ kind: 'cancel', id: '1' })).toBe(true);
    await link.tell({ kind: 'cancel', id: '2' });
    expect(container.register).toHaveBeenCalledTimes(1);
    expect(container.register).toHaveBeenCalledWith(expect.stringMatching(/downloads-worker$/), {
      scope: '/downloads/',
    });
    expect(container.active.postMessage).toHaveBeenLastCalledWith({ kind: 'cancel', id: '2' });
  });

  it('waits until the worker is ready for the download', async () => {
    const container = new Container();
    install(container);
    container.answer = () => {
      container.say({ kind: 'prepared', id: '2' });
      setTimeout(() => container.say({ kind: 'prepared', id: '1' }));
    };
    expect(await TestBed.inject(WorkerLink).prepare(message)).toBe(true);
  });

  it.each<[string, () => unknown]>([
    ['has none', () => undefined],
    ['refuses it', () => Object.assign(new Container(), { register: () => Promise.reject(new Error('blocked')) })],
  ])('knows when no worker can run: the browser %s', async (_what, container) => {
    install(container());
    expect(await TestBed.inject(WorkerLink).prepare(message)).toBe(false);
  });

  it('speaks with the worker of this version of the app when one of an older version is still there', async () => {
    const container = new Container();
    install(container);
    const newer = Object.assign(new EventTarget(), { state: 'installing', postMessage: jest.fn() });
    const registration = { active: container.active as object, installing: newer };
    container.register.mockResolvedValue(registration);
    const told = TestBed.inject(WorkerLink).tell({ kind: 'cancel', id: '1' });
    await new Promise((resolve) => setTimeout(resolve));
    newer.state = 'activated';
    registration.active = newer;
    newer.dispatchEvent(new Event('statechange'));
    expect(await told).toBe(true);
    expect(newer.postMessage).toHaveBeenCalledWith({ kind: 'cancel', id: '1' });
    expect(container.active.postMessage).not.toHaveBeenCalled();
  });

  it('uses the older worker as long as that has downloads, because the newer one waits for it', async () => {
    jest.useFakeTimers();
    const container = new Container();
    install(container);
    const newer = Object.assign(new EventTarget(), { state: 'installed' });
    container.register.mockResolvedValue({ active: container.active, waiting: newer });
    const told = TestBed.inject(WorkerLink).tell({ kind: 'cancel', id: '1' });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await told).toBe(true);
    expect(container.active.postMessage).toHaveBeenCalledWith({ kind: 'cancel', id: '1' });
  });

  it('knows at once that a worker could not be installed', async () => {
    const container = new Container();
    install(container);
    const broken = Object.assign(new EventTarget(), { state: 'installing' });
    container.register.mockResolvedValue({ active: null, installing: broken });
    const told = TestBed.inject(WorkerLink).tell({ kind: 'cancel', id: '1' });
    await new Promise((resolve) => setTimeout(resolve));
    broken.state = 'redundant';
    broken.dispatchEvent(new Event('statechange'));
    expect(await told).toBe(false);
  });

  it('does not wait for a worker that is silent', async () => {
    jest.useFakeTimers();
    install(new Container());
    const prepared = TestBed.inject(WorkerLink).prepare(message);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await prepared).toBe(false);
  });
});
