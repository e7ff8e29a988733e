import type { SessionEnder } from './session-ender.ts';
import type { ConfirmedEvent } from './trigger-event.ts';

/** The source of the event after a forgotten password was reset. The other one confirms an account that a person made. */
const reset = 'PostConfirmation_ConfirmForgotPassword';

/**
 * Ends every session of a person who has reset the password: whoever was signed in with the old one is signed out, by the server
 * and not by the page.
 */
export async function endSessionsAfterReset(
  { sessions }: { readonly sessions: SessionEnder },
  { triggerSource, userPoolId, userName }: ConfirmedEvent,
): Promise<{ readonly response: object; readonly facts: { readonly hasEndedSessions: boolean } }> {
  const hasEndedSessions = triggerSource === reset;
  if (hasEndedSessions) await sessions.endAll(userPoolId, userName);
  return { response: {}, facts: { hasEndedSessions } };
}
