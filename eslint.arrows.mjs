/**
 * The one-way picture of ARCHITECTURE.md as a table: which folder may import from which others. A folder may always import from
 * itself; the most specific row holds. `lint` fails on every import that is not in here, and on files in no folder of the table.
 */
const app = 'frontend/src/app';
const leaves = ['icons', 'progress', 'notices', 'text', 'format', 'storage', 'loading'].map((it) => `${app}/${it}`);
const standIn = (name) => `packages/stand-ins/${name}`;
const servers = ['packages/contract', 'packages/checksum', 'packages/template', 'packages/stand-ins'];
const transfer = `${app}/transfer`;
const transferLeaves = [transfer, `${transfer}/requests`];
const changePage = [`${app}/changes`, `${app}/files`, `${app}/api`, ...leaves, 'packages/contract'];

/** For code of the product and its tools. */
export const arrows = {
  // What specs share is for specs only.
  '**/testing': [],

  'packages/contract': [],
  'packages/checksum': [],
  'packages/template': [],
  [standIn('sigv4')]: [],
  [standIn('iam')]: [standIn('sigv4'), 'packages/template'],
  [standIn('s3')]: ['packages/stand-ins', standIn('iam'), standIn('sigv4'), 'packages/checksum'],
  [standIn('cognito')]: ['packages/stand-ins', standIn('iam'), standIn('sigv4')],
  [standIn('sts')]: ['packages/stand-ins', standIn('iam'), standIn('sigv4'), standIn('s3')],
  [standIn('gateway')]: ['packages/stand-ins', standIn('sigv4'), 'packages/template'],
  [standIn('states')]: ['packages/stand-ins', standIn('iam'), standIn('sigv4'), standIn('gateway')],
  [standIn('cloudfront')]: ['packages/stand-ins', 'packages/template', 'packages/contract'],
  'packages/stand-ins': [],

  'backend/src/handlers': [
    ...['backend/src', 'packages/contract'],
    ...['files', 'uploads', 'changes', 'sign-in', 'http', 's3', 'cognito'].map((it) => `backend/src/${it}`),
  ],
  'backend/src/http': ['backend/src', 'packages/contract'],
  'backend/src/s3': [
    ...['backend/src', 'packages/contract'],
    ...['files', 'uploads', 'changes'].map((it) => `backend/src/${it}`),
  ],
  'backend/src/cognito': ['backend/src', 'backend/src/sign-in'],
  'backend/src/sign-in': ['packages/contract'],
  'backend/src/changes': ['backend/src', 'backend/src/files', 'packages/contract'],
  'backend/src/uploads': ['backend/src', 'backend/src/files', 'packages/contract'],
  'backend/src/files': ['backend/src', 'packages/contract'],
  'backend/src': ['packages/contract'],
  backend: [],

  [`${app}/shell`]: [
    ...[
      'account',
      'sign-in',
      'files',
      'upload',
      'download',
      'changes',
      'api',
      'search',
      'changes/trash',
      'changes/versions',
      'changes/activity',
      'changes/details',
      'preview',
    ].map((it) => `${app}/${it}`),
    ...leaves,
    'packages/contract',
  ],
  [`${app}/search`]: [`${app}/files`, `${app}/api`, ...leaves, 'packages/contract'],
  [`${app}/files`]: [`${app}/api`, `${app}/thumbnails`, ...leaves, 'packages/contract'],
  [`${app}/upload`]: [
    ...[`${app}/api`, `${app}/changes`, transfer, `${transfer}/queue`, `${transfer}/checksum`, `${transfer}/browser`],
    ...leaves,
    'packages/contract',
  ],
  [`${app}/download`]: [
    ...[`${app}/api`, transfer, `${transfer}/archive`, `${transfer}/checksum`, `${transfer}/browser`],
    ...[`${transfer}/queue`, `${transfer}/requests`],
    ...leaves,
    'packages/contract',
  ],
  ...Object.fromEntries(['trash', 'versions', 'activity'].map((it) => [`${app}/changes/${it}`, changePage])),
  [`${app}/changes/details`]: [`${app}/changes/versions`, ...changePage],
  [`${app}/changes`]: [`${app}/api`, `${app}/files`, ...leaves, 'packages/contract'],
  [`${app}/account`]: [`${app}/sign-in`, `${app}/api`, ...leaves, 'packages/contract'],
  [`${app}/sign-in`]: [`${app}/api`, `${app}/tokens`, ...leaves, 'packages/contract'],
  [`${app}/preview`]: [`${app}/contents`, `${transfer}/browser`, `${app}/api`, ...leaves, 'packages/contract'],
  [`${app}/thumbnails`]: [`${app}/contents`, `${transfer}/browser`, `${app}/api`, ...leaves],
  [`${app}/contents`]: [`${app}/api`, `${transfer}/browser`, 'packages/contract'],
  [`${app}/tokens`]: [`${app}/storage`],
  [`${app}/api`]: ['packages/contract'],
  [`${transfer}/queue`]: [
    ...transferLeaves,
    `${transfer}/parts`,
    `${transfer}/whole`,
    `${transfer}/checksum`,
    'packages/contract',
  ],
  [`${transfer}/parts`]: [...transferLeaves, `${transfer}/checksum`, 'packages/checksum', 'packages/contract'],
  [`${transfer}/whole`]: [...transferLeaves, `${transfer}/checksum`, 'packages/contract'],
  [`${transfer}/archive`]: [transfer, 'packages/contract'],
  [`${transfer}/checksum`]: [...transferLeaves, 'packages/checksum'],
  [`${transfer}/browser`]: [transfer],
  [`${transfer}/requests`]: [transfer, 'packages/contract'],
  [transfer]: ['packages/contract'],
  [`${app}/text`]: [`${app}/api`, transfer, 'packages/contract'],
  [`${app}/icons`]: [],
  [`${app}/progress`]: [],
  [`${app}/notices`]: [`${app}/api`, `${app}/icons`, `${app}/progress`, `${app}/text`],
  [`${app}/format`]: [],
  [`${app}/storage`]: [],
  [`${app}/loading`]: [`${app}/api`, `${app}/notices`, `${app}/text`],
  'frontend/src': [`${app}/shell`, `${app}/api`, `${transfer}/browser`],

  local: [
    'backend',
    ...servers,
    ...['s3', 'cognito', 'sts', 'sigv4', 'iam', 'states', 'gateway', 'cloudfront'].map(standIn),
  ],
  'scripts/deploy': ['local', 'packages/contract', 'packages/template'],
  'scripts/doctor': ['scripts/deploy', 'local', 'packages/contract', 'packages/template'],
  'scripts/adopt': ['scripts/deploy', 'packages/template'],
  'scripts/user': ['scripts/deploy', 'backend/src/s3', standIn('cognito')],
  'scripts/parameters': ['packages/template'],
  'scripts/permissions': [standIn('iam'), 'packages/template'],
  'scripts/read-stack': ['backend'],
  'scripts/packages': [],
  scripts: [
    'scripts/adopt',
    'scripts/deploy',
    'scripts/doctor',
    'scripts/user',
    'scripts/read-stack',
    'scripts/packages',
    'packages/template',
  ],
};

