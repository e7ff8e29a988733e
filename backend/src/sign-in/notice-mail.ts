import type { AccountNotice } from '@airlock/contract';

import type { MailEvent } from './trigger-event.ts';

interface Notice {
  readonly subject: string;
  readonly happened: string;
}

/** What the page asks to be told to the person, and the sentences for it. */
const notices: ReadonlyMap<string, Notice> = new Map(
  Object.entries<Notice>({
    'password-changed': {
      subject: 'Your password was changed',
      happened: 'The password of your account was changed.',
    },
    'second-factor-on': {
      subject: 'Two-step sign-in was set up',
      happened: 'Signing in to your account now asks for a code of the authenticator app that was just set up.',
    },
    'second-factor-off': {
      subject: 'Two-step sign-in was turned off',
      happened: 'Signing in to your account no longer asks for a code of an authenticator app.',
    },
    'address-changing': {
      subject: 'Your e-mail address is about to change',
      happened: 'Another e-mail address was given for your account. It replaces this one when its owner confirms it.',
    },
  } satisfies Record<AccountNotice, Notice>),
);

const source = 'CustomMessage_VerifyUserAttribute';

/**
 * Writes the mail that tells a person of a change of the account. Every other mail stays as Cognito writes it. Cognito sends mails
 * with a code only, so the mail holds one, which nothing asks for.
 */
export function noticeMail({ triggerSource, request }: MailEvent) {
  const name = request.clientMetadata?.['notice'];
  const notice = triggerSource === source && name !== undefined ? notices.get(name) : undefined;
  const code = request.codeParameter ?? undefined;
  if (notice === undefined || code === undefined) return { response: {}, facts: {} };
  const sentences = [
    notice.happened,
    'If this was you, there is nothing to do.',
    'If it was not you, choose “Forgot your password?” where you sign in, which also signs out every device, and tell your administrator.',
    `Nothing asks you for this code: ${code}. Tell it to nobody.`,
  ];
  const emailMessage = sentences.map((it) => `<p>${it}</p>`).join('\n');
  return { response: { emailSubject: notice.subject, emailMessage }, facts: { notice: name } };
}
