import { mutantsOf, type Mutant } from './mutant.ts';

const address = 'frontend/src/app/transfer/browser/script-address';
const web = 'packages/stand-ins/cloudfront';
const site = 'scripts/deploy/site-files';

/** Mutants of what stands before the app, its scripts and the API. */
export const edgeMutants: readonly Mutant[] = [
  ...mutantsOf(`${address}.ts`, `${address}.spec.ts`, [
    [
      'any address is that of a worker',
      "throw new TypeError('This is no worker of the app.')",
      'return address',
      'in a browser with Trusted Types, is never',
    ],
    ['a worker may come from anywhere', 'origin !== location.origin || ', '', 'is never https'],
    [
      'whatever is of this origin may be a worker',
      ' || !workerPath.test(pathname)',
      '',
      'is never (?:blob|/main|/downloads|/worker)',
    ],
    [
      'the policy has another name',
      "createPolicy('airlock#workers'",
      "createPolicy('workers'",
      'comes from the one policy that the content security policy allows$',
    ],
  ]),
  ...mutantsOf(`${web}/override-headers.ts`, `${web}/web.spec.ts`, [
    [
      'a function has the last word on the headers of its answers',
      'for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);\n    return',
      'return',
      'answers under headers of its own, whatever the function says in them$',
    ],
  ]),
  ...mutantsOf(`${web}/mailbox/serve-mailbox.ts`, `${web}/mailbox/serve-mailbox.spec.ts`, [
    [
      'the mailbox is open to everybody',
      '!hasKey(request, mails.key)',
      "mails.key === ''",
      'opens /(?:mails|events) to nobody who lacks its key$',
    ],
  ]),
  ...mutantsOf('template.yaml', 'packages/stand-ins/gateway/gateway.spec.ts', [
    [
      'the type of a refusal is guessed',
      `              X-Content-Type-Options: "'nosniff'"
        DEFAULT_5XX:`,
      '        DEFAULT_5XX:',
      'are of the type that it says, and of no other$',
    ],
  ]),
  ...mutantsOf('template.yaml', 'tests/template/edge.spec.ts', [
    [
      'the API takes TLS 1.0',
      'SecurityPolicy: SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      'SecurityPolicy: TLS_1_0',
      'takes TLS 1.2 with forward secrecy at least',
    ],
    [
      'a web ACL guards the distribution alone',
      "- Assert: !Not [!Equals [!Ref RegionalWebAclArn, '']]",
      "- Assert: !Not [!Equals [!Ref WebAclArn, '']]",
      'has no web ACL before the app that leaves the API open beside it$',
    ],
  ]),
  ...mutantsOf(`${site}.ts`, `${site}.spec.ts`, [
    [
      'source maps are published',
      'if (map !== undefined) {',
      'if (map === folder) {',
      'are refused with a source map among them$',
    ],
  ]),
];
