import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import * as v from 'valibot';

/** A reader of ZIP files that is not ours: it compares each CRC-32, and fails on an archive that is not whole. */
const program = `
import hashlib, json, sys, zipfile
def sha256(each):
  with archive.open(each) as file:
    sum = hashlib.sha256()
    while piece := file.read(1 << 20):
      sum.update(piece)
    return sum.hexdigest()
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
entries = [{
  'name': each.filename,
  'sha256': sha256(each),
  'sizeBytes': each.file_size,
  'isFolder': each.is_dir(),
  'isStored': each.compress_type == zipfile.ZIP_STORED,
} for each in archive.infolist()]
print(json.dumps(entries))
`;

const entries = v.array(
  v.object({
    name: v.string(),
    sha256: v.string(),
    sizeBytes: v.number(),
    isFolder: v.boolean(),
    isStored: v.boolean(),
  }),
);
export type ZipFileEntry = v.InferOutput<typeof entries>[number];

/** Returns the entries of a ZIP file, as Python reads it. Rejects when it is damaged. */
export async function readZip(path: string): Promise<ZipFileEntry[]> {
  const { stdout } = await promisify(execFile)('python3', ['-c', program, path], { maxBuffer: 64 * 1024 ** 2 });
  return v.parse(entries, JSON.parse(stdout));
}

/** Returns the text of one file of a ZIP file. */
export async function textInZip(path: string, name: string): Promise<string> {
  const read = 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))';
  return (await promisify(execFile)('python3', ['-c', read, path, name])).stdout;
}
