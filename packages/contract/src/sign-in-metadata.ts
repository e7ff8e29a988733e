/** The purpose that the page states when it signs in anew to change the account: `purpose` of the metadata for the user pool. */
export const accountPurpose = 'account';

/** What the person is told by mail, in case somebody else has done it: `notice` of the metadata for the user pool. */
export type AccountNotice = 'password-changed' | 'second-factor-on' | 'second-factor-off' | 'address-changing';
