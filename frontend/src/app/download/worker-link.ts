import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

import { downloadsPath, type PageMessage, type WorkerMessage } from './service/messages.ts';

/**
 * Stands where the Angular builder expects a worker: the builder bundles the script, and writes its address here. It
 * has no entry of its own for service workers.
 */
class Worker {
  readonly url: URL;
  constructor(url: URL) {
    this.url = url;
  }
}

const script = () => new Worker(new URL('./service/downloads-worker', import.meta.url));

/** A worker that does not answer within this time is taken for one that cannot run. */
const patienceMs = 10_000;

/** The service worker of downloads, as the page sees it. */
@Injectable({ providedIn: 'root' })
export class WorkerLink {
  readonly #heard = new Subject<WorkerMessage>();
  #registration: Promise<ServiceWorkerRegistration | undefined> | undefined;

  readonly heard = this.#heard.asObservable();

  /** Resolves with whether the worker has been told. It cannot run in every browser and place. */
  async tell(message: PageMessage): Promise<boolean> {
    const registration = await (this.#registration ??= this.#register());
    registration?.active?.postMessage(message);
    return registration !== undefined;
  }

  /** Resolves with whether the worker is ready to answer the browser's request for the download. */
  async prepare(message: Extract<PageMessage, { kind: 'prepare' }>): Promise<boolean> {
    const stop = new AbortController();
    const answer = new Promise<boolean>((resolve) => {
      const listening = this.heard.subscribe((heard) => {
        if (heard.kind === 'prepared' && heard.id === message.id) resolve(true);
      });
      const timer = setTimeout(() => resolve(false), patienceMs);
      stop.signal.addEventListener('abort', () => {
        listening.unsubscribe();
        clearTimeout(timer);
      });
    });
    const isPrepared = (await this.tell(message)) && (await answer);
    stop.abort();
    return isPrepared;
  }

  async #register(): Promise<ServiceWorkerRegistration | undefined> {
    try {
      const { serviceWorker } = navigator;
      serviceWorker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => this.#heard.next(data));
      serviceWorker.startMessages();
      const registration = await serviceWorker.register(script().url, { scope: downloadsPath });
      await isActive(registration);
      return registration;
    } catch {
      // A private window, blocked storage, or a page without TLS.
      return undefined;
    }
  }
}

/** Resolves when a worker of the registration is active, and rejects when that takes too long. */
function isActive(registration: ServiceWorkerRegistration): Promise<void> {
  const { active, installing, waiting } = registration;
  if (active) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The service worker does not start.')), patienceMs);
    const worker = installing ?? waiting;
    worker?.addEventListener('statechange', () => {
      if (worker.state !== 'activated') return;
      clearTimeout(timer);
      resolve();
    });
  });
}
