/** The lineup as the session holds it: talks with lasting ids, and what becomes of them under edits. */
import { DEFAULT_RULES, PRESETS } from '../../protocol/presets.ts';
import {
  isProgrammeProblem,
  makeProgramme,
  type Programme,
  type ProgrammeProblem,
} from '../../protocol/programme.ts';
import type { Rules } from '../../protocol/rules.ts';
import type { LampSet } from '../../protocol/signal.ts';
import type { Duration } from '../../protocol/time.ts';
import type { Merged } from '../lineup/draft.ts';
import type { Talk } from '../lineup/lineup.ts';
import { fixedIn, withPasted } from './pasted-talks.ts';
import type { Edit, Item } from './types.ts';

export interface RosterOptions {
  /** Rules by the names that talks use, read beforehand. */
  readonly rules: ReadonlyMap<string, Rules>;
  /** The session's rules, for talks that name none. */
  readonly byDefault?: string;
  /** For talks that name neither a length nor rules; without it the length of the rules. */
  readonly length?: Duration | undefined;
  readonly lamps: LampSet;
  /** No talk blinks, whatever its own profile says. */
  readonly noFlash?: boolean | undefined;
}

/** An immutable list; edits give a new one. */
export class Roster {
  readonly items: readonly Item[];
  readonly #options: RosterOptions;

  constructor(items: readonly Item[], options: RosterOptions) {
    this.items = items;
    this.#options = options;
  }

  static of(talks: readonly Talk[], options: RosterOptions): Roster {
    return new Roster(
      talks.map((talk, i) => ({ id: i + 1, talk })),
      options,
    );
  }

