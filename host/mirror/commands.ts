/** What can be asked of the session over HTTP, each request turned into one call of it. */
import type { Answer, Edit, SessionView } from '../session/types.ts';
import { carryOut, ifSeen, type Wish } from '../session/wishes.ts';
import { BodyProblem, type Body } from './body.ts';
import { changeOf, idOf, talkOf } from './request-values.ts';
import { requestOf, revOf, WRITTEN_WISHES } from '../session/written-wishes.ts';

type Command = (session: SessionView, body: Body) => Promise<Answer>;

/** Asks for what a body says, with the revision and the request that it names. */
const wishing =
  (name: string, wishOf: (body: Body) => Wish): Command =>
  (session, body) =>
    carryOut(session, wishOf(body), {
      by: 'web',
      // A message says nothing of the stage: over HTTP no revision comes with it.
      rev: name === 'message' ? undefined : revOf(body),
      request: requestOf(body),
    });

/** By the last part of the path. Bodies that are not understood throw BodyProblem or WishProblem. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ...[...WRITTEN_WISHES].map(([name, wishOf]) => [name, wishing(name, wishOf)] as const),
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
