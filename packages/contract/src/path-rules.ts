import { invisibleCharacter } from './invisible-character.ts';
import { maxPathBytes, maxSegmentBytes } from './limits.ts';

const utf8 = new TextEncoder();

/**
 * Returns a sentence that says why `path` cannot name a new file, or `undefined` when it can. The browser checks a path
 * before it sends a request, and the Lambda checks it again. For files that are stored already, `storedPathProblem` is
 * enough. A path is what the user sees (`reports/2026/q3.pdf`), never an object key.
 */
export function pathProblem(path: string): string | undefined {
  const storedProblem = storedPathProblem(path);
  if (storedProblem !== undefined) return storedProblem;
  if (path !== path.normalize('NFC')) return 'The name is not in Unicode normal form C.';
  if (path.includes('\\')) return 'The name contains a backslash.';
  const invisible = invisibleCharacter(path);
  if (invisible !== undefined) return `The name contains an invisible character (${invisible}).`;
  for (const segment of path.split('/')) {
    const problem = segmentProblem(segment);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/**
 * Returns a sentence that says why no file of the bucket can have this path, or `undefined` when one can. Other tools store
 * names that the app would refuse (`dbl//x`, `a.`, names in NFD), and S3 takes each of them literally: to S3 a key has no
 * folders, so `..` leads nowhere.
 */
export function storedPathProblem(path: string): string | undefined {
  if (path === '') return 'A file needs a name.';
  if (!path.isWellFormed()) return 'The name contains half of a character (a lone surrogate).';
  if (utf8.encode(path).length > maxPathBytes) return `The path is longer than ${maxPathBytes} bytes.`;
  return undefined;
}

/** Returns a sentence that says why a new folder cannot have this path, with or without its slash; or `undefined`. */
export function newFolderProblem(folder: string): string | undefined {
  const name = folder.endsWith('/') ? folder.slice(0, -1) : folder;
  if (name === '') return 'A folder needs a name.';
  return pathProblem(name) ?? storedPathProblem(`${name}/`);
}

function segmentProblem(segment: string): string | undefined {
  if (segment === '') return 'The path has an empty part: it starts or ends with a slash, or has two in a row.';
  if (segment === '.' || segment === '..') return 'The path contains "." or "..".';
  if (segment !== segment.trim()) return `"${segment}" starts or ends with a space.`;
  if (segment.endsWith('.')) return `"${segment}" ends with a dot.`;
  if (utf8.encode(segment).length > maxSegmentBytes)
    return `A name in the path is longer than ${maxSegmentBytes} bytes.`;
  return undefined;
}
