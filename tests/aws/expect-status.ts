/** Throws with the answer's own words when its status is another. Reads the body only then. */
export async function expectStatus(answer: Response, expected: number): Promise<void> {
  if (answer.status === expected) return;
  throw new Error(`It answered ${answer.status}, not ${expected}: ${(await answer.text()).slice(0, 500)}`);
}
