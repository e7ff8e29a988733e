import { Component, signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { lazyComponent } from './lazy-component.ts';
import { CodeUnavailable } from './load-code.ts';
import { MissingCode } from './missing-code.ts';

@Component({ template: '' })
class Part {}

const missing = { tell: jest.fn(), arrived: jest.fn() };
const load = jest.fn<() => Promise<Type<Part>>>();
const isWanted = signal(false);

beforeEach(() => {
  jest.useFakeTimers();
  for (const each of [missing.tell, missing.arrived]) each.mockReset();
  load.mockReset().mockResolvedValue(Part);
  isWanted.set(false);
  TestBed.configureTestingModule({ providers: [{ provide: MissingCode, useValue: missing }] });
});
afterEach(() => void jest.useRealTimers());

const create = () => TestBed.runInInjectionContext(() => lazyComponent(isWanted, load));
async function pass(ms: number): Promise<void> {
  TestBed.tick();
  await jest.advanceTimersByTimeAsync(ms);
}

describe('lazyComponent', () => {
  it('loads a component once it is wanted, and once only', async () => {
    const component = create();
    await pass(0);
    expect([load.mock.calls.length, component()]).toEqual([0, undefined]);
    isWanted.set(true);
    await pass(0);
    isWanted.set(false);
    await pass(0);
    isWanted.set(true);
    await pass(0);
    expect([load.mock.calls.length, component()]).toEqual([1, Part]);
  });

  it('says when it does not arrive, and tries until it does', async () => {
    load.mockRejectedValueOnce(new Error('lost'));
    isWanted.set(true);
    const component = create();
    await pass(0);
    expect([missing.tell.mock.calls.length, component()]).toEqual([1, undefined]);
    await pass(5_000);
    expect([missing.arrived.mock.calls.length, component()]).toEqual([1, Part]);
  });

  it('says the same once, however long it does not arrive: a notice that was closed stays closed', async () => {
    load.mockRejectedValue(new Error('lost'));
    isWanted.set(true);
    create();
    await pass(15_000);
    expect([load.mock.calls.length, missing.tell.mock.calls.length]).toEqual([4, 1]);
    load.mockRejectedValue(new CodeUnavailable(true, undefined));
    await pass(15_000);
    expect([load.mock.calls.length, missing.tell.mock.calls.length]).toEqual([7, 2]);
  });
});
