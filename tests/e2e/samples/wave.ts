const samplesPerSecond = 8_000;
const headBytes = 44;

/** Makes a sound of so many seconds, of 8,000 bytes each. */
export function wave(seconds: number): Buffer {
  const size = samplesPerSecond * seconds;
  const bytes = Buffer.alloc(headBytes + size);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(headBytes - 8 + size, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(samplesPerSecond, 24);
  bytes.writeUInt32LE(samplesPerSecond, 28);
  bytes.writeUInt16LE(1, 32);
  bytes.writeUInt16LE(8, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(size, 40);
  for (let index = 0; index < size; index += 1) bytes[headBytes + index] = 128 + Math.round(60 * Math.sin(index / 3));
  return bytes;
}
