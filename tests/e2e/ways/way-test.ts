import { expect, test as journey } from '../journey.ts';
import { cellsOf } from './action.ts';
import { actions } from './actions/index.ts';
import type { Way } from './hands/inputs.ts';
import { Seat } from './seat.ts';

/**
 * Declares a test for each action in one way. They share one person, who signs in once and stays; each test works in a folder of its
 * own and begins with a page that is loaded anew.
 */
export function testEachActionBy(way: Way): void {
  const test = seatedAt(way);
  // The tests of a file stay together in one worker, and so on one page.
  test.describe.configure({ mode: 'default' });
  for (const [name, action] of Object.entries(actions)) {
    const cell = cellsOf(action)[way];
    if ('why' in cell) continue;
    test(`${name} by ${way}`, ({ seat }) => seat.perform(action, () => cell(seat.hands)));
  }
}

const seatedAt = (way: Way) =>
  journey.extend<object, { seat: Seat }>({
    seat: [
      async ({ browser, stack, accounts }, use) => {
        const seat = await Seat.take(way, browser, stack, await accounts.create());
        await use(seat);
        await seat.leave();
      },
      { scope: 'worker', timeout: 90_000 },
    ],
    complaints: async ({ seat }, use) => {
      await use(seat.complaints);
      expect(await seat.complaints.all()).toEqual([]);
    },
  });
