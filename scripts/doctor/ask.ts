import { isWithoutCredentials } from '../deploy/aws-problem.ts';

/** Says that something could not be examined, because AWS did not answer. It counts as a finding. */
export class NotAsked extends Error {
  override readonly name = 'NotAsked';
}

/**
 * Returns what AWS answers. Where it refuses the question, the first look at the answer throws `NotAsked`, so that every
 * other thing is still examined.
 */
export async function ask<T extends object>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof Error) || !('$metadata' in error) || isWithoutCredentials(error)) throw error;
    const sentence = `It is not known, because AWS refused the question (${error.name}: ${error.message}). ${wayOn(error.name)}`;
    const answer: Partial<T> = {};
    return new Proxy(answer, { get: (_, key) => lookAt(key, sentence) }) as T;
  }
}

function wayOn(name: string): string {
  if (/AccessDenied|NotAuthorized|Unauthorized/.test(name)) {
    return 'Let the administrator of the account give you docs/operator-policy.json, then run the same command again.';
  }
  return /NotFound|DoesNotExist|^NoSuch/.test(name)
    ? 'Look whether somebody deleted it by hand: docs/operate.md says what can be restored.'
    : 'Wait, and run the same command again in a minute.';
}

/** Nothing can be read of it, except whether it is a promise, which `await` looks at. */
function lookAt(key: string | symbol, sentence: string): undefined {
  if (key !== 'then') throw new NotAsked(sentence);
}
