/** An error whose message is for the person at the terminal: it says what is wrong and how to fix it. */
export class PlainError extends Error {}
