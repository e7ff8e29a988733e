/** Texts around the key for an authenticator app. */
export const authenticatorKeyText = {
  scan: 'Scan this code with an authenticator app, for example on your phone or in your password manager.',
  qr: 'QR code with the key for your authenticator app',
  key: 'Or enter this key in the app:',
  copy: 'Copy key',
  copied: 'Copied',
  enter: 'Then enter the code that the app shows.',
};
