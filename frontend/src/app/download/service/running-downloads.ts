import { attachmentHeaders } from './attachment.ts';
import { ArchiveContent } from './archive/archive-content.ts';
import { checkedBody } from './checked-body.ts';
import type { PageMessage, PrepareMessage, Source } from './messages.ts';
import { ObjectReader, type ReaderPorts } from './object-reader.ts';
import { hasEnded, Running, type Listener } from './running.ts';

export type { Listener } from './running.ts';

/** Number of ended downloads of which the worker still knows the end, for a page that was just being loaded. */
const mostEnded = 200;

type Ports = Pick<ReaderPorts, 'fetch' | 'wait'>;

interface Download {
  readonly running: Running;
  /** What is sent; `undefined` once the download has ended, because the plan of very many files takes much memory. */
  readonly content: Source | ArchiveContent | undefined;
}

/** The downloads of all pages. Each one belongs to the page that prepared it or asked for it last. */
export class RunningDownloads {
  readonly #all = new Map<string, Download>();
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  hear(message: PageMessage, page: Listener): void {
    switch (message.kind) {
      case 'prepare':
      case 'prepare-archive':
        this.#prepare(message, page);
        return;
      case 'ask':
        page.postMessage({ kind: 'lost', ids: message.ids.filter((id) => !this.#all.has(id)) });
        for (const id of message.ids) this.#all.get(id)?.running.adopt(page);
        return;
      default:
        this.#pass(message);
    }
  }

  /**
   * Answers the browser's request for a download, as soon as S3 has begun to send it. Without a download the answer is
   * 204, after which the browser stays where it is.
   */
  async answer(id: string): Promise<Response> {
    const { running, content } = this.#all.get(id) ?? {};
    if (!running || !content || running.isRequested || hasEnded(running.state)) {
      return new Response(null, { status: 204 });
    }
    running.isRequested = true;
    try {
      if (content instanceof ArchiveContent) {
        return new Response(await content.open(), { headers: attachmentHeaders(running.name, undefined) });
      }
      const { body, sizeBytes } = await this.#openFile(running, content);
      return new Response(body, { headers: attachmentHeaders(running.name, sizeBytes) });
    } catch (error) {
      running.fail(error);
      return new Response(null, { status: 204 });
    }
  }

  #prepare(message: PrepareMessage, page: Listener): void {
    const { id, name } = message;
    const running = new Running(id, name, page);
    const content = 'source' in message ? message.source : new ArchiveContent(running, message.words, this.#ports);
    this.#all.set(id, { running, content });
    running.stop.signal.addEventListener('abort', () => this.#release(id, running), { once: true });
    // Those that have ended long ago are forgotten.
    const ended = [...this.#all].filter(([, it]) => hasEnded(it.running.state));
    for (const [old] of ended.slice(0, Math.max(0, ended.length - mostEnded))) this.#all.delete(old);
    page.postMessage({ kind: 'prepared', id });
  }

  #release(id: string, running: Running): void {
    if (this.#all.get(id)?.running === running) this.#all.set(id, { running, content: undefined });
  }

  #pass(message: Exclude<PageMessage, PrepareMessage | { kind: 'ask' }>): void {
    const { running, content } = this.#all.get(message.id) ?? {};
    if (!running) return;
    if (content instanceof ArchiveContent && content.hear(message)) return;
    if (message.kind === 'cancel') running.end({ kind: 'cancelled' });
    if (message.kind === 'signed') running.answer('sign', [message.source]);
    if (message.kind === 'not-signed') running.answer('sign', [message.code]);
  }

  async #openFile(running: Running, source: Source): Promise<{ body: ReadableStream; sizeBytes: number }> {
    const { id } = running;
    const ports: ReaderPorts = {
      ...this.#ports,
      retrying: () => running.tell({ kind: 'retrying', receivedBytes: running.receivedBytes }),
      sign: async () => (await running.ask('sign', { kind: 'sign', id }))[0] ?? 'internal',
    };
    const reader = new ObjectReader(source, ports, running.stop.signal);
    await reader.open();
    const { crc64nvme, sizeBytes } = reader.source;
    const body = checkedBody(reader, {
      progress: (receivedBytes) => running.tellProgress(receivedBytes),
      done: () => running.end({ kind: 'done', isVerified: crc64nvme !== undefined }),
      failed: (error) => running.fail(error),
      cancelled: () => running.end({ kind: 'cancelled' }),
    });
    return { body, sizeBytes };
  }
}