  /** Other items under the same rules. */
  with(items: readonly Item[]): Roster {
    return new Roster(items, this.#options);
  }

  /** The same for a column with other lamps. */
  withLamps(lamps: LampSet): Roster {
    return new Roster(this.items, { ...this.#options, lamps });
  }

  /** All rules that are known, by the names that talks use. */
  get rules(): ReadonlyMap<string, Rules> {
    return this.#options.rules;
  }

  /** The talks that are to be given: those marked `skip` are listed only. */
  get given(): readonly Item[] {
    return this.items.filter(({ talk }) => talk.skip !== true);
  }

  rulesOf(talk: Talk): Rules {
    const { rules, byDefault = DEFAULT_RULES } = this.#options;
    const found = rules.get(talk.rules ?? byDefault) ?? rules.get(byDefault);
    if (!found) throw new Error(`the rules "${byDefault}" were not read`);
    return found;
  }

  lengthOf(talk: Talk): Duration {
    const usual = talk.rules === undefined ? this.#options.length : undefined;
    return talk.duration ?? usual ?? this.rulesOf(talk).length;
  }

  /** What a player needs; or which talk asks for too much. The index counts among the given talks. */
  programme(): Programme | ProgrammeProblem {
    const plans = this.given.map(({ id, talk }) => ({
      id,
      rules: this.rulesOf(talk),
      length: this.lengthOf(talk),
      silent: talk.silent ?? false,
      noFlash: this.#options.noFlash === true || talk.noFlash === true,
    }));
    return makeProgramme(plans, this.#options.lamps);
  }

  /**
   * The roster after an edit, or a sentence that says why not. Talks before `reached` have been, the
   * talk of that id is on when `on` is true; neither is touched.
   */
  edited(edit: Edit, reached: number | undefined, on: boolean): Roster | string {
    const fixed = fixedIn(this.items, reached, on);
    switch (edit.type) {
      case 'later':
        if (reached === undefined || on) return 'only a talk that waits to start can go to the end';
        return this.#moved(reached, null, fixed);
      case 'add':
        return this.#added(edit.talk, edit.next === true ? fixed : this.items.length);
      case 'move':
        return this.#moved(edit.id, edit.before, fixed);
      case 'swap':
        return this.#swapped(edit.id, edit.with, fixed);
      case 'call':
        return this.#called(edit.id, fixed, on ? reached : undefined);
      case 'remove':
        return this.#replaced(edit.id, fixed, []);
      case 'change':
        return this.#changed(edit.id, edit.talk, fixed);
      case 'paste':
        return this.#pasted(withPasted(this.items, fixed, edit.talks, edit.replace));
    }
  }

  /** The roster as a merged file would have it, or a sentence that says why not. */
  merged(talks: readonly Merged[], rules: ReadonlyMap<string, Rules>): Roster | string {
    let free = this.#freeId();
    const items = talks.map(({ talk, was }) => ({
      id: (was === undefined ? undefined : this.items[was]?.id) ?? free++,
      talk,
    }));
    const options = { ...this.#options, rules: new Map([...this.#options.rules, ...rules]) };
    return new Roster(this.items, options).#checked(items);
  }

  #pasted(items: readonly Item[] | string): Roster | string {
    if (typeof items === 'string') return items;
    const rules = new Map([...PRESETS, ...this.#options.rules]);
    return new Roster(this.items, { ...this.#options, rules }).#checked(items);
  }

  #added(talk: Talk, at: number): Roster | string {
    const added = { id: this.#freeId(), talk };
    return this.#checked([...this.items.slice(0, at), added, ...this.items.slice(at)]);
  }

  #freeId(): number {
    return this.items.reduce((most, item) => Math.max(most, item.id), 0) + 1;
  }

  #swapped(a: number, b: number, fixed: number): Roster | string {
    const [i, j] = [a, b].map((id) => this.items.findIndex((item) => item.id === id));
    const [one, other] = [this.items[i ?? -1], this.items[j ?? -1]];
    if (!one || !other) return GONE;
    if (Math.min(i ?? -1, j ?? -1) < fixed) return PAST;
    return this.#checked(
      this.items.map((item) => (item === one ? other : item === other ? one : item)),
    );
  }

  #called(id: number, fixed: number, on: number | undefined): Roster | string {
    const item = this.items.find((candidate) => candidate.id === id);
    if (!item) return GONE;
    if (id === on) return PAST;
    const before = this.items.slice(0, fixed).filter((other) => other !== item);
    const after = this.items.slice(fixed).filter((other) => other !== item);
    const { skip: _, ...talk } = item.talk;
    return this.#checked([...before, { id, talk }, ...after]);
  }

  #moved(id: number, before: number | null, fixed: number): Roster | string {
    const item = this.items.find((candidate) => candidate.id === id);
    if (!item) return GONE;
    if (this.items.indexOf(item) < fixed) return PAST;
    const rest = this.items.filter((candidate) => candidate !== item);
    const to = before === null ? rest.length : rest.findIndex((other) => other.id === before);
    if (to < 0) return GONE;
    if (to < fixed) return 'a talk cannot go before one that was given or is on';
    const items = [...rest.slice(0, to), item, ...rest.slice(to)];
    if (items.every((other, i) => other === this.items[i])) return 'it is there already';
    return this.#checked(items);
  }

  #changed(id: number, change: Partial<Talk>, fixed: number): Roster | string {
    const item = this.items.find((candidate) => candidate.id === id);
    return item ? this.#replaced(id, fixed, [{ id, talk: { ...item.talk, ...change } }]) : GONE;
  }

  #replaced(id: number, fixed: number, by: readonly Item[]): Roster | string {
    const at = this.items.findIndex((item) => item.id === id);
    if (at < 0) return GONE;
    if (at < fixed) return PAST;
    return this.#checked([...this.items.slice(0, at), ...by, ...this.items.slice(at + 1)]);
  }

  #checked(items: readonly Item[]): Roster | string {
    const roster = this.with(items);
    const programme = roster.programme();
    if (isProgrammeProblem(programme)) return programme.message;
    return roster.given.length > 0 ? roster : 'a session needs a talk';
  }
}

const GONE = 'that talk is not in the lineup any more';
const PAST = 'that talk is on, or already given: it can’t be changed';
