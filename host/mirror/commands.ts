/** What can be asked of the session over HTTP, each request turned into one call of it. */
import type { Answer, Edit, SessionView } from '../session/types.ts';
import { carryOut, ifSeen, type Wish } from '../session/wishes.ts';
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

/** Asks for what a body says, with the revision and the request that it names. */
const wishing =
  (wishOf: (body: Body) => Wish): Command =>
  (session, body) =>
    carryOut(session, wishOf(body), { by: 'web', rev: revOf(body), request: requestOf(body) });

/** By the last part of the path. Bodies that are not understood throw BodyProblem. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['start', wishing((body) => ({ type: 'start', ago: agoOf(body) }))],
  ['hold', wishing((body) => ({ type: 'hold', ago: agoOf(body) }))],
  ['finish', wishing((body) => ({ type: 'finish', ago: agoOf(body) }))],
  ['skip', wishing(() => ({ type: 'skip' }))],
  ['back', wishing(() => ({ type: 'back' }))],
  ['reopen', wishing(() => ({ type: 'reopen' }))],
  ['undo', wishing(() => ({ type: 'undo' }))],
  ['grant', wishing((body) => ({ type: 'grant', amount: amountOf(body) }))],
  ['practise', wishing((body) => ({ type: 'practise', signal: signalOf(body) }))],
  // A message says nothing of the stage: over HTTP no revision comes with it.
  [
    'message',
    (session, body) =>
      carryOut(
        session,
        { type: 'message', message: messageOf(body) },
        { by: 'web', request: requestOf(body) },
      ),
  ],
  ['mute', wishing((body) => ({ type: 'mute', on: onOf(body) }))],
  ['lineup', (session, body) => session.edit(editOf(body), revOf(body), 'web', requestOf(body))],
  ['take', unlessStale((session, body) => session.takeOffer('web', requestOf(body)))],
  ['hold-from-sleep', unlessStale((session) => session.holdFromSleep())],
]);

/** For calls that take no revision themselves. */
function unlessStale(command: Command): Command {
  return (session, body) => ifSeen(session, revOf(body), () => command(session, body));
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
