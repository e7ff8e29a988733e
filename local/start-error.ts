/** The reason why the stack cannot start, in one sentence with the fix. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** A port that was free was taken before it was used. Another try helps. */
export class PortTakenError extends StartError {}
