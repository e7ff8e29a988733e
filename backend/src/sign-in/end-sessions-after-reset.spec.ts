import { describe, expect, it } from '@jest/globals';

import { sampleConfirmedEvent } from '../testing/trigger-event.ts';
import { endSessionsAfterReset } from './end-sessions-after-reset.ts';

function recorder() {
  const ended: (readonly [string, string])[] = [];
  const endAll = (userPoolId: string, username: string) => Promise.resolve(void ended.push([userPoolId, username]));
  return { ended, sessions: { endAll } };
}

describe('endSessionsAfterReset', () => {
  it('ends all sessions of the person who has reset the password', async () => {
    const { ended, sessions } = recorder();
    const event = sampleConfirmedEvent('PostConfirmation_ConfirmForgotPassword');
    expect((await endSessionsAfterReset({ sessions }, event)).facts).toEqual({ hasEndedSessions: true });
    expect(ended).toEqual([['eu-central-1_EXAMPLE', 'demo']]);
  });

  it('ends nothing for an account that was confirmed', async () => {
    const { ended, sessions } = recorder();
    const event = sampleConfirmedEvent('PostConfirmation_ConfirmSignUp');
    expect((await endSessionsAfterReset({ sessions }, event)).facts).toEqual({ hasEndedSessions: false });
    expect(ended).toEqual([]);
  });

  it('fails when the sessions cannot be ended, so that nobody takes them for ended', async () => {
    const sessions = { endAll: () => Promise.reject(new Error('away')) };
    const event = sampleConfirmedEvent('PostConfirmation_ConfirmForgotPassword');
    await expect(endSessionsAfterReset({ sessions }, event)).rejects.toThrow('away');
  });
});
