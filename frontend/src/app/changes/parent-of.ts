/** Returns the folder of a file or folder, with its slash; empty for what is in the top folder. */
export function parentOf(path: string): string {
  const end = path.endsWith('/') ? path.length - 1 : path.length;
  return path.slice(0, path.lastIndexOf('/', end - 1) + 1);
}
