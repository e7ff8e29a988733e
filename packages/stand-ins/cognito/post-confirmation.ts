import type { Pool } from './pool.ts';
import type { User } from './store/user-store.ts';
import { callTrigger, type Caller } from './triggers.ts';

/** Why the function is called ("Post confirmation Lambda trigger sources", developer guide). */
export type ConfirmationSource = 'PostConfirmation_ConfirmSignUp' | 'PostConfirmation_ConfirmForgotPassword';

/** Calls the post confirmation function. Its answer changes nothing, but the operation fails when it fails. */
export async function confirmed(pool: Pool, source: ConfirmationSource, user: User, caller: Caller): Promise<void> {
  await callTrigger(pool, 'postConfirmation', { source, user, caller });
}
