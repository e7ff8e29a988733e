import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { PersonDialogs } from './person-dialogs.ts';

@Component({ template: '<p>secret.png</p>' })
class Preview {}

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);

beforeEach(() => {
  session.set(anna);
  TestBed.configureTestingModule({ providers: [{ provide: SESSION_STATE, useValue: session }] });
  TestBed.inject(PersonDialogs);
  TestBed.inject(MatDialog).open(Preview);
});

const open = () => {
  TestBed.tick();
  return TestBed.inject(MatDialog).openDialogs.filter(({ componentInstance }) => componentInstance !== null).length;
};

describe('PersonDialogs', () => {
  it('stay while the same person has to sign in again, and go with them', async () => {
    session.set({ ...anna, kind: 'ended' });
    expect(open()).toBe(1);
    session.set({ kind: 'signed-out' });
    TestBed.tick();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(open()).toBe(0);
  });
});
