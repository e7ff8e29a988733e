/**
 * Throws an error with the text of the answer when its status is not the expected one. Reads the body only in this
 * case.
 */
export async function expectStatus(answer: Response, expected: number): Promise<void> {
  if (answer.status === expected) return;
  throw new Error(`It answered ${answer.status}, not ${expected}: ${(await answer.text()).slice(0, 500)}`);
}
