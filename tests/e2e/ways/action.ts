import type { Download, Page } from '@playwright/test';

import type { Finger } from './hands/finger.ts';
import type { Keyboard } from './hands/keyboard.ts';
import type { Mouse } from './hands/mouse.ts';
import type { Way } from './hands/inputs.ts';
import type { Place } from './place.ts';

export interface Hands {
  readonly mouse: Mouse;
  readonly touch: Finger;
  readonly keyboard: Keyboard;
}

/** Why something cannot be done in one way, and the actions that have the same result in that way. */
export interface Missing {
  readonly why: string;
  readonly instead: readonly [string, ...string[]];
}

/** What a person does with their hand. It is given nothing but the hand. */
type Gestures<Name extends Way> = (hand: Hands[Name]) => Promise<void>;

/** What a test looks at when all is done. */
export interface Outcome {
  readonly page: Page;
  readonly place: Place;
  /** The downloads that the test has started. */
  readonly downloads: readonly Download[];
  /** The changes of files that the page has asked the API for, such as `/api/files/move`. */
  readonly changes: readonly string[];
}

/** Something that a person does with the app. No way can be left out: each has gestures, or a reason. */
export interface Action {
  /** Files that are stored in the folder of the test, by their paths in it. */
  readonly files: readonly string[];
  readonly before?: (place: Place) => Promise<void>;
  /** The folder that is on the screen at the beginning, by its path in the folder of the test, which it is otherwise. */
  readonly begins?: string;
  readonly by: { readonly [Name in Way]: Gestures<Name> | Missing };
  /** Checks what came of it. It is the same whatever was used. */
  readonly outcome: (seen: Outcome) => Promise<void>;
}

/** Several actions by their names, which are those of the tests. */
export type Actions = Readonly<Record<string, Action>>;

type Cells = { readonly [Name in Way]: Missing | ((hands: Hands) => Promise<void>) };

/** Returns what each way has for an action: gestures that take their own hand of all, or the reason why there are none. */
export function cellsOf({ by }: Action): Cells {
  return { mouse: cell(by.mouse, 'mouse'), touch: cell(by.touch, 'touch'), keyboard: cell(by.keyboard, 'keyboard') };
}

const cell = <Name extends Way>(given: Gestures<Name> | Missing, way: Name) =>
  'why' in given ? given : (hands: Hands) => given(hands[way]);
