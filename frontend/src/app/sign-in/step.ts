/** A step of the form of the sign-in. */
export type Step = 'credentials' | 'new-password' | 'code' | 'set-up';
