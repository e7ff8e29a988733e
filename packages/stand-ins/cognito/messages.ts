import * as v from 'valibot';

import type { Message, Pool } from './pool.ts';
import type { User } from './store/user-store.ts';
import { callTrigger, invalidAnswer, type Caller } from './triggers.ts';

/** Why a mail is sent ("Custom message Lambda trigger sources", developer guide). */
export type MessageSource =
  | 'CustomMessage_AdminCreateUser'
  | 'CustomMessage_ForgotPassword'
  | 'CustomMessage_ResendCode'
  | 'CustomMessage_SignUp'
  | 'CustomMessage_UpdateUserAttribute'
  | 'CustomMessage_VerifyUserAttribute';

export interface Mail {
  readonly source: MessageSource;
  readonly user: User;
  readonly caller: Caller;
  readonly message: Omit<Message, 'username'>;
}

const codeParameter = '{####}';
const usernameParameter = '{username}';
// "EmailVerificationMessage" and "EmailVerificationSubject", API reference.
const longestSubject = 140;
const longestText = 20_000;

const answer = v.object({
  smsMessage: v.nullish(v.string()),
  emailMessage: v.nullish(v.pipe(v.string(), v.maxLength(longestText))),
  emailSubject: v.nullish(v.pipe(v.string(), v.maxLength(longestSubject))),
});

/**
 * Makes a mail and delivers it. The custom message function may write it; without a text of its own that has the place
 * of the code, the mail stays the service's ("Custom message Lambda trigger", developer guide).
 */
export async function sendMail(pool: Pool, { source, user, caller, message }: Mail): Promise<void> {
  const isInvitation = source === 'CustomMessage_AdminCreateUser';
  const response = await callTrigger(pool, 'customMessage', {
    ...{ source, user, caller },
    request: {
      codeParameter,
      linkParameter: '{##Click Here##}',
      usernameParameter: isInvitation ? usernameParameter : null,
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  });
  const read = v.safeParse(answer, response ?? {});
  if (!read.success) throw invalidAnswer();
  const { emailMessage, emailSubject } = read.output;
  const places = isInvitation ? [codeParameter, usernameParameter] : [codeParameter];
  const isWhole = typeof emailMessage === 'string' && places.every((place) => emailMessage.includes(place));
  const text = isWhole
    ? emailMessage.replaceAll(codeParameter, () => message.secret).replaceAll(usernameParameter, () => user.username)
    : undefined;
  const subject = isWhole ? (emailSubject ?? undefined) : undefined;
  pool.deliver({ ...message, username: user.username, subject, text });
}
