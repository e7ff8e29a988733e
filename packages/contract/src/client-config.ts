import * as v from 'valibot';

/** The pool's rules for a password, as `AWS::Cognito::UserPool` states them. */
export const passwordPolicy = v.object({
  minimumLength: v.number(),
  requireLowercase: v.boolean(),
  requireUppercase: v.boolean(),
  requireNumbers: v.boolean(),
  requireSymbols: v.boolean(),
});
export type PasswordPolicy = v.InferOutput<typeof passwordPolicy>;

/** `/config.json` beside the app: the same shape locally and deployed; nothing in it is secret. */
export const clientConfig = v.object({
  region: v.string(),
  userPoolId: v.string(),
  userPoolClientId: v.string(),
  /** Where Amplify signs in, `https://cognito-idp.<region>.amazonaws.com/` when deployed. */
  userPoolEndpoint: v.string(),
  /** Base of the API, absolute or relative to the page, without a slash at its end: `/api`. */
  apiUrl: v.string(),
  /** Base of the files bucket as browsers reach it: where pre-signed URLs may point. */
  filesUrl: v.string(),
  passwordPolicy,
});
export type ClientConfig = v.InferOutput<typeof clientConfig>;
