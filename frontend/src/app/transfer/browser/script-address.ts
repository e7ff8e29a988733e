/** The part of the Trusted Types API that is used here. TypeScript's own types of the browser lack it. */
interface ScriptPolicy {
  /** Returns a TrustedScriptURL. Its type is that of an address here, because browsers' types have addresses as text. */
  readonly createScriptURL: (address: string) => string;
}

declare global {
  var trustedTypes: { readonly createPolicy: (name: string, rules: ScriptPolicy) => ScriptPolicy } | undefined;
}

/** Matches how the Angular builder names the script of a worker, beside those of the app. */
const workerPath = /^\/worker-[A-Z0-9]{8}\.js$/;

/**
 * The only policy that the content security policy of the template allows. A browser lets nobody make a second one of the
 * same name, so the app imports this file before anything else runs.
 */
const policy = globalThis.trustedTypes?.createPolicy('airlock#workers', { createScriptURL: onlyWorkers });

/**
 * Address of a worker's script in the form that browsers with Trusted Types demand. Import it as `Worker`: where the Angular
 * builder sees `new Worker(new URL('./script', import.meta.url))`, it bundles the script and writes its address there.
 */
export class ScriptAddress {
  /** What the constructor `Worker` and `serviceWorker.register` take. */
  readonly trusted: string;

  /** @throws TypeError when the address is not that of a worker of this app */
  constructor({ href }: URL) {
    this.trusted = policy?.createScriptURL(href) ?? href;
  }
}

function onlyWorkers(address: string): string {
  const { origin, pathname } = new URL(address);
  if (origin !== location.origin || !workerPath.test(pathname)) throw new TypeError('This is no worker of the app.');
  return address;
}
