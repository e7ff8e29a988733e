import type { WantedFacts } from './facts.ts';

/** Returns what the parameters of a stack say; `valueOf` returns the value of one. */
export const wantedBy = (valueOf: (name: string) => string): WantedFacts => ({
  isDeletionProtected: valueOf('DeletionProtection') !== 'INACTIVE',
  mfa: valueOf('Mfa'),
  devOrigin: valueOf('DevOrigin'),
  requestsPerSecond: Number(valueOf('RequestsPerSecond')),
  requestBurst: Number(valueOf('RequestBurst')),
});
