import { hashParts } from './part-hasher.ts';
import { PartSender } from './part-sender.ts';
import { PartSigner } from './part-signer.ts';
import { PartsRun, type PartsTask } from './parts-run.ts';

const finished = new Error('All parts are stored.');

/**
 * Sends the parts that S3 does not have; hashing, signing and sending run side by side. Resolves when all parts are
 * stored and hashed. Rejects with the first failure, after all requests in flight have ended.
 */
export async function sendParts(task: PartsTask, signal: AbortSignal): Promise<void> {
  const run = new PartsRun(task, signal);
  const signer = new PartSigner(run);
  const sender = new PartSender(run, signer);
  const stop = (error: unknown) => run.stop(error);
  await Promise.all([
    hashParts(run, signer).catch(stop),
    signer.signParts().catch(stop),
    sender.sendParts().catch(stop),
  ]);
  run.signal.throwIfAborted();
  run.stop(finished);
}
