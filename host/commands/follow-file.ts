import type { Rules } from '../../protocol/rules.ts';
import type { Lineup } from '../lineup/lineup.ts';
import type { Wanted } from '../lineup/pick.ts';
import { InputProblem } from '../system/problem.ts';
import { followLineup } from '../lineup/watch-file.ts';
import { findRules } from '../lineup/rules-file.ts';
import type { Session } from '../session/session.ts';

/** Offers to a session what is saved into its lineup file. Gives the function that stops it. */
export function followFile(
  session: Session,
  path: string,
  known: Lineup,
  wanted: Wanted,
): () => void {
  return followLineup(path, known, {
    wanted,
    saved: (lineup) => {
      rulesIn(lineup).then(
        (rules) => {
          session.fileSaved({ lineup, rules });
        },
        (error: unknown) => {
          session.fileFailed(sentenceOf(error));
        },
      );
    },
    unchanged: () => {
      session.fileFailed(undefined);
    },
    failed: (problem) => {
      session.fileFailed(sentenceOf(problem));
    },
  });
}

async function rulesIn({ talks }: Lineup): Promise<Map<string, Rules>> {
  const rules = new Map<string, Rules>();
  for (const { rules: name } of talks)
    if (name !== undefined) rules.set(name, await findRules(name));
  return rules;
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof InputProblem)) return String(error);
  return `the saved lineup was not used: ${error.brief()}`;
}
