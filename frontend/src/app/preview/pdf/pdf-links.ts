import type { PDFPageProxy, PageViewport } from 'pdfjs-dist';

import { safeAddress } from '../markdown/safe-address.ts';

/** A link of a page, in percent of its width and height. */
export interface PdfLink {
  readonly href: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A page of an ordinary document has a few; one that is made to tire the browser has thousands. */
const mostLinks = 200;

/** Returns the links of a page to the web and to mail addresses. Other actions of a document are never offered. */
export async function linksOf(page: PDFPageProxy, viewport: PageViewport): Promise<readonly PdfLink[]> {
  const annotations = (await page.getAnnotations()) as readonly Annotation[];
  return annotations.slice(0, mostLinks).flatMap(({ subtype, url, rect }): readonly PdfLink[] => {
    const href = subtype === 'Link' && typeof url === 'string' ? safeAddress(url) : undefined;
    if (href === undefined || !rect) return [];
    const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(rect[0] ?? 0, rect[1] ?? 0) as readonly number[];
    const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(rect[2] ?? 0, rect[3] ?? 0) as readonly number[];
    const percent = (part: number, whole: number): number => (100 * part) / whole;
    return [
      {
        href,
        left: percent(Math.min(x1, x2), viewport.width),
        top: percent(Math.min(y1, y2), viewport.height),
        width: percent(Math.abs(x2 - x1), viewport.width),
        height: percent(Math.abs(y2 - y1), viewport.height),
      },
    ];
  });
}

interface Annotation {
  readonly subtype?: unknown;
  readonly url?: unknown;
  readonly rect?: readonly number[];
}
