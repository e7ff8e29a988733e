import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { writeLargeFile } from '../../tests/large/large-file.ts';
import { pattern } from '../../tests/e2e/journey.ts';

export const smallBytes = 4096;
const perFolder = 500;
/** The largest size that S3 takes in one request. */
const mostInOneRequestMib = 4096;

/** Small files, in folders inside a folder. */
export interface ManyFiles {
  readonly folder: string;
  readonly paths: readonly string[];
}

/** The files on disk that are uploaded. */
export interface BenchFiles {
  /** The directory of all of them. */
  readonly home: string;
  readonly large: string;
  /** Names the same file, or a smaller file when S3 would not take the whole file in one request. */
  readonly forOneRequest: { readonly path: string; readonly sizeMib: number };
  readonly many: ManyFiles;
  readonly remove: () => Promise<void>;
}

export async function writeBenchFiles(sizeMib: number, count: number): Promise<BenchFiles> {
  const home = await mkdtemp(join(tmpdir(), 'airlock-transfer-'));
  const large = join(home, 'large.bin');
  await writeLargeFile(large, sizeMib);
  const forOneRequest = { path: large, sizeMib };
  if (sizeMib > mostInOneRequestMib) {
    Object.assign(forOneRequest, { path: join(home, 'one-request.bin'), sizeMib: mostInOneRequestMib });
    await writeLargeFile(forOneRequest.path, mostInOneRequestMib);
  }
  const many = await writeMany(join(home, 'many'), count);
  return { home, large, forOneRequest, many, remove: () => rm(home, { recursive: true }) };
}

async function writeMany(folder: string, count: number): Promise<ManyFiles> {
  const paths: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const inside = join(folder, `folder-${Math.floor(index / perFolder)}`);
    if (index % perFolder === 0) await mkdir(inside, { recursive: true });
    const path = join(inside, `file-${index}.bin`);
    await writeFile(path, pattern(smallBytes, index + 1));
    paths.push(path);
  }
  return { folder, paths };
}
