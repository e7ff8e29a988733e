import { literal, object, safeParse, string, union } from 'valibot';

import type { KeyExchange } from './tab-ports.ts';

/** A tab waits this long at most for a key. Another tab may be busy, but it answers in its next free moment. */
const patienceMs = 2_000;

const message = union([
  object({ kind: literal('ask'), userId: string() }),
  object({ kind: literal('key'), userId: string(), key: string() }),
]);

/** Hands keys over in a BroadcastChannel, which only tabs of this origin can hear. */
export function browserKeyExchange(channel: BroadcastChannel | undefined): KeyExchange {
  return {
    ask: (userId, isRight) => (channel ? ask(channel, userId, isRight) : Promise.resolve(undefined)),
    answer(keyOf) {
      channel?.addEventListener('message', ({ data }) => {
        const received = safeParse(message, data);
        if (!received.success || received.output.kind !== 'ask') return;
        const { userId } = received.output;
        const key = keyOf(userId);
        if (key !== undefined) channel.postMessage({ kind: 'key', userId, key });
      });
    },
  };
}

function ask(
  channel: BroadcastChannel,
  userId: string,
  isRight: (key: string) => Promise<boolean>,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (key?: string): void => {
      clearTimeout(timer);
      channel.removeEventListener('message', hear);
      resolve(key);
    };
    const hear = ({ data }: MessageEvent): void => {
      const received = safeParse(message, data);
      if (!received.success || received.output.kind !== 'key' || received.output.userId !== userId) return;
      const { key } = received.output;
      void isRight(key).then((is) => is && end(key));
    };
    const timer = setTimeout(end, patienceMs);
    channel.addEventListener('message', hear);
    channel.postMessage({ kind: 'ask', userId });
  });
}