/** For specs and what they share (`testing/`), and for the suites: whole parts of the product. */
export const arrowsOfTests = {
  'packages/stand-ins': ['packages/contract', 'packages/checksum', 'packages/template'],
  'packages/contract': [],
  'packages/checksum': [],
  'packages/template': [],
  backend: ['packages/contract', 'packages/checksum'],
  frontend: ['packages/contract', 'packages/checksum'],
  local: ['backend', ...servers],
  scripts: ['local', 'backend', ...servers],
  'tests/e2e': ['tests/faults', 'local', 'frontend', 'packages/contract'],
  'tests/faults': ['tests/e2e', 'local'],
  'tests/changes': ['tests/faults', 'scripts', 'local', 'packages/stand-ins'],
  'tests/large': ['tests/e2e', 'tests/faults', 'local', ...servers],
  'tests/screenshots': ['tests/e2e'],
  'tests/attack': ['scripts', 'backend', 'local', ...servers],
  'tests/template': ['scripts', ...servers],
  'tests/stores': ['backend', 'packages/stand-ins'],
  'tests/docs': ['frontend', 'backend', 'scripts', ...servers],
  'tests/conformance': ['tests', 'tests/stores', 'tests/attack', 'scripts', 'local', 'backend', ...servers],
  'tests/browsers': ['tests', 'tests/e2e', 'local'],
  'tests/aws': ['tests', 'tests/e2e', 'tests/attack', 'tests/template', 'scripts', 'local', ...servers],
  tests: [],
  bench: ['tests/e2e', 'tests/large', 'local', 'backend', ...servers],
};
