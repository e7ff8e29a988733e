import { mutantsOf, type Mutant } from './mutant.ts';

const template = 'tests/attack/audit.spec.ts';
const records = 'scripts/who-read/records.spec.ts';
const addresses = 'backend/src/http/forwarded-for.spec.ts';

/** Mutants of what answers who did what: the records of the audit, and the addresses in the log. */
export const auditMutants: readonly Mutant[] = [
  ...mutantsOf('template.yaml', template, [
    [
      'a lock that an administrator lifts',
      'Mode: COMPLIANCE',
      'Mode: GOVERNANCE',
      'cannot be changed or removed before AuditDays are over, by administrators neither$',
    ],
    [
      'records of what did not happen',
      `            Resource: !Sub '\${AuditBucket.Arn}/*'
            Condition: { 'Null': { 'aws:SourceArn': 'true' } }`,
      `            Resource: !Sub '\${AuditBucket.Arn}/other/*'
            Condition: { 'Null': { 'aws:SourceArn': 'true' } }`,
      'is written by the trail alone$',
    ],
  ]),
  ...mutantsOf('scripts/who-read/records.ts', records, [
    [
      'a file is everything that begins like it',
      `(key.endsWith('/') ? it.key.startsWith(key) : it.key === key)`,
      'it.key.startsWith(key)',
      'are those of one file, or of a folder with a slash at its end$',
    ],
    [
      'records that are not understood are left out',
      'return v.is(digestFile, json) ? [] :',
      'return !v.is(logFile, json) ? [] :',
      'are never left out: a file that cannot be read whole is named$',
    ],
    [
      'nobody is named',
      `identity: it.userIdentity.arn ?? it.userIdentity.type ?? 'nobody'`,
      `identity: it.userIdentity.type ?? 'nobody'`,
      'say who read a file|are lines with a column',
    ],
  ]),
  ...mutantsOf('backend/src/http/forwarded-for.ts', addresses, [
    ['the first word is believed', 'all.slice(-2)', 'all.slice(0, 2)', 'believes nothing that the caller wrote'],
    [
      'anything is logged',
      'last.every((it) => address.test(it))',
      'last.length > 0',
      'logs nothing that is no address',
    ],
    ['no address is logged', 'last.every((it) => address.test(it))', 'last.length > 2', 'says over which addresses'],
  ]),
];
