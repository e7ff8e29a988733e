/** Texts for a forgotten password. */
export const resetText = {
  title: 'Forgot your password?',
  subtitle: 'Enter your user name or e-mail address. We send a code to the e-mail address of the account.',
  submit: 'Send code',
  submitting: 'Sending…',
  required: 'Enter your user name or e-mail address.',
  sentTitle: 'Choose a new password',
  /** The text is the same whether or not the account exists, so that it gives nothing away. */
  sent: (name: string) =>
    `If there is an account “${name}” with a confirmed e-mail address, a code is on its way. It is valid for an hour.`,
  save: 'Change password',
  saving: 'Saving…',
  again: 'Send another code',
  sentAgain: 'Another code is on its way. Only the newest code is valid.',
  nothingCame: 'No e-mail? Look in the spam folder, check what you entered, or ask your administrator.',
  otherName: 'Use another user name or e-mail',
  problems: {
    code: 'This code is incorrect. Check the newest e-mail and try again.',
    expired: 'This code has expired or has already been used. Send another code.',
    limit: 'Too many attempts. Wait an hour, then start again.',
    password: 'This password was refused. Choose another one that meets all rules.',
    used: 'You have used this password before. Choose a new one.',
    service:
      'This does not work right now. If you have just chosen a password, sign in with it and choose “Sign out on all devices” in the account menu. If that fails, tell your administrator.',
    network: 'The sign-in service did not answer. Check your connection, then try again.',
    unknown: 'That did not work. Try again in a minute.',
  },
};
