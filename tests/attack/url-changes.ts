/** Headers that would change what is stored, who may read it, or how S3 reads the request. */
export const unsignedHeaders: readonly (readonly [name: string, value: string])[] = [
  ['x-amz-acl', 'public-read'],
  ['x-amz-grant-read', 'uri="http://acs.amazonaws.com/groups/global/AllUsers"'],
  ['x-amz-grant-full-control', 'id="x"'],
  ['x-amz-meta-owner', 'somebody'],
  ['x-amz-tagging', 'a=b'],
  ['x-amz-storage-class', 'REDUCED_REDUNDANCY'],
  ['x-amz-website-redirect-location', 'https://evil.example/'],
  ['x-amz-copy-source', '/bucket/users/somebody/secret.txt'],
  ['x-amz-copy-source-range', 'bytes=0-1'],
  ['x-amz-server-side-encryption', 'aws:kms'],
  ['x-amz-server-side-encryption-customer-algorithm', 'AES256'],
  ['x-amz-object-lock-mode', 'COMPLIANCE'],
  ['x-amz-object-lock-legal-hold', 'ON'],
  ['x-amz-checksum-crc32', 'AAAAAA=='],
  ['x-amz-checksum-sha256', '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
  ['x-amz-sdk-checksum-algorithm', 'CRC32'],
  ['x-amz-checksum-mode', 'ENABLED'],
  ['x-amz-decoded-content-length', '1'],
  ['x-amz-trailer', 'x-amz-checksum-crc32'],
  ['x-amz-content-sha256', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'],
  ['x-amz-date', '20200101T000000Z'],
  ['x-amz-security-token', 'another'],
  ['x-amz-expected-bucket-owner', '000000000000'],
  ['x-amz-request-payer', 'requester'],
  ['x-amz-bypass-governance-retention', 'true'],
  ['x-amz-write-offset-bytes', '1'],
  ['X-AMZ-ACL', 'public-read'],
];

/** Another value of each header that a write signs. */
export const changedHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html',
  'if-match': '"00000000000000000000000000000000"',
  'if-none-match': '"00000000000000000000000000000000"',
  'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=',
};

/** Query parameters that would make it a different request. */
const addedParameters = [
  ...['acl', 'tagging', 'uploads', 'versioning', 'policy', 'torrent', 'restore', 'select', 'attributes', 'retention'],
  ...['versionId=null', 'uploadId=x', 'partNumber=2', 'x-id=PutObject', 'response-content-type=text%2Fhtml'],
  ...['response-content-disposition=inline', 'response-cache-control=public', 'response-content-encoding=gzip'],
  ...[
    'X-Amz-Acl=public-read',
    'x-amz-acl=public-read',
    'x-amz-meta-a=b',
    'x-amz-tagging=a%3Db',
    'x-amz-copy-source=%2Fa%2Fb',
  ],
  ...[
    'AWSAccessKeyId=x',
    'Signature=x',
    'Expires=9999999999',
    'list-type=2',
    'prefix=users%2F',
    'delete',
    'a=b',
    '%00=x',
  ],
];

export interface ChangedUrl {
  readonly what: string;
  readonly url: string;
}

/** Returns the URL with one parameter added, removed, repeated or changed. */
export function changedQueries(url: string): readonly ChangedUrl[] {
  const [base = '', query = ''] = url.split('?');
  const pairs = query.split('&');
  const withPairs = (what: string, changed: readonly string[]): ChangedUrl => ({
    what,
    url: `${base}?${changed.join('&')}`,
  });
  return [
    ...addedParameters.map((it) => withPairs(`with ${it}`, [...pairs, it])),
    ...pairs.flatMap((pair, index) => {
      const [name = '', value = ''] = pair.split('=');
      const others = pairs.toSpliced(index, 1);
      return [
        withPairs(`without ${name}`, others),
        withPairs(`two ${name}`, [...pairs, pair]),
        withPairs(`${name} and another`, [...pairs, `${name}=x`]),
        ...anotherValue(name, value)
          .filter((it) => it !== value)
          .map((it) => withPairs(`${name}=${it}`, pairs.with(index, `${name}=${it}`))),
        withPairs(
          `${name} in small letters`,
          name === name.toLowerCase() ? others : [...others, `${name.toLowerCase()}=${value}`],
        ),
      ];
    }),
  ];
}

/** Returns other values of a parameter: longer validity, other algorithms, other scopes, other people. */
function anotherValue(name: string, value: string): readonly string[] {
  switch (name) {
    case 'X-Amz-Expires':
      return ['604800', '604801', '0', '-1', '1e9', ''];
    case 'X-Amz-Algorithm':
      return ['none', 'AWS4-HMAC-SHA1', 'AWS4-ECDSA-P256-SHA256', ''];
    case 'X-Amz-Signature':
      return [value.slice(0, -1), '0'.repeat(64), value.toUpperCase(), ''];
    case 'X-Amz-SignedHeaders':
      return ['host', '', 'host%3Bx-amz-acl', `${value}%3Bx-amz-acl`];
    case 'X-Amz-Date':
      return ['20200101T000000Z', '20990101T000000Z', ''];
    case 'X-Amz-Credential':
      return [value.replace('us-east-1', 'eu-west-1'), value.replace('s3', 'sts'), value.replace('ASIA', 'AKIA'), ''];
    default:
      return [`${value}x`, 'x'];
  }
}

interface Owners {
  readonly filesBucket: string;
  readonly owner: { readonly keyPrefix: string };
  readonly stranger: { readonly keyPrefix: string };
}

/** Returns the URL, which signs `…/signed/….txt`, with other keys and buckets and the same query. */
export function changedObjects(url: string, { filesBucket, owner, stranger }: Owners): readonly string[] {
  const [, base = '', query = ''] = /^([^?]+)(\?.+)$/.exec(url) ?? [];
  const others = [
    `${base}x`,
    `${base}/`,
    base.slice(0, -1),
    base.replace('/signed/', '/signed//'),
    base.replace('/signed/', '/signed/../signed/'),
    base.replace('/signed/', '/Signed/'),
    base.replace('.txt', '%2Etxt%00'),
    base.replace(owner.keyPrefix, stranger.keyPrefix),
    base.replace(filesBucket, `${filesBucket}2`),
    base.replace(`/${filesBucket}/`, '/'),
    base.replace(/\/users\/.*/, ''),
  ];
  return others.map((other) => `${other}${query}`);
}
