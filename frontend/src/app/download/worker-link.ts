import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

import { loadCode } from '../loading/load-code.ts';
import { ScriptAddress as Worker } from '../transfer/browser/script-address.ts';
import type { ChosenFolder } from './disk/choose-folder.ts';
import type { ChosenFile, PageDownloads } from './page-downloads.ts';
import { downloadsPath, type PageMessage, type PrepareMessage, type WorkerMessage } from './service/messages.ts';

/** Angular's builder has no entry of its own for service workers, so this is written like any worker. */
const script = () => new Worker(new URL('./service/downloads-worker', import.meta.url)).trusted;

/** A worker that does not answer within this time is taken for one that cannot run. */
const patienceMs = 10_000;
/** Time for which the worker of an older version may keep the newer one waiting. */
const olderPatienceMs = 2_000;

/** The service worker of downloads, as the page sees it. */
@Injectable({ providedIn: 'root' })
export class WorkerLink {
  readonly #messages = new Subject<WorkerMessage>();
  #registration: Promise<ServiceWorkerRegistration | undefined> | undefined;
  /** Downloads that this page does itself. */
  #page: PageDownloads | undefined;

  readonly messages = this.#messages.asObservable();

  /** Resolves with whether the worker has been told. It cannot run in every browser and place. */
  async tell(message: PageMessage): Promise<boolean> {
    if (this.#page && 'id' in message && this.#page.has(message.id)) {
      this.#page.hear(message);
      return true;
    }
    const registration = await (this.#registration ??= this.#register());
    registration?.active?.postMessage(message);
    return registration !== undefined;
  }

  /** Resolves with whether the worker is ready to answer the browser's request for the download. */
  async prepare(message: PrepareMessage): Promise<boolean> {
    const stop = new AbortController();
    const answer = new Promise<boolean>((resolve) => {
      const listening = this.messages.subscribe((received) => {
        if (received.kind === 'prepared' && received.id === message.id) resolve(true);
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

  /** Has this page download to a file that the person has chosen, where no worker can run. */
  async saveInPage(message: PrepareMessage, file: ChosenFile): Promise<void> {
    await (await this.#inPage()).save(message, file);
  }

  /** Has this page download to a folder that the person has chosen. Resolves when nothing is written any more. */
  async saveToFolder(message: PrepareMessage, folder: ChosenFolder): Promise<void> {
    await (await this.#inPage()).saveFolder(message, folder);
  }

  async #inPage(): Promise<PageDownloads> {
    const { PageDownloads } = await loadCode(() => import('./page-downloads.ts'));
    return (this.#page ??= new PageDownloads((answer) => this.#messages.next(answer)));
  }

  async #register(): Promise<ServiceWorkerRegistration | undefined> {
    try {
      const { serviceWorker } = navigator;
      serviceWorker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => this.#messages.next(data));
      serviceWorker.startMessages();
      const registration = await serviceWorker.register(script(), { scope: downloadsPath });
      await isActive(registration);
      return registration;
    } catch {
      // A private window, blocked storage, or a page without TLS.
      return undefined;
    }
  }
}

/**
 * Resolves when the worker of this version of the app is active. One of an older version stays active while it has
 * downloads; then that one is used. Rejects when there is none.
 */
async function isActive({ active, installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const newer = installing ?? waiting;
  if (newer && (await isActivated(newer, active ? olderPatienceMs : patienceMs))) return;
  if (!active) throw new Error('The service worker does not start.');
}

/** Resolves with `false` when the worker could not be installed, or is not active in time. */
function isActivated(worker: ServiceWorker, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), withinMs);
    worker.addEventListener('statechange', () => {
      if (worker.state !== 'activated' && worker.state !== 'redundant') return;
      clearTimeout(timer);
      resolve(worker.state === 'activated');
    });
  });
}
