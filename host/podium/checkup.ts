/** `claplight doctor`: line, lamps, buzzer, button and clock of a podium, one after the other. */
import { LAMPS, NO_LAMPS, lampNames, type LampSet } from '../../protocol/signal.ts';
import { after, seconds, type Duration } from '../../protocol/time.ts';
import type { Clock } from '../system/host-clock.ts';
import { roundTrip } from './clock-probe.ts';
import { PodiumRefusal, type PodiumLink } from './podium-link.ts';
import { digitsModule } from './podium-settings.ts';
import { betterTrim, measureClock } from './trim.ts';

export interface DoctorOptions {
  readonly clock: Clock;
  readonly say: (text: string) => void;
  /** Asks whoever stands before the light; undefined where nobody can answer. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
  /** Shows what is being waited for, while it lasts. */
  readonly during?: (<T>(doing: string, work: () => Promise<T>) => Promise<T>) | undefined;
  /** How long the clock is measured. */
  readonly length: Duration;
  /** Stores the correction in the podium. */
  readonly trim: boolean;
}

const TRIPS = 50;
/** How long a lamp is lit where nobody is asked, and at once where somebody is; in s. */
const LAMP_SHOWN = 2;
const LAMP_LIT = 10;
const PRESS_WITHIN = seconds(10);
/** A resonator that is 0.2 % off costs more than half a second in five minutes. */
const FIVE_MINUTES = 300;
/** A correction that is less certain than 0.02 s in five minutes is not worth storing. */
const CERTAIN_ENOUGH = 67;

/** False where something is not in order. Throws LinkLost. */
export async function examine(link: PodiumLink, options: DoctorOptions): Promise<boolean> {
  const { say } = options;
  const { version } = await link.request('hello', {});
  say(`Firmware ${version}.`);
  await examineLine(link, options);
  try {
    const lamps = await examineLamps(link, options);
    const digits = await examineDigits(link, options);
    const buzzer = await examineBuzzer(link, options);
    const button = await examineButton(link, options);
    const clock = await examineClock(link, options);
    return lamps && digits && buzzer && button && clock;
  } catch (error) {
    if (!(error instanceof PodiumRefusal) || error.code !== 'refused') throw error;
    say('Lamps and buzzer are tested between talks: a talk is on.');
    return false;
  }
}

async function examineLine(link: PodiumLink, { clock, say }: DoctorOptions): Promise<void> {
  const took: number[] = [];
  // The first line may be half of one that was under way when the port was opened.
  const before = link.damaged;
  for (let i = 0; i < TRIPS; i++) {
    const { sent, received } = await roundTrip(link, clock);
    took.push(received - sent);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): string =>
    (took[Math.floor(share * (took.length - 1))] ?? 0).toFixed(1);
  say(
    `Round trip: ${at(0.5)} ms, ${at(0.99)} ms at worst. Damaged lines: ${String(link.damaged - before)}.`,
  );
}

async function examineLamps(
  link: PodiumLink,
  { say, ask, clock }: DoctorOptions,
): Promise<boolean> {
  let well = true;
  const { value: present } = await link.request('get', { name: 'lamps' });
  for (const lamp of lampNames(present)) {
    say(`Lamp: ${lamp}.`);
    if (!ask) {
      await link.request('lamps', { set: LAMPS[lamp], length: LAMP_SHOWN });
      await wait(clock, seconds(LAMP_SHOWN));
    } else if (
      !(await whileLit(link, clock, LAMPS[lamp], () =>
        ask(`Is the ${lamp} lamp lit, and no other?`),
      ))
    ) {
      say('  Check its wires, or "claplight wiring": the pin, and active-low.');
      well = false;
    }
  }
  return well;
}

