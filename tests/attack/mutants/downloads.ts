import { mutantsOf, type Mutant } from './mutant.ts';

const service = 'frontend/src/app/download/service';

/** Mutants of the service worker of downloads. */
export const downloadMutants: readonly Mutant[] = [
  ...mutantsOf(`${service}/checked-body.ts`, `${service}/checked-body.spec.ts`, [
    [
      'no checksum is compared',
      ' || (receivedBytes === sizeBytes && checksum && checksum.value() !== crc64nvme)',
      '',
      'breaks before the last',
    ],
    [
      'more may come than the file has',
      'receivedBytes > sizeBytes || ',
      '',
      'breaks when more comes than the file has, also without a checksum$',
    ],
  ]),
  ...mutantsOf(`${service}/object-reader.ts`, `${service}/object-reader.spec.ts`, [
    ['the rest may be of another file', 'if (!isSame && this.#isBound()) throw', 'if (sizeBytes < 0) throw'],
  ]),
  ...mutantsOf(`${service}/connection.ts`, `${service}/object-reader.spec.ts`, [
    [
      'each file leaves a listener with its download',
      "this.#whole.removeEventListener('abort', this.#close);",
      '',
      'leaves nothing with the signal when its connections are over',
    ],
    ['cookies are sent', `credentials: 'omit'`, `credentials: 'include'`],
  ]),
  ...mutantsOf(`${service}/connection.ts`, `${service}/connection.spec.ts`, [
    [
      'what the browser brings piles up in the memory of the page',
      `body.getReader({ mode: 'byob' })`,
      `body.getReader({ mode: 'none' as 'byob' })`,
      'reads into memory of its own',
    ],
    [
      'an answer that ends early has an empty end',
      '!next || next.done',
      '!next',
      'says that an answer has ended early',
    ],
  ]),
  ...mutantsOf('frontend/src/app/api/api-client.ts', 'frontend/src/app/api/api-client.spec.ts', [
    [
      'the page follows any URL',
      'if (!haveBucketUrls(parsed.output, filesUrls)) throw',
      'if (filesUrls.length === 0) throw',
      'passes on no URL of another place than the bucket$',
    ],
  ]),
  ...mutantsOf('frontend/src/app/api/signed-urls.ts', 'frontend/src/app/api/signed-urls.spec.ts', [
    [
      'a URL that begins like the bucket will do',
      '`${filesUrl}/`',
      'filesUrl',
      'refuses "https://s3.example/files2/a"$',
    ],
  ]),
  ...mutantsOf(`${service}/attachment.ts`, `${service}/attachment.spec.ts`, [
    ['the name is not encoded', "''${encodeExtended(name)}", "''${name}"],
    ['a download has a type that runs', 'application/octet-stream', 'text/html', 'lets nothing of a file run'],
  ]),
  ...mutantsOf(`${service}/downloads-worker.ts`, `${service}/downloads-worker.spec.ts`, [
    [
      'the worker answers whatever is asked',
      `if (event.request.destination !== 'iframe' || !pathname.startsWith(downloadsPath)) return;`,
      '',
      'leaves the app to the network',
    ],
    ['the worker answers for the app', `event.request.destination !== 'iframe' || `, '', 'leaves a'],
  ]),
];
