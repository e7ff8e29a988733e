import type { TransferPorts } from '../ports.ts';

/** Returns `ports` for one visit of the page. When `killed` is aborted, nothing is answered any more. */
export function visitOf(ports: TransferPorts, killed: AbortSignal): TransferPorts {
  const live = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      const answer = await work(...args).catch((error: unknown) => {
        if (!killed.aborted) throw error;
      });
      return killed.aborted ? new Promise<R>(() => undefined) : (answer as R);
    };
  };
  const { api, records, batches, locks, clock, session, network } = ports;
  return {
    hasDualStack: ports.hasDualStack,
    api: {
      presignPut: live((asked, signal) => abortable(api.presignPut(asked, signal), signal)),
      presignPutBatch: live((asked, signal) => abortable(api.presignPutBatch(asked, signal), signal)),
      describeFile: live((asked, signal) => abortable(api.describeFile(asked, signal), signal)),
      startUpload: live((asked, signal) => abortable(api.startUpload(asked, signal), signal)),
      presignParts: live((asked, signal) => abortable(api.presignParts(asked, signal), signal)),
      listParts: live((asked, signal) => abortable(api.listParts(asked, signal), signal)),
      completeUpload: live((asked, signal) => abortable(api.completeUpload(asked, signal), signal)),
      abortUpload: live((asked, signal) => abortable(api.abortUpload(asked, signal), signal)),
      listUploads: live((signal) => abortable(api.listUploads(signal), signal)),
    },
    pathSettled: live(ports.pathSettled),
    put: live((signed, body, progress, signal) => ports.put(signed, body, progress, AbortSignal.any([signal, killed]))),
    hash: live(ports.hash),
    records: {
      of: live((userId) => records.of(userId)),
      save: live((record) => records.save(record)),
      remove: live((key) => records.remove(key)),
    },
    batches: {
      pauseMs: 0,
      of: live((userId) => batches.of(userId)),
      filesOf: live((id) => batches.filesOf(id)),
      save: live((record, files) => batches.save(record, files)),
      remove: live((id) => batches.remove(id)),
      keepHandles: live((id, handles) => batches.keepHandles(id, handles)),
      handlesOf: live((id) => batches.handlesOf(id)),
    },
    clock: { now: clock.now, wait: live(clock.wait) },
    locks,
    session,
    network,
    random: () => ports.random(),
  };
}

/** Rejects as soon as `signal` is aborted, as a client does. The server may nevertheless do its work. */
const abortable = <T>(answer: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    answer.then(resolve, reject);
  });
