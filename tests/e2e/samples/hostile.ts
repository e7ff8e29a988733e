import { pdf } from './pdf.ts';
import { blackPng } from './png.ts';

/** A file that is made to harm whoever looks at it, and the words that the viewer has for it. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly shows: RegExp;
}

const script = 'globalThis.stranger = 1; fetch("https://stranger.invalid/");';
const markup = `<img src="https://stranger.invalid/a.png" onerror="stranger = 1"><script>${script}</script>`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="stranger = 1"><script>${script}</script></svg>`;

/** A document that wants to run script, to start a program, to load another document, and has links of each kind. */
const document = pdf(['Harmless words'], {
  catalog:
    `/OpenAction << /S /JavaScript /JS (${script.replaceAll('(', '\\(').replaceAll(')', '\\)')}) >> ` +
    '/AA << /WC << /S /Launch /F (calc.exe) >> >>',
  page:
    '/AA << /O << /S /GoToR /F (https://stranger.invalid/other.pdf) /D [0 /Fit] >> >> /Annots [' +
    '<< /Type /Annot /Subtype /Link /Rect [60 700 200 720] /A << /S /URI /URI (https://example.com/) >> >> ' +
    '<< /Type /Annot /Subtype /Link /Rect [60 660 200 680] /A << /S /URI /URI (javascript:stranger=1) >> >> ' +
    '<< /Type /Annot /Subtype /Link /Rect [60 620 200 640] /A << /S /Launch /F (calc.exe) >> >> ' +
    '<< /Type /Annot /Subtype /Link /Rect [60 580 200 600] /A << /S /JavaScript /JS (stranger = 1) >> >> ]',
});

const markdown = `# Title

${markup}

[run](javascript:stranger=1) [data](data:text/html,<script>stranger=1</script>) [web](https://example.com/)
![picture](https://stranger.invalid/b.png) <b onclick="stranger = 1">bold</b> [relative](/api/files)
`;

const le16 = (...numbers: number[]): number[] => numbers.flatMap((it) => [it & 0xff, it >> 8]);
const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

/** Heads of pictures of very many pixels, without the pixels. */
const bombs: Readonly<Record<string, Buffer>> = {
  'bomb.png': blackPng(60_000, 60_000, 2),
  'bomb.gif': Buffer.from([...ascii('GIF89a'), ...le16(60_000, 60_000), 0, 0, 0, 0x3b]),
  'bomb.jpg': Buffer.from([
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0xea, 0x60, 0xea, 0x60, 1, 1, 0x11, 0,
  ]),
  'bomb.webp': Buffer.from([
    ...ascii('RIFF'),
    30,
    0,
    0,
    0,
    ...ascii('WEBPVP8X'),
    10,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0x5f,
    0xea,
    0,
    0x5f,
    0xea,
    0,
  ]),
};

export const hostileFiles: readonly HostileFile[] = [
  { name: 'a page.html', bytes: Buffer.from(`<!doctype html>${markup}`), shows: /Shown as its source/ },
  { name: 'a drawing.svg', bytes: Buffer.from(svg), shows: /Shown as its source/ },
  { name: 'document.pdf', bytes: document, shows: /Harmless words/ },
  { name: 'torn.pdf', bytes: document.subarray(0, 60), shows: /This PDF is damaged/ },
  { name: 'notes.md', bytes: Buffer.from(markdown), shows: /Picture: picture/ },
  { name: 'deep.md', bytes: Buffer.from(`${'> '.repeat(5_000)}bottom\n`), shows: /bottom/ },
  { name: 'long line.json', bytes: Buffer.from(`["${'x'.repeat(3_000_000)}"]`), shows: /first 1 MB of 2\.9 MB/ },
  { name: 'lines.txt', bytes: Buffer.alloc(900_000, '\n'), shows: /first 100,000 lines/ },
  ...Object.entries(bombs).map(([name, bytes]) => ({ name, bytes, shows: /60,000 × 60,000 pixels/ })),
  { name: 'page.png', bytes: Buffer.from(`<!doctype html>${markup}`), shows: /<!doctype html>/ },
  {
    name: 'noise.jpg',
    bytes: Buffer.from(Array.from({ length: 999 }, (_, at) => (at * 7) % 256)),
    shows: /ends in \.jpg/,
  },
  {
    name: 'torn.mp4',
    bytes: Buffer.from([0, 0, 0, 24, ...ascii('ftypisom'), ...new Uint8Array(900)]),
    shows: /cannot play/,
  },
  { name: 'nothing.txt', bytes: Buffer.alloc(0), shows: /This file is empty/ },
];
