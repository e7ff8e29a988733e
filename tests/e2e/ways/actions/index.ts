import type { Actions } from '../action.ts';
import { copying } from './copying.ts';
import { deleting } from './deleting.ts';
import { frame } from './frame.ts';
import { givingUp } from './giving-up.ts';
import { looking } from './looking.ts';
import { moving } from './moving.ts';
import { opening } from './opening.ts';
import { selecting } from './selecting.ts';
import { viewer } from './viewer.ts';

/** All that a person does with files. An action of the app that is not in here has no way that a test has gone. */
export const actions: Actions = {
  ...opening,
  ...viewer,
  ...selecting,
  ...moving,
  ...givingUp,
  ...copying,
  ...deleting,
  ...looking,
  ...frame,
};
