/**
 * The service worker that downloads pass through. It answers the browser's own requests for downloads and nothing else:
 * it neither controls the app nor keeps anything. It gets signed URLs from the page, and never a token.
 */
import { browserClock } from '../../transfer/browser/browser-clock.ts';
import { downloadsPath, type PageMessage } from './messages.ts';
import { RunningDownloads, type Listener } from './running-downloads.ts';

/** What is needed of the scope of a service worker, which TypeScript describes in another library than that of pages. */
interface ServiceWorkerScope {
  addEventListener(type: 'message', listen: (event: { data: PageMessage; source: Listener | null }) => void): void;
  addEventListener(type: 'fetch', listen: (event: FetchEvent) => void): void;
}

interface FetchEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const scope = globalThis as unknown as ServiceWorkerScope;
const downloads = new RunningDownloads({ fetch: (url, init) => fetch(url, init), wait: browserClock.wait });

scope.addEventListener('message', ({ data, source }) => {
  if (source) downloads.hear(data, source);
});

scope.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.destination !== 'iframe' || !pathname.startsWith(downloadsPath)) return;
  event.respondWith(downloads.answer(pathname.slice(downloadsPath.length)));
});
