/**
 * Returns a user name as the pool compares it. Some systems write `é` as two characters, which look like one but are
 * not the name that was given.
 */
export const typedName = (typed: string): string => typed.trim().normalize('NFC');
