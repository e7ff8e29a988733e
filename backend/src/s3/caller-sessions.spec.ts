import { describe, expect, it } from '@jest/globals';
import type { AwsCredentialIdentity } from '@smithy/types';

import { CodedError } from '../coded-error.ts';
import { CallerSessions, sessionSeconds } from './caller-sessions.ts';

const caller = (name: string) => ({ id: name });

/** Sessions with an STS that answers when a test says so, and with a clock. */
function fixture() {
  let seconds = 0;
  const opened: string[] = [];
  const answers: ((error?: Error) => void)[] = [];
  const sessions = new CallerSessions({
    open: ({ id }) => {
      const { promise, resolve, reject } = Promise.withResolvers<AwsCredentialIdentity>();
      const accessKeyId = `${id} ${opened.push(id)}`;
      const expiration = new Date((seconds + sessionSeconds) * 1000);
      answers.push((error) => {
        if (error === undefined) resolve({ accessKeyId, secretAccessKey: 's', sessionToken: 't', expiration });
        else reject(error);
      });
      return promise;
    },
    make: ({ accessKeyId }) => ({ accessKeyId }),
    unavailable: (cause) => new CodedError('unavailable', 'Try again.', { cause }),
    now: () => seconds * 1000,
  });
  const of = async (name: string) => {
    const made = sessions.of(caller(name));
    answers.splice(0).forEach((answer) => answer());
    return (await made).accessKeyId;
  };
  return { sessions, opened, answers, of, after: (passed: number) => (seconds += passed) };
}

describe('CallerSessions', () => {
  it('opens a session for a caller and keeps it, with what was made with it', async () => {
    const { sessions, opened, of } = fixture();
    expect([await of('a'), await of('a')]).toEqual(['a 1', 'a 1']);
    expect(await sessions.of(caller('a'))).toBe(await sessions.of(caller('a')));
    expect(opened).toEqual(['a']);
  });

  it('never gives one caller what is another’s', async () => {
    const { of } = fixture();
    expect([await of('a'), await of('b'), await of('a')]).toEqual(['a 1', 'b 2', 'a 1']);
  });

  it('opens one session for all calls that come while it is being opened', async () => {
    const { sessions, opened, answers } = fixture();
    const waiting = [sessions.of(caller('a')), sessions.of(caller('a')), sessions.of(caller('a'))];
    answers.forEach((answer) => answer());
    expect(new Set(await Promise.all(waiting)).size).toBe(1);
    expect(opened).toEqual(['a']);
  });

  it('opens another session twenty minutes before the end, when a URL could outlive the session', async () => {
    const { of, after } = fixture();
    await of('a');
    after(sessionSeconds - 1200 - 1);
    expect(await of('a')).toBe('a 1');
    after(1);
    expect(await of('a')).toBe('a 2');
    expect(await of('a')).toBe('a 2');
  });

  it('is unavailable when STS does not answer, and asks STS again at the next call', async () => {
    const { sessions, answers, of } = fixture();
    const cause = new Error('STS answered 403 AccessDenied: arn:aws:iam::1:role/x');
    const refused = sessions.of(caller('a'));
    answers.splice(0).forEach((answer) => answer(cause));
    await expect(refused).rejects.toMatchObject({
      code: 'unavailable',
      cause,
    });
    expect(await of('a')).toBe('a 2');
  });

  it('uses the session before while STS does not answer, as long as its URLs live as long as promised', async () => {
    const { sessions, answers, opened, of, after } = fixture();
    const failing = () => {
      const made = sessions.of(caller('a'));
      answers.splice(0).forEach((answer) => answer(new Error('STS is down.')));
      return made;
    };
    await of('a');
    after(sessionSeconds - 900 - 1);
    expect(await failing()).toEqual({ accessKeyId: 'a 1' });
    expect(await failing()).toEqual({ accessKeyId: 'a 1' });
    expect(opened).toHaveLength(3);
    after(1);
    await expect(failing()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await of('a')).toBe('a 5');
  });

  it('keeps two hundred sessions, and drops the least recently used first', async () => {
    const { of, opened } = fixture();
    await of('often');
    await of('once');
    for (let other = 0; other < 198; other += 1) await of(`other ${other}`);
    await of('often');
    await of('one more');
    expect(opened).toHaveLength(201);
    await of('often');
    expect(opened).toHaveLength(201);
    await of('once');
    expect(opened).toHaveLength(202);
  });
});