/** A lamp test lights all segments of the digits, whichever lamps it lights. */
async function examineDigits(
  link: PodiumLink,
  { say, ask, clock }: DoctorOptions,
): Promise<boolean> {
  const module = await digitsModule(link);
  if (module === 'none') return true;
  say(`Digits: all segments of the ${module.toUpperCase()}.`);
  if (!ask) {
    await link.request('lamps', { set: NO_LAMPS, length: LAMP_SHOWN });
    await wait(clock, seconds(LAMP_SHOWN));
    return true;
  }
  if (
    await whileLit(link, clock, NO_LAMPS, () =>
      ask('Do the digits show 8 with a point, all of them?'),
    )
  )
    return true;
  say('  Check its wires, or "claplight wiring": digits, and its pins.');
  return false;
}

/** Lights lamps until `look` has come to an end. */
async function whileLit<T>(
  link: PodiumLink,
  clock: Clock,
  set: LampSet,
  look: () => Promise<T>,
): Promise<T> {
  let over = false;
  let cancel: () => void = () => undefined;
  const light = async (): Promise<void> => {
    await link.request('lamps', { set, length: LAMP_LIT });
    if (over) return;
    cancel = clock.at(after(clock.now(), seconds(LAMP_LIT - 1)), () => {
      // A lost link is told by the next request.
      light().catch(() => undefined);
    });
  };
  await light();
  try {
    return await look();
  } finally {
    // A deadline that is left keeps the program from its end.
    over = true;
    cancel();
    await link.request('lamps', { set: NO_LAMPS, length: 1 });
  }
}

async function examineBuzzer(
  link: PodiumLink,
  { say, ask, clock }: DoctorOptions,
): Promise<boolean> {
  say('Buzzer: a short gong.');
  await link.request('buzz', { sound: 'gong' });
  if (!ask) await wait(clock, seconds(1));
  else if (!(await ask('Did it sound?'))) {
    say('  Check its wires, or "claplight wiring": the pin, and buzzer=active or passive.');
    return false;
  }
  return true;
}

/** The press counts as a press: it is taken back where it was accepted. */
async function examineButton(
  link: PodiumLink,
  { say, ask, clock }: DoctorOptions,
): Promise<boolean> {
  if (!ask) return true;
  say('Button: press it now.');
  const press = await new Promise<string | undefined>((resolve) => {
    const cancel = clock.at(after(clock.now(), PRESS_WITHIN), () => {
      resolve(undefined);
    });
    link.onPush((push) => {
      if (push.name !== 'press') return;
      cancel();
      resolve(push.values.result);
    });
  });
  if (press === undefined) {
    say('  No press came within ten seconds. Is it wired to ground?');
    return false;
  }
  say('  It was pressed.');
  if (press === 'ok') await link.request('undo', { rev: (await link.request('stage', {})).rev });
  return true;
}

async function examineClock(link: PodiumLink, options: DoctorOptions): Promise<boolean> {
  const { clock, say, length, trim } = options;
  const during: NonNullable<DoctorOptions['during']> = options.during ?? ((_, work) => work());
  say(`Clock: measured against this computer's for ${String(length / 1000)} s.`);
  const { ppm, uncertainty } = await during('measuring', () => measureClock(link, clock, length));
  const seconds = Math.abs((ppm / 1e6) * FIVE_MINUTES);
  const way = ppm < 0 ? 'slow' : 'fast';
  say(
    `  ${Math.abs(ppm).toFixed(0)} ± ${uncertainty.toFixed(0)} ppm ${way}: ${seconds.toFixed(2)} s in five minutes.`,
  );
  const { value: now } = await link.request('get', { name: 'trim' });
  const better = betterTrim(now, ppm);
  if (trim && uncertainty > CERTAIN_ENOUGH) {
    say('  Not stored, since that is too uncertain: measure longer, with --seconds.');
    return false;
  }
  if (trim) {
    await link.request('set', { name: 'trim', value: better });
    say(`  Stored: trim=${String(better)} (it was ${String(now)}).`);
    return true;
  }
  if (Math.abs(ppm) <= uncertainty) return true;
  say(`  "claplight doctor --trim" stores the correction, trim=${String(better)}.`);
  return true;
}

const wait = (clock: Clock, length: Duration): Promise<void> =>
  new Promise((resume) => clock.at(after(clock.now(), length), resume));
