/** `malformed` documents are refused by AWS too; `not-built` ones are policies that AWS takes and this evaluator does not know. */
export type PolicyErrorKind = 'malformed' | 'not-built';

/** A policy that cannot be evaluated. The message names the place in the document and the fix. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly kind: PolicyErrorKind;
  /** The way to the value inside the document, such as `Statement[0].Condition.Bool`. */
  readonly place: string;
  readonly sentence: string;

  constructor(kind: PolicyErrorKind, place: string, sentence: string) {
    super(`${place}: ${sentence}`);
    this.kind = kind;
    this.place = place;
    this.sentence = sentence;
  }
}

export const malformed = (place: string, sentence: string): PolicyError =>
  new PolicyError('malformed', place, sentence);

export const notBuilt = (place: string, sentence: string): PolicyError => new PolicyError('not-built', place, sentence);
