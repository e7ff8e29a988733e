/** An error whose message is for the person at the terminal: what is wrong and what mends it. */
export class PlainError extends Error {}
