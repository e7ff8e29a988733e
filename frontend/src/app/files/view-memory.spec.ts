import { beforeEach, describe, expect, it } from '@jest/globals';

import { rememberedView, rememberView } from './view-memory.ts';

beforeEach(() => localStorage.clear());

describe('view memory', () => {
  it('is of one person, and begins with a roomy list', () => {
    rememberView('anna', { layout: 'grid', density: 'compact' });
    expect(rememberedView('anna')).toEqual({ layout: 'grid', density: 'compact' });
    expect(rememberedView('ben')).toEqual({ layout: 'list', density: 'roomy' });
  });

  it('takes what it does not know for nothing', () => {
    localStorage.setItem('airlock.files.view.anna', 'tiles huge');
    expect(rememberedView('anna')).toEqual({ layout: 'list', density: 'roomy' });
  });
});
