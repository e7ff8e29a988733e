import { describe, expect, it } from '@jest/globals';

import { ask } from './ask.ts';

const refused = (name: string, httpStatusCode: number): Error =>
  Object.assign(new Error('no'), { name, $metadata: { httpStatusCode } });

describe('a question that AWS refuses', () => {
  it('ends the doctor when nobody asks', async () => {
    const expired = refused('ExpiredToken', 403);
    await expect(ask(Promise.reject(expired))).rejects.toBe(expired);
  });

  it.each([
    ['AccessDenied', 403, 'give you docs/operator-policy.json'],
    ['ResourceNotFoundException', 400, 'Look whether somebody deleted it by hand'],
    ['ThrottlingException', 400, 'run the same command again in a minute'],
  ])('names the way on after %s', async (name, status, sentence) => {
    const answer = await ask<{ value?: string }>(Promise.reject(refused(name, status)));
    expect(() => answer.value).toThrow(sentence);
  });
});
