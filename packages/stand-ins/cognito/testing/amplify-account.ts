import { Amplify } from 'aws-amplify';
import {
  confirmUserAttribute,
  deleteUser,
  fetchAuthSession,
  fetchUserAttributes,
  sendUserAttributeVerificationCode,
  signIn,
  signOut,
  updatePassword,
  updateUserAttribute,
} from 'aws-amplify/auth';

// This runs in a process of its own, as amplify-journey.ts does. It reads a line for the code that is only in the mail.
const [userPoolId = '', userPoolEndpoint = '', webClientId = '', accountClientId = ''] = process.argv.slice(2);
const [own = '', next = ''] = process.argv.slice(6);
const messageOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
const firstLine = () =>
  new Promise<string>((resolve) => process.stdin.once('data', (text) => resolve(text.toString().trim())));
const configure = (userPoolClientId: string) =>
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } });
const scope = async () => (await fetchAuthSession()).tokens?.accessToken.payload['scope'];
const email = { userAttribute: { attributeKey: 'email', value: 'new@example.com' } } as const;

async function withTokenOfTheApp() {
  configure(webClientId);
  await signIn({ username: 'demo', password: own });
  const refused = {
    password: await updatePassword({ oldPassword: own, newPassword: next }).catch(messageOf),
    email: await updateUserAttribute(email).catch(messageOf),
    deletion: await deleteUser().catch(messageOf),
    renewed: (await fetchAuthSession({ forceRefresh: true })).tokens?.accessToken.payload['scope'],
  };
  const found = await scope();
  await signOut();
  return { found, refused };
}

async function withTokenOfTheAccount() {
  configure(accountClientId);
  await signIn({ username: 'demo', password: own, options: { clientMetadata: { purpose: 'account' } } });
  const found = await scope();
  await sendUserAttributeVerificationCode({
    userAttributeKey: 'email',
    options: { clientMetadata: { notice: 'address-changing' } },
  });
  const asked = await updateUserAttribute(email);
  const before = (await fetchUserAttributes()).email;
  process.stdout.write('asked\n');
  await confirmUserAttribute({ userAttributeKey: 'email', confirmationCode: await firstLine() });
  const after = (await fetchUserAttributes()).email;
  const same = await updatePassword({ oldPassword: own, newPassword: own }).catch(messageOf);
  await updatePassword({ oldPassword: own, newPassword: next });
  const renewed = await fetchAuthSession({ forceRefresh: true }).then(
    ({ tokens }) => tokens?.accessToken === undefined,
    messageOf,
  );
  await signOut();
  return { found, asked, before, after, same, renewed };
}

const app = await withTokenOfTheApp();
const account = await withTokenOfTheAccount();
process.stdout.write(`${JSON.stringify({ app, account })}\n`);
process.exit();
