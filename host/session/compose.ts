/** From a roster to what a player is given. */
import { isProgrammeProblem, type Programme } from '../../protocol/programme.ts';
import { minutes, type Duration } from '../../protocol/time.ts';
import { InputProblem } from '../system/problem.ts';
import type { Roster } from './roster.ts';

/** Allotted to a changeover where the lineup says nothing. */
export const CHANGEOVER: Duration = minutes(1);

/** The roster's programme. Throws an InputProblem that names the talk which asks for too much. */
export function programmeOf(roster: Roster, source: string): Programme {
  const programme = roster.programme();
  if (!isProgrammeProblem(programme)) return programme;
  const talk = roster.given[programme.talk]?.talk;
  const line = talk?.line;
  const who = talk ? `"${talk.speaker}" (talk ${String(programme.talk + 1)}): ` : '';
  throw new InputProblem(who + programme.message, {
    source,
    ...(line === undefined ? {} : { line }),
  });
}
