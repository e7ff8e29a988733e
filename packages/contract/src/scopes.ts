/**
 * The scope of access tokens that open the API: scope `files` of the resource server `airlock` of the user pool. The pool puts it into
 * each token of the app, in the place of `accountScope`.
 */
export const filesScope = 'airlock/files';

/** Cognito's own scope. A token with it may change password, second factor and address, and delete the account. */
export const accountScope = 'aws.cognito.signin.user.admin';
