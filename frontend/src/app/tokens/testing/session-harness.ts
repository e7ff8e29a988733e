import { SharedSession } from '../shared-session.ts';
import { FakeBrowser, type FakeTab, type Pause } from './fake-browser.ts';
import { FakeService } from './fake-service.ts';

/** A tab of the fake browser with its session. */
export interface OpenTab extends FakeTab {
  readonly session: SharedSession;
  /** Kinds of the changes that the tab was told of. */
  readonly events: string[];
}

/** A fake browser and a fake service, and tabs that use both. */
export class SessionHarness {
  readonly browser: FakeBrowser;
  readonly service: FakeService;

  constructor(pauseOfBrowser?: Pause, pauseOfService?: Pause) {
    this.browser = new FakeBrowser(pauseOfBrowser);
    this.service = new FakeService(this.browser, pauseOfService);
  }

  /** Opens a tab; with a storage it is a reloaded or a duplicated one. */
  open(stored?: ReadonlyMap<string, string>): OpenTab {
    const tab = this.browser.open(stored);
    const session = new SharedSession('client', tab.ports, this.service.renew);
    const events: string[] = [];
    session.follow(({ kind }) => events.push(kind));
    return { ...tab, session, events };
  }

  async signedIn(name = 'anna', keep?: boolean): Promise<OpenTab> {
    const tab = this.open();
    await tab.session.start(this.service.signIn(name), keep);
    return tab;
  }
}

/** Returns who is signed in in a tab. */
export const whose = async ({ session }: OpenTab) => (await session.tokens())?.username;

/** Waits until all tabs have been told of all changes. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
