/** The names that the stack on this machine has: its own, its region and its account, which no account of AWS has. */
export const localPlace = { stackName: 'airlock', region: 'us-east-1', accountId: '000000000000' };
