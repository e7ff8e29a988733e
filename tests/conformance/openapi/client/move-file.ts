import createClient from 'openapi-fetch';

import type { components, paths } from 'airlock-api';

/** The API and the file that `moveFile` moves. */
export interface Move {
  readonly apiUrl: string;
  readonly accessToken: string;
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly crc64nvme: string;
}

/** What `moveFile` found on its way. */
export interface Moved {
  readonly listed: components['schemas']['ListedFile'][];
  readonly downloaded: Uint8Array;
  readonly codeAfterwards: components['schemas']['Error']['code'];
}

/**
 * Stores a file, lists it, reads it and deletes it. This is what somebody writes who has only docs/openapi.yaml: it
 * imports nothing of ours but the types that openapi-typescript makes of that page.
 */
export async function moveFile({ apiUrl, accessToken, path, bytes, crc64nvme }: Move): Promise<Moved> {
  const api = createClient<paths>({ baseUrl: apiUrl, headers: { authorization: `Bearer ${accessToken}` } });

  const body = { path, sizeBytes: bytes.length, contentType: 'text/plain', crc64nvme };
  const put = await api.POST('/files/presign-put', { body });
  if (put.error !== undefined) throw new Error(put.error.message ?? 'presign-put failed');
  const stored = await fetch(put.data.url, { method: 'PUT', headers: byUs(put.data.headers), body: bytes });
  if (!stored.ok) throw new Error(await stored.text());

  const folder = path.split('/').slice(0, -1).join('/');
  const list = await api.GET('/files', { params: { query: { folder, limit: 10 } } });
  if (list.error !== undefined) throw new Error(list.error.message ?? 'list-files failed');

  const get = await api.POST('/files/presign-get', { body: { path, disposition: 'attachment' } });
  if (get.error !== undefined) throw new Error(get.error.message ?? 'presign-get failed');
  const downloaded = new Uint8Array(await (await fetch(get.data.url)).arrayBuffer());

  const [file] = list.data.files;
  const deleted = await api.POST('/files/delete', { body: { items: [{ path, etag: file?.etag ?? '' }] } });
  if (deleted.error !== undefined) throw new Error(deleted.error.message ?? 'delete-files failed');

  const gone = await api.POST('/files/presign-get', { body: { path } });
  if (gone.error === undefined || !('code' in gone.error)) throw new Error('The file is still there.');
  return { listed: list.data.files, downloaded, codeAfterwards: gone.error.code };
}

/** `fetch` sets the length and the host itself. */
const byUs = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-length' && name !== 'host'));
