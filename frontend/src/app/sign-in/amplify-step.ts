import type { SignInOutput } from 'aws-amplify/auth';

import type { SignInStep } from './identity.ts';

/** Returns the step that Amplify asks for next. */
export function stepOf({ isSignedIn, nextStep }: SignInOutput): SignInStep {
  if (isSignedIn) return { kind: 'signed-in' };
  switch (nextStep.signInStep) {
    case 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED':
      return { kind: 'new-password' };
    case 'CONFIRM_SIGN_IN_WITH_TOTP_CODE':
      return { kind: 'code' };
    case 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP':
      return { kind: 'set-up', secret: nextStep.totpSetupDetails.sharedSecret };
    case 'RESET_PASSWORD':
      return { kind: 'reset-required' };
    default:
      return { kind: 'unsupported', step: nextStep.signInStep };
  }
}
