/** Programmes for tests, made of few words. */
import { PRESETS, DEFAULT_RULES } from '../../protocol/presets.ts';
import {
  isProgrammeProblem,
  makeProgramme,
  type Programme,
  type TalkPlan,
} from '../../protocol/programme.ts';
import type { Rules } from '../../protocol/rules.ts';
import { THREE_TIERS, type LampSet } from '../../protocol/signal.ts';
import { minutes, parseDuration, type Duration } from '../../protocol/time.ts';

export const FIVE_MINUTES = minutes(5);

export function rulesOf(name: string): Rules {
  const rules = PRESETS.get(name);
  if (!rules) throw new Error(`no rules ${name}`);
  return rules;
}

export const CLAP = rulesOf(DEFAULT_RULES);

/** A length as a test writes it: `5:00`. */
export function lengthOf(text: string): Duration {
  const length = parseDuration(text);
  if (length === undefined) throw new Error(`no length ${text}`);
  return length;
}

export function programmeOf(plans: readonly TalkPlan[], present: LampSet = THREE_TIERS): Programme {
  const programme = makeProgramme(plans, present);
  if (isProgrammeProblem(programme)) throw new Error(programme.message);
  return programme;
}

/** So many talks by the rules `clap`, of five minutes each. */
export const clapTalks = (count: number): Programme =>
  programmeOf(
    Array.from({ length: count }, (_, i) => ({ id: i + 1, rules: CLAP, length: FIVE_MINUTES })),
  );
