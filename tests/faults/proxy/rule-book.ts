import type { Exchange } from './exchange.ts';
import type { Fault } from './fault.ts';
import type { ActiveRule, Rule } from './rule.ts';

interface Entry {
  readonly rule: Rule;
  seen: number;
  hits: number;
  readonly waiting: { readonly times: number; readonly resolve: () => void }[];
}

/**
 * The rules in force. Each rule counts the requests that it selects; the first rule that applies to a request decides
 * about it.
 */
export class RuleBook {
  #entries: Entry[] = [];

  add(rule: Rule): ActiveRule {
    const entry: Entry = { rule, seen: 0, hits: 0, waiting: [] };
    this.#entries.push(entry);
    return {
      hits: () => entry.hits,
      hit: (times = 1) =>
        new Promise((resolve) => {
          if (entry.hits >= times) resolve();
          else entry.waiting.push({ times, resolve });
        }),
      remove: () => void (this.#entries = this.#entries.filter((other) => other !== entry)),
    };
  }

  clear(): void {
    this.#entries = [];
  }

  /** Counts `exchange` with every rule that selects it, and returns the fault for it. */
  faultFor(exchange: Exchange): Fault | undefined {
    let fault: Fault | undefined;
    for (const entry of this.#entries.filter(({ rule }) => rule.where(exchange))) {
      entry.seen += 1;
      if (fault !== undefined || entry.rule.which?.(entry.seen) === false) continue;
      fault = typeof entry.rule.fault === 'function' ? entry.rule.fault(entry.seen) : entry.rule.fault;
      count(entry);
    }
    return fault;
  }
}

function count(entry: Entry): void {
  entry.hits += 1;
  for (const { times, resolve } of entry.waiting) if (entry.hits >= times) resolve();
}
