/**
 * What a remote may wish of a session, however it is asked: over HTTP, by OSC. The rules for revisions and
 * retries are here, so that no remote has its own.
 */
import type { TIMED_EVENTS } from '../../protocol/stage.ts';
import type { Duration } from '../../protocol/time.ts';
import type { Answer, Message, PracticeNumber, Sender, SessionView } from './types.ts';

export type Wish =
  /** `ago`: it happened so long before now; see Press. */
  | { readonly type: (typeof TIMED_EVENTS)[number]; readonly ago?: Duration | undefined }
  | { readonly type: 'skip' | 'back' | 'reopen' | 'undo' | 'go' }
  | { readonly type: 'grant'; readonly amount: Duration }
  | { readonly type: 'practise'; readonly signal: PracticeNumber }
  | { readonly type: 'mute'; readonly on: boolean }
  | { readonly type: 'message'; readonly message: Message };

export interface Asked {
  readonly by: Sender;
  /** The revision that the sender saw; another one is refused. */
  readonly rev?: number | undefined;
  /** A retry with the same id gets the first answer. */
  readonly request?: string | undefined;
}

const STALE: Answer = {
  ok: false,
  code: 'stale',
  sentence: 'Something else happened first: look at the light, then press again.',
};

/** Carries a wish out. Never asks twice for the same request. */
export function carryOut(session: SessionView, wish: Wish, asked: Asked): Promise<Answer> {
  return session.once(asked.request, () => {
    const { by, rev, request } = asked;
    const seen = {
      by,
      ...(rev === undefined ? {} : { rev }),
      ...(request === undefined ? {} : { request }),
    };
    if (wish.type === 'practise') return ifSeen(session, rev, () => session.practise(wish.signal));
    if (wish.type === 'mute') return ifSeen(session, rev, () => session.mute(wish.on, request));
    if (wish.type === 'message')
      return ifSeen(session, rev, () => session.message(wish.message, by, request));
    return session.act({ ...wish, ...seen });
  });
}

/** For what takes no revision itself: refuses where another one than the sender saw is in force. */
export function ifSeen(
  session: SessionView,
  rev: number | undefined,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const current = rev === undefined || rev === session.snapshot().stage.rev;
  return current ? run() : Promise.resolve(STALE);
}
