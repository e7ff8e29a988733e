import { createInterface } from 'node:readline';

/** Asks the person at the terminal. Returns what was typed; nothing when the input ends without an answer. */
export function ask(question: string): Promise<string> {
  const input = createInterface({ input: process.stdin, output: process.stdout });
  return new Promise((resolve) => {
    // After an answer the promise is settled, and this changes nothing.
    input.on('close', () => resolve(''));
    input.question(question, (answer) => {
      resolve(answer.trim());
      input.close();
    });
  });
}
