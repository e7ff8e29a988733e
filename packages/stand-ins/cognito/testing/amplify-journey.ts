import { Amplify } from 'aws-amplify';
import { confirmSignIn, fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';

// This runs in a process of its own: inside jest's sandbox Amplify's number arithmetic takes ten times as long.
const [userPoolId = '', userPoolClientId = '', userPoolEndpoint = ''] = process.argv.slice(2);
const [temporary = '', own = ''] = process.argv.slice(5);
const messageOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

async function tokens(options: { forceRefresh: boolean }) {
  const session = await fetchAuthSession(options);
  return { access: session.tokens?.accessToken.toString(), id: session.tokens?.idToken?.toString() };
}

Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } });
const wrong = await signIn({ username: 'demo', password: 'not the password' }).catch(messageOf);
const first = await signIn({ username: 'demo@example.com', password: temporary });
const weak = await confirmSignIn({ challengeResponse: 'weak' }).catch(messageOf);
const confirmed = await confirmSignIn({ challengeResponse: own });
const signedIn = await tokens({ forceRefresh: false });
const renewed = await tokens({ forceRefresh: true });
await signOut();
const again = await signIn({ username: 'DEMO', password: own });
const other = await tokens({ forceRefresh: false });
await signOut({ global: true });
const signedOut = await tokens({ forceRefresh: false });
process.stdout.write(
  `${JSON.stringify({ wrong, first, weak, confirmed, signedIn, renewed, again, other, signedOut })}\n`,
);
