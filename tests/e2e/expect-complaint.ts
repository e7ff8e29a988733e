import type { Complaints } from './complaints.ts';
import { expect } from './journey.ts';

/** Waits for one complaint and removes it from the list, so that the test does not fail at its end. */
export async function expectComplaint(complaints: Complaints, complaint: RegExp): Promise<void> {
  await expect.poll(() => complaints.found).toContainEqual(expect.stringMatching(complaint));
  complaints.found.splice(0);
}
