import { TestBed } from '@angular/core/testing';
import type { Change } from '@airlock/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { Notices } from '../notices/notices.ts';
import { anna, DeletesWorld, done, item } from './testing/deletes-world.ts';
import { turn } from './testing/moves-world.ts';

let world: DeletesWorld;
let api: DeletesWorld['api'];
let session: DeletesWorld['session'];
let deletes: DeletesWorld['deletes'];
let gone: DeletesWorld['gone'];
let hidden: DeletesWorld['hidden'];
let notices: DeletesWorld['notices'];
let sentences: DeletesWorld['sentences'];

beforeEach(() => {
  world = new DeletesWorld();
  ({ api, session, deletes, gone, hidden, notices, sentences } = world);
});

describe('FileDeletes and people', () => {
  it('leaves no notice, name or hidden row to the next person, not even when the answer is late', async () => {
    const answer = deferred<{ change: Change }>();
    await deletes.delete([item('secret.txt')]);
    api.deleteFiles.mockReturnValue(answer.promise);
    const late = deletes.delete([item('report.txt')]);
    session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    TestBed.tick();
    expect([notices(), hidden()]).toEqual([[], []]);
    answer.resolve({ change: done });
    await late;
    expect([notices(), gone]).toEqual([[], ['secret.txt']]);
    expect(TestBed.inject(Notices).undo()).toBe(false);
  });

  it('does not show what the next person hides when a delete of the person before has ended', async () => {
    const [first, second] = [deferred<{ change: Change }>(), deferred<{ change: Change }>()];
    api.deleteFiles.mockReturnValueOnce(first.promise).mockReturnValueOnce(second.promise);
    const ofAnna = deletes.delete([item('report.txt')]);
    session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    TestBed.tick();
    const ofBen = deletes.delete([item('report.txt')]);
    first.resolve({ change: done });
    await ofAnna;
    expect([hidden(), gone]).toEqual([['report.txt'], []]);
    second.resolve({ change: done });
    await ofBen;
    expect([hidden(), gone]).toEqual([[], ['report.txt']]);
  });

  it('shows a change that was begun before the reload, once', async () => {
    const running = { ...done, state: 'running' as const, itemCount: 2, doneCount: 5, totalCount: 10 };
    api.listChanges.mockResolvedValue({ changes: [running] });
    session.set({ kind: 'signed-out' });
    TestBed.tick();
    session.set(anna);
    TestBed.tick();
    await turn();
    TestBed.tick();
    await turn();
    TestBed.tick();
    expect(sentences()).toEqual(['Deleting 5 of 10 files']);
  });
});
