/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { Selection } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
let selection: Selection;
beforeEach(() => {
  selection = new Selection();
});
const selected = () => order.filter((path) => selection.has(path)).join('');

describe('Selection', () => {
  it('toggles one', () => {
    selection.toggle('b');
    selection.toggle('d');
    expect(selected()).toBe('bd');
    selection.toggle('b');
    expect(selected()).toBe('d');
  });

  it('selects from the file chosen last, in both directions', () => {
    selection.only('c');
    selection.rangeTo('e', order);
    expect(selected()).toBe('cde');
    selection.rangeTo('a', order);
    expect(selected()).toBe('abc');
  });

  it('starts a range where it is asked when nothing was chosen', () => {
    selection.rangeTo('b', order);
    selection.rangeTo('d', order);
    expect(selected()).toBe('bcd');
  });

  it('starts a range where the person comes from, and keeps that start', () => {
    selection.rangeTo('c', order, 'b');
    selection.rangeTo('d', order, 'c');
    expect(selected()).toBe('bcd');
  });

  it('keeps selected what has another path now', () => {
    selection.only('b');
    selection.toggle('c');
    selection.rename([{ from: 'c', to: 'e' }]);
    expect(selected()).toBe('be');
    selection.rangeTo('d', order);
    expect(selected()).toBe('de');
    selection.all();
    selection.toggle('a');
    selection.rename([{ from: 'a', to: 'b' }]);
    expect(selected()).toBe('acde');
  });

  it('forgets a start that is not shown any more', () => {
    selection.only('z');
    selection.rangeTo('b', order);
    expect(selected()).toBe('b');
  });

  it('selects all, also what is not loaded yet, but what is taken out of it, and nothing', () => {
    selection.all();
    expect([selected(), selection.has('later'), selection.isEmpty()]).toEqual(['abcde', true, false]);
    selection.toggle('c');
    expect(selected()).toBe('abde');
    selection.toggle('c');
    expect(selected()).toBe('abcde');
    selection.rangeTo('d', order);
    expect(selected()).toBe('cd');
    selection.clear();
    expect([selected(), selection.isEmpty()]).toEqual(['', true]);
  });
});
