/** Returns the text of each file in a ZIP file whose entries are stored and have their sizes behind them. */
export function filesOf(zip: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  let at = zip.readUInt32LE(zip.length - 6);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [size, name, extra] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
    const from = zip.readUInt32LE(at + 42) + 30 + name;
    files[zip.toString('utf8', at + 46, at + 46 + name)] = zip.toString('utf8', from, from + size);
    at += 46 + name + extra;
  }
  return files;
}
