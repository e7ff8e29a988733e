import { operations, resourceName } from '@airlock/contract';
import { removed, replaced, widened, type Change } from '@airlock/template/testing/change.ts';

import { granted } from '../checks/functions.ts';
import { signing } from '../checks/scoped-credentials.ts';
import type { Mutant } from './mutant.ts';

const names = operations.map(({ name }) => resourceName(name));
const files = 'arn:${AWS::Partition}:s3:::${AWS::StackName}-files-${AWS::AccountId}-${AWS::Region}';
const logging = '/Globals/Function/LoggingConfig';
const everything = { 'Fn::Sub': `${files}/*` };

/** Returns the path of a statement about S3. A function that signs URLs has it only without ScopedCredentials. */
const granting = (name: (typeof names)[number], index: number): string => {
  const statements = `${name}Role/Properties/Policies/0/PolicyDocument/Statement`;
  return signing.some((it) => it === name) ? `${statements}/Fn::If/2/${index}` : `${statements}/${index}`;
};

const ofEach = names.flatMap((name): readonly Mutant[] => {
  const statement = granting(name, 0);
  const widerScope: Readonly<Record<string, Change>> = {
    ListFiles: removed(`${statement}/Condition`),
    ListTrash: removed(`${statement}/Condition`),
    ListVersions: removed(`${statement}/Condition`),
    ListUploads: replaced(`${statement}/Resource`, '*'),
  };
  return [
    {
      name: `${name} may do everything in S3`,
      change: replaced(`${statement}/Action`, 's3:*'),
      caughtBy: `${name}Role grants its own S3 actions and no other`,
    },
    {
      name: `${name} may write tags too`,
      change: widened(`${statement}/Action`, 's3:PutObjectTagging'),
      caughtBy: `${name}Role grants its own S3 actions and no other`,
    },
    {
      name: `${name} lost what it needs`,
      change: removed(statement),
      caughtBy: `${name}Role grants its own S3 actions and no other`,
    },
    ...(reachesFiles(name)
      ? [
          {
            name: `${name} reaches more than users/`,
            change: widerScope[name] ?? replaced(`${statement}/Resource`, everything),
            caughtBy: `${name}Role reaches the files of users and nothing else`,
          },
        ]
      : []),
  ];
});

const aroundEach = names.flatMap((name): readonly Mutant[] => [
  {
    name: `${name} may be played by another service`,
    change: replaced(
      `${name}Role/Properties/AssumeRolePolicyDocument/Statement/0/Principal/Service`,
      'ec2.amazonaws.com',
    ),
    caughtBy: 'Roles of functions are for Lambda alone',
  },
  {
    name: `${name} waits longer than API Gateway`,
    change: (template) => replaced(`${name}/Properties`, withTimeout(name))(template),
    caughtBy: 'Functions end before API Gateway gives up',
  },
]);

/** Returns whether a function reaches files, and not only the records of changes. */
function reachesFiles(name: (typeof names)[number]): boolean {
  return granted[name]?.length !== 0;
}

/** Returns whether a function lists besides what it does with files. The second statement of its role is about that. */
function alsoLists(name: (typeof names)[number]): boolean {
  const actions = granted[name] ?? [];
  return actions.length > 1 && actions.some((action) => /^s3:ListBucket(?:Versions)?$/.test(action));
}

/** Returns the fewest properties that the reader accepts for a function, with a timeout of its own. */
const withTimeout = (name: (typeof names)[number]) => ({
  Handler: 'a.handler',
  Timeout: 60,
  Role: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] },
});

export const functionMutants: readonly Mutant[] = [
  ...ofEach,
  ...aroundEach,
  ...names.filter(alsoLists).map((name) => ({
    name: `${name} lists more than users/`,
    change: removed(`${granting(name, 1)}/Condition`),
    caughtBy: `${name}Role reaches the files of users and nothing else`,
  })),
  {
    name: 'ListFiles writes to every log',
    change: replaced('ListFilesRole/Properties/Policies/0/PolicyDocument/Statement/1/Resource', '*'),
    caughtBy: 'Functions write to the log group of functions, and to no other',
  },
  {
    name: 'functions that log among the requests of the API',
    change: replaced(`${logging}/LogGroup`, { Ref: 'ApiLogGroup' }),
    caughtBy: 'Functions write to the log group of functions, and to no other',
  },
  {
    name: 'functions that log everything always',
    change: removed(`${logging}/ApplicationLogLevel`),
    caughtBy: 'Functions log what LogLevel says, as JSON',
  },
  {
    name: 'functions that log in the format without levels',
    change: removed(`${logging}/LogFormat`),
    caughtBy: 'Functions log what LogLevel says, as JSON',
  },
  {
    name: 'logs of functions for ever',
    change: removed('FunctionsLogGroup/Properties/RetentionInDays'),
    caughtBy: 'Logs end after LogRetentionDays',
  },
  {
    name: 'access logs for ever',
    change: removed('ApiLogGroup/Properties/RetentionInDays'),
    caughtBy: 'Logs end after LogRetentionDays',
  },
];
