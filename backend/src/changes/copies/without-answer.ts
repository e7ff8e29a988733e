import { CodedError } from '../../coded-error.ts';

/** Says that the store did not answer in time whether it has joined the parts of a copy. It may still be joining them. */
export interface NoAnswer {
  readonly kind: 'no-answer';
}

/** Returns that the store did not answer, and throws any other error. */
export function withoutAnswer(error: unknown): NoAnswer {
  if (error instanceof CodedError && error.code === 'unavailable') return { kind: 'no-answer' };
  throw error;
}
