import { Amplify } from 'aws-amplify';
import {
  confirmResetPassword,
  confirmSignIn,
  fetchMFAPreference,
  resetPassword,
  setUpTOTP,
  signIn,
  signOut,
  updateMFAPreference,
  verifyTOTPSetup,
} from 'aws-amplify/auth';
import { Secret, TOTP } from 'otpauth';

// This runs in a process of its own, as amplify-journey.ts does. It reads a line for each code that is only in the
// mail.
const [userPoolId = '', userPoolClientId = '', userPoolEndpoint = ''] = process.argv.slice(2);
const [own = '', next = '', journey = ''] = process.argv.slice(5);
/** Address of the user `demo`, who may sign in with either. */
const address = 'Demo@Example.com';
const messageOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
/** The code of an app, `ahead` time steps from now. The next step is good too, so no test has to wait for a code. */
const codeOf = (secret: string, ahead = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + ahead * 30_000 });

async function forgottenPassword(mailedCode: Promise<string>) {
  const asked = await resetPassword({ username: address });
  process.stdout.write('asked\n');
  const confirmationCode = await mailedCode;
  const wrongCode = confirmationCode === '000000' ? '111111' : '000000';
  const wrong = await confirmResetPassword({
    username: address,
    confirmationCode: wrongCode,
    newPassword: next,
  }).catch(messageOf);
  await confirmResetPassword({ username: address, confirmationCode, newPassword: next });
  const old = await signIn({ username: address, password: own }).catch(messageOf);
  const signedIn = await signIn({ username: 'demo', password: next });
  return { asked, wrong, old, signedIn };
}

async function secondFactor() {
  await signIn({ username: address, password: own });
  const before = await fetchMFAPreference();
  const { sharedSecret } = await setUpTOTP();
  const early = await updateMFAPreference({ totp: 'PREFERRED' }).catch(messageOf);
  await verifyTOTPSetup({ code: codeOf(sharedSecret, -1) });
  await updateMFAPreference({ totp: 'PREFERRED' });
  const after = await fetchMFAPreference();
  await signOut();
  const asked = await signIn({ username: address, password: own });
  const replayed = await confirmSignIn({ challengeResponse: codeOf(sharedSecret, -1) }).catch(messageOf);
  const signedIn = await confirmSignIn({ challengeResponse: codeOf(sharedSecret) });
  await updateMFAPreference({ totp: 'DISABLED' });
  await signOut();
  return { before, early, after, asked, replayed, signedIn, off: await signIn({ username: address, password: own }) };
}

async function demandedFactor() {
  const { nextStep } = await signIn({ username: address, password: own });
  if (nextStep.signInStep !== 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP') return { nextStep };
  const { sharedSecret } = nextStep.totpSetupDetails;
  const wrong = await confirmSignIn({ challengeResponse: codeOf(sharedSecret, 20) }).catch(messageOf);
  const signedIn = await confirmSignIn({ challengeResponse: codeOf(sharedSecret, -1) });
  await signOut();
  const asked = await signIn({ username: address, password: own });
  return { wrong, signedIn, asked, again: await confirmSignIn({ challengeResponse: codeOf(sharedSecret) }) };
}

const firstLine = () =>
  new Promise<string>((resolve) => process.stdin.once('data', (text) => resolve(text.toString().trim())));
const journeys: Readonly<Record<string, () => Promise<object>>> = {
  'forgotten-password': () => forgottenPassword(firstLine()),
  'second-factor': secondFactor,
  'demanded-factor': demandedFactor,
};
Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } });
process.stdout.write(`${JSON.stringify(await journeys[journey]?.())}\n`);
process.exit();
