import { effect, inject, Injectable, untracked } from '@angular/core';

import { parentOf } from '../format/name-of.ts';
import { toApiError } from '../api/api-error.ts';
import { SESSION_STATE } from '../api/session-state.ts';
import type { ArchiveContent, FoundPage } from '../transfer/archive/found-page.ts';
import { walkSiblings } from '../transfer/archive/walk-siblings.ts';
import { FolderLists } from './folder-lists.ts';
import type { SignAnswer, WorkerMessage } from './service/messages.ts';
import { SignedSource } from './signed-source.ts';
import { WorkerLink } from './worker-link.ts';

type Question = Extract<WorkerMessage, { kind: 'find' | 'sign-many' }>;

/** What a page must know of an archive to answer the worker's questions. */
export interface FedArchive {
  readonly content: ArchiveContent;
  /** Ends the answers when nobody wants the archive any more. */
  readonly signal: AbortSignal;
  /** Is called when a question waits until the person has signed in again. */
  readonly waits: () => void;
}

/** Tells the service worker what is in an archive, and signs its files. */
@Injectable({ providedIn: 'root' })
export class ArchiveFeed {
  readonly #link = inject(WorkerLink);
  readonly #lists = inject(FolderLists);
  readonly #sources = inject(SignedSource);
  readonly #session = inject(SESSION_STATE);
  /** The questions that are being answered: the worker repeats what it has no answer to. */
  readonly #open = new Map<string, FedArchive>();

  constructor() {
    effect(() => {
      if (this.#session().kind === 'ended') untracked(() => this.#open.forEach(({ waits }) => waits()));
    });
  }

  /** Answers a question of the worker. */
  async hear(question: Question, archive: FedArchive): Promise<void> {
    const key = `${question.id} ${question.kind === 'find' ? 'find' : question.request}`;
    if (this.#session().kind === 'ended') archive.waits();
    if (this.#open.has(key)) return;
    this.#open.set(key, archive);
    try {
      if (question.kind === 'find') await this.#find(question.id, archive);
      else await this.#sign(question, archive.signal);
    } finally {
      this.#open.delete(key);
    }
  }

  async #find(id: string, { content, signal }: FedArchive): Promise<void> {
    if (content.isForgotten === true) {
      await this.#link.tell({ kind: 'all-found', id, code: 'forgotten' });
      return;
    }
    try {
      for await (const page of this.#pages(content, signal)) await this.#link.tell({ kind: 'found', id, page });
      await this.#link.tell({ kind: 'all-found', id });
    } catch (error) {
      if (!signal.aborted) await this.#link.tell({ kind: 'all-found', id, code: toApiError(error).code });
    }
  }

  async *#pages({ files, folders }: ArchiveContent, signal: AbortSignal): AsyncGenerator<FoundPage> {
    for (const [base, together] of Map.groupBy(files, ({ path }) => parentOf(path))) {
      yield { base, files: together, emptyFolders: [], gone: [] };
    }
    const list = (folder: string, cursor: string | undefined) => this.#lists.page(folder, cursor, signal);
    for (const [base, together] of Map.groupBy(folders, parentOf)) yield* walkSiblings(base, together, list);
  }

  async #sign({ id, request, paths }: Extract<Question, { kind: 'sign-many' }>, signal: AbortSignal): Promise<void> {
    const answers = await this.#sources.many(paths, signal).catch((error: unknown): SignAnswer[] => {
      const { code } = toApiError(error);
      return paths.map(() => code);
    });
    if (!signal.aborted) await this.#link.tell({ kind: 'signed-many', id, request, answers });
  }
}
