import * as v from 'valibot';

const texts = v.record(v.string(), v.string());
const userAttributes = v.looseObject({ sub: v.nullish(v.string()) });

/** What every event of the user pool says, whichever trigger it is for. Cognito sends null for what there is none of. */
const common = {
  triggerSource: v.string(),
  userPoolId: v.string(),
  userName: v.string(),
  callerContext: v.object({ clientId: v.nullish(v.string()) }),
};

/** The second version of the event before tokens are made, the first that can change access tokens. */
export const tokenEvent = v.looseObject({
  ...common,
  version: v.literal('2'),
  request: v.looseObject({ userAttributes, clientMetadata: v.nullish(texts) }),
});
export type TokenEvent = v.InferOutput<typeof tokenEvent>;

/**
 * The event before a mail is sent. `codeParameter` stands for the code, which Cognito writes into the mail. Only a notice needs it:
 * an invitation must not fail for the lack of something that nobody reads.
 */
export const mailEvent = v.looseObject({
  ...common,
  version: v.literal('1'),
  request: v.looseObject({ userAttributes, clientMetadata: v.nullish(texts), codeParameter: v.nullish(v.string()) }),
});
export type MailEvent = v.InferOutput<typeof mailEvent>;

/** The event after a person was confirmed or has reset the password. */
export const confirmedEvent = v.looseObject({
  ...common,
  version: v.literal('1'),
  request: v.looseObject({ userAttributes }),
});
export type ConfirmedEvent = v.InferOutput<typeof confirmedEvent>;
