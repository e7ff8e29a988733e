import * as v from 'valibot';

// Members of the API as "Amazon Cognito user pools API Reference" limits them.
export const clientId = v.pipe(
  v.string(),
  v.regex(/^[\w+]{1,128}$/, 'Member must satisfy regular expression pattern: [\\w+]+'),
);
export const username = v.pipe(
  v.string(),
  v.minLength(1, 'Member must have length greater than or equal to 1'),
  v.maxLength(128, 'Member must have length less than or equal to 128'),
  v.regex(
    /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u,
    'Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+',
  ),
);
export const token = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9\-_=.]+$/, 'Member must satisfy regular expression pattern: [A-Za-z0-9-_=.]+'),
);
/** Any text. Policy and form are checked where the password is used, with the words of the service. */
export const password = v.string();
export const session = v.optional(
  v.pipe(
    v.string(),
    v.minLength(20, 'Member must have length greater than or equal to 20'),
    v.maxLength(2048, 'Member must have length less than or equal to 2048'),
  ),
);
/** Six digits of an authenticator app. */
export const userCode = v.pipe(
  v.string(),
  v.regex(/^[0-9]{6}$/, 'Member must satisfy regular expression pattern: [0-9]+'),
);
/** A code that was sent to the user. */
export const confirmationCode = v.pipe(
  v.string(),
  v.regex(/^\S{1,2048}$/, 'Member must satisfy regular expression pattern: [\\S]+'),
);
export const responses = v.optional(v.record(v.string(), v.string()), {});
/** What the caller tells the pool's Lambda functions. */
export const clientMetadata = v.optional(v.record(v.string(), v.string()));

/** `[{ Name, Value }]`, read as a record. */
export const attributes = v.pipe(
  v.optional(v.array(v.object({ Name: v.string(), Value: v.optional(v.string(), '') })), []),
  v.transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]))),
);
