import assert from 'node:assert/strict';

import { Crc64nvme } from '@airlock/checksum';

import { absent, freshKey, holds, refused, stored, succeeded, type Case } from '../testing/case.ts';
import type { Client } from '../testing/client.ts';
import { complete, minPartBytes, start } from '../testing/multipart-steps.ts';
import { copy } from './copy.cases.ts';

const crc64nvme = (text: string): string => {
  const crc = new Crc64nvme();
  crc.update(Buffer.from(text));
  return Buffer.from(crc.digest()).toString('base64');
};

const checksumOf = async (client: Client, key: string): Promise<unknown> => {
  const { headers } = await client.send({ method: 'HEAD', key, headers: { 'x-amz-checksum-mode': 'ENABLED' } });
  return headers['x-amz-checksum-crc64nvme'];
};

const large = 'L'.repeat(minPartBytes);

/** What a move relies on: the checksum of a copy, which is compared before the source is deleted. */
export const copyChecksumCases: readonly Case[] = [
  {
    name: 'copy: answers and keeps the CRC64NVME of the whole',
    run: async (client) => {
      const [from, to] = [freshKey(), freshKey()];
      await stored(client, from, 'hello', { 'x-amz-checksum-crc64nvme': crc64nvme('hello') });
      const response = await copy(client, from, to, { 'x-amz-checksum-algorithm': 'CRC64NVME', 'if-none-match': '*' });
      succeeded(response);
      assert.equal(response.element('ChecksumCRC64NVME'), crc64nvme('hello'));
      assert.equal(await checksumOf(client, to), crc64nvme('hello'));
    },
  },
  {
    name: 'part copy: the CRC64NVME of the whole is that of the source, and type and metadata are those of the start',
    run: async (client) => {
      const [from, to] = [freshKey(), freshKey()];
      await stored(client, from, `${large}tail`, { 'x-amz-checksum-crc64nvme': crc64nvme(`${large}tail`) });
      const uploadId = await start(client, to, {
        'content-type': 'image/png',
        'x-amz-meta-colour': 'Blue',
        'x-amz-checksum-algorithm': 'CRC64NVME',
        'x-amz-checksum-type': 'FULL_OBJECT',
      });
      const lines = [];
      for (const [number, range] of [`0-${minPartBytes - 1}`, `${minPartBytes}-${minPartBytes + 3}`].entries()) {
        const query = { partNumber: String(number + 1), uploadId };
        const response = await copy(client, from, to, { 'x-amz-copy-source-range': `bytes=${range}` }, { query });
        succeeded(response);
        assert.equal(response.element('ChecksumCRC64NVME'), crc64nvme(number === 0 ? large : 'tail'));
        lines.push({ number: number + 1, etag: response.element('ETag').replaceAll(/&quot;|&#34;/g, '"') });
      }
      succeeded(await complete(client, to, uploadId, lines, { 'if-none-match': '*' }));
      assert.equal(await checksumOf(client, to), crc64nvme(`${large}tail`));
      const { headers } = await client.send({ method: 'HEAD', key: to });
      assert.deepEqual([headers['content-type'], headers['x-amz-meta-colour']], ['image/png', 'Blue']);
    },
  },
  {
    name: 'part copy: of a source that is another version meanwhile',
    run: async (client) => {
      const [from, to] = [freshKey(), freshKey()];
      const etag = await stored(client, from, 'old');
      await stored(client, from, 'new');
      const query = { partNumber: '1', uploadId: await start(client, to) };
      const condition = { 'x-amz-copy-source-if-match': etag };
      refused(await copy(client, from, to, condition, { query }), 412, 'PreconditionFailed');
      await absent(client, to);
    },
  },
  {
    name: 'copy: is whole after its source was deleted',
    run: async (client) => {
      const [from, to] = [freshKey(), freshKey()];
      await stored(client, from, 'hello');
      succeeded(await copy(client, from, to));
      succeeded(await client.send({ method: 'DELETE', key: from }), 204);
      await absent(client, from);
      await holds(client, to, 'hello');
    },
  },
];
