/** What can be asked of the session over HTTP, each request turned into one call of it. */
import type { EventName, TIMED_EVENTS } from '../../protocol/stage.ts';
import type { Answer, Edit, SessionView } from '../session/types.ts';
import { BodyProblem, type Body } from './body.ts';
import {
  agoOf,
  amountOf,
  changeOf,
  idOf,
  messageOf,
  onOf,
  requestOf,
  revOf,
  signalOf,
  talkOf,
} from './request-values.ts';

export type Command = (session: SessionView, body: Body) => Promise<Answer>;

const press =
  (type: Exclude<EventName, 'go' | 'grant'>): Command =>
  (session, body) =>
    session.act({ type, by: 'web', ...seen(body) });

/** An event that may have happened a while ago. */
const timed =
  (type: (typeof TIMED_EVENTS)[number]): Command =>
  (session, body) => {
    const ago = agoOf(body);
    return session.act({ type, by: 'web', ...seen(body), ...(ago !== undefined && { ago }) });
  };

/** By the last part of the path. Bodies that are not understood throw BodyProblem. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['start', timed('start')],
  ['hold', timed('hold')],
  ['finish', timed('finish')],
  ['skip', press('skip')],
  ['back', press('back')],
  ['reopen', press('reopen')],
  ['undo', press('undo')],
  [
    'grant',
    (session, body) =>
      session.act({ type: 'grant', amount: amountOf(body), by: 'web', ...seen(body) }),
  ],
  ['lineup', (session, body) => session.edit(editOf(body), revOf(body), 'web', requestOf(body))],
  ['take', unlessStale((session, body) => session.takeOffer('web', requestOf(body)))],
  ['practise', unlessStale((session, body) => session.practise(signalOf(body)))],
  ['hold-from-sleep', unlessStale((session) => session.holdFromSleep())],
  ['message', (session, body) => session.message(messageOf(body), 'web', requestOf(body))],
  ['mute', (session, body) => session.mute(onOf(body), requestOf(body))],
]);

function seen(body: Body): { rev?: number; request?: string } {
  const rev = revOf(body);
  const request = requestOf(body);
  return { ...(rev === undefined ? {} : { rev }), ...(request === undefined ? {} : { request }) };
}

/** For calls that take no revision themselves. */
function unlessStale(command: Command): Command {
  return (session, body) => {
    const rev = revOf(body);
    if (rev === undefined || rev === session.snapshot().stage.rev) return command(session, body);
    return Promise.resolve({
      ok: false,
      code: 'stale',
      sentence: 'Something else happened first: look at the light, then press again.',
    });
  };
}

function editOf(body: Body): Edit {
  switch (body.type) {
    case 'later':
      return { type: 'later' };
    case 'add':
      return { type: 'add', talk: talkOf(body.talk), next: body.next === true };
    case 'move':
      return {
        type: 'move',
        id: idOf(body.id, 'id'),
        before: body.before === null ? null : idOf(body.before, 'before'),
      };
    case 'swap':
      return { type: 'swap', id: idOf(body.id, 'id'), with: idOf(body.with, 'with') };
    case 'call':
    case 'remove':
      return { type: body.type, id: idOf(body.id, 'id') };
    case 'change':
      return { type: 'change', id: idOf(body.id, 'id'), talk: changeOf(body.talk) };
    default:
      throw new BodyProblem(400, '"type" is later, add, move, swap, call, remove or change.');
  }
}

/** The status that goes with an answer. */
export function statusOf(answer: Answer): number {
  if (answer.ok) return 200;
  if (answer.code === 'amount' || answer.code === 'text') return 400;
  return answer.code === 'busy' ? 503 : 409;
}
