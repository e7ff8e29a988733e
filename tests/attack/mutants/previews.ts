import { mutantsOf, type Mutant } from './mutant.ts';

const contents = 'frontend/src/app/contents';
const preview = 'frontend/src/app/preview';
const thumbnails = 'frontend/src/app/thumbnails';

/** Mutants of the rules for what a file may do to whoever looks at it. */
export const previewMutants: readonly Mutant[] = [
  ...mutantsOf(`${contents}/signed-file.ts`, `${contents}/signed-file.spec.ts`, [
    [
      'a part of another version is taken',
      `response.headers.get('etag') !== this.etag`,
      `response.headers.get('etag') === ''`,
      'never mixes',
    ],
    ['a URL of another version is taken', 'signed.etag !== this.etag', 'signed.etag === undefined', 'never mixes'],
    [
      'a whole file is taken for a range',
      'response.status !== 206',
      'response.status > 206',
      'does not take a whole file of',
    ],
  ]),
  ...mutantsOf(`${contents}/content-kind.ts`, `${contents}/content-kind.spec.ts`, [
    ['the name decides what a file is', `hasBytes(head, 0, '%PDF-')`, `name.endsWith('.pdf')`],
  ]),
  ...mutantsOf(`${preview}/picture/read-picture.ts`, `${preview}/picture/read-picture.spec.ts`, [
    [
      'a picture may have any number of pixels',
      'size.width * size.height > mostPixels',
      'size.width < 0',
      'no more than the head',
    ],
    ['a picture may be of any size', 'file.sizeBytes > mostPictureBytes', 'file.sizeBytes < 0', 'that is too large'],
    [
      'a picture is of the type that others gave it',
      'new Blob(slices, { type })',
      'new Blob(slices)',
      'slice by slice',
    ],
  ]),
  ...mutantsOf(`${preview}/markdown/safe-address.ts`, `${preview}/markdown/blocks-of-markdown.spec.ts`, [
    ['a link may run script', `'mailto:'])`, `'mailto:', 'javascript:'])`, 'makes no link to javascript:x'],
    ['a link may hold a page', `'mailto:'])`, `'mailto:', 'data:'])`, 'makes no link to data:'],
    ['a link may lead to the device', `'mailto:'])`, `'mailto:', 'file:'])`, 'makes no link to file:'],
  ]),
  ...mutantsOf(`${preview}/markdown/blocks-of-markdown.ts`, `${preview}/markdown/blocks-of-markdown.spec.ts`, [
    [
      'blocks are as deep as the file',
      'if (depth > mostDepth) return [{',
      'if (depth < 0) return [{',
      'is no deeper than a page can draw, for a thousand times "> "$',
    ],
  ]),
  ...mutantsOf(`${preview}/text/rows.ts`, `${preview}/text/rows.spec.ts`, [
    ['a line is as long as the file', 'mostRowLength = 1_000;', 'mostRowLength = 1_000_000;', 'cut a long line'],
  ]),
  ...mutantsOf(`${thumbnails}/byte-budget.ts`, `${thumbnails}/byte-budget.spec.ts`, [
    ['thumbnails cost any number of bytes', 'if (this.#left >= bytes) break;', 'break;', 'gives a screenful'],
  ]),
];
