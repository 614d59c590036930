/** The light of a room whose broker is there, is killed again and again, or floods it: none of it may show. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { readRules, isRulesProblem, type Rules } from '../../protocol/rules.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import { defaultImage } from '../../host/emulator/files.ts';
import type { Line } from '../../host/journal/journal.ts';
import { openJournal } from '../../host/journal/open-journal.ts';
import { openLight } from '../../host/light/open-light.ts';
import { Rig } from '../light/rig.ts';
import { sharedMs } from '../light/shared-clock.ts';
import type { House } from '../mirror/support/house.ts';
import { Mosquitto } from '../remotes/support/mosquitto.ts';
import { openRoom, TOPIC } from '../remotes/support/room.ts';
import { LINES, until } from './rooms-common.ts';
import { percentile, type Row } from './row.ts';

/** Talks of each round: two presses, and four signals that time alone leads to. */
const TALKS = 4;
const PRESSES = 40;
/** Two onsets in a second are allowed; a third would be deferred. */
const APART = 550;
/** Messages a second. */
const FLOOD = 10_000;

function quickRules(): Rules {
  const rules = readRules({
    name: 'quick',
    title: 'A signal every 1.1 s',
    length: '0:04',
    cues: [
      { phase: 'go', after: '0:00', lamps: ['green'] },
      { phase: 'one-finger', left: '0:03', lamps: ['amber'] },
      { phase: 'two-finger', left: '0:02', lamps: ['red'] },
      { phase: 'applause', left: '0:01', lamps: ['green'] },
      { phase: 'overtime', over: '0:00', lamps: ['amber'] },
    ],
  });
  if (isRulesProblem(rules)) throw new Error(rules.message);
  return rules;
}

/** What a broker is up to while the light is looked at; it ends with what it gives. */
type Mischief = (broker: Mosquitto) => () => Promise<void>;

const none: Mischief = () => () => Promise.resolve();

const killed: Mischief = (broker) => {
  const over = new AbortController();
  const going = (async () => {
    while (!over.signal.aborted) {
      await broker.kill();
      await pause(1500);
      await broker.start();
      await pause(1500);
    }
  })();
  return async () => {
    over.abort();
    await going;
  };
};

/** Another process: one that fills this one's time would be no broker's doing. */
const flooding: Mischief = (broker) => {
  const code = `
    const { connect } = await import('mqtt');
    const client = connect(process.argv[1], { protocolVersion: 5 });
    const junk = JSON.stringify({ action: 'finish', rev: 40000 });
    client.on('connect', () => setInterval(() => {
      for (let n = 0; n < ${String(FLOOD / 100)}; n++) client.publish(process.argv[2], junk, { qos: 0 });
    }, 10));`;
  const args = ['--input-type=module', '-e', code, broker.url, `${TOPIC}/command`];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: 'ignore' });
  return async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
};

const ROUNDS: readonly (readonly [string, Mischief | undefined])[] = [
  ['without a broker', undefined],
  ['a broker', none],
  ['a broker that is killed every 3 s', killed],
  ['a broker that sends 10,000 messages a second', flooding],
];

export async function lightAside(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, mischief] of ROUNDS) {
    const { late, took, waited } = await round(mischief);
    rows.push(
      {
        name: `lamps late by the podium's clock, ${what}, worst of ${String(late.length)}`,
        value: Math.max(...late),
        unit: 'ms',
        target: '<= 1',
      },
      {
        name: `  command to pin edge, p99`,
        value: percentile(took, 99),
        unit: 'ms',
        target: '<= 25',
      },
      {
        name: '  of which it waited for a core that others had, at most',
        value: Math.max(...waited),
        unit: 'ms',
      },
    );
  }
  return rows;
}

interface Round {
  /** Of each signal that time led to, in ms. */
  readonly late: number[];
  /** Of each press: to the edge at the pin, and how long our thread waited for a core meanwhile, in ms. */
  readonly took: number[];
  readonly waited: number[];
}

async function round(mischief: Mischief | undefined): Promise<Round> {
  const rig = await Rig.of(defaultImage());
  const broker = await Mosquitto.start([...LINES, 'max_queued_messages 0']);
  const lines: Line[] = [];
  const lights: { close(): Promise<void> }[] = [];
  const room = await openRoom(broker.port, {
    remoteControl: true,
    house: {
      rules: quickRules(),
      lamps: THREE_TIERS,
      talks: [{ speaker: 'Ada', title: 'Engines' }],
      journal: openJournal({ listener: (text) => lines.push(JSON.parse(text) as Line) }),
      keeper: async (clock, programme) => {
        const light = await openLight({ choice: rig.path, clock, compose: () => programme });
        lights.push(light);
        return light.keeper;
      },
    },
  });
  if (mischief === undefined) await room.remote.close();
  await pause(1500);
  const end = mischief?.(broker);
  const presses = await pressed(room.house, rig, PRESSES, APART);
  lines.length = 0;
  presses.push(...(await pressed(room.house, rig, 2 * TALKS, 4600)));
  await end?.();
  if (mischief === flooding && (room.remote.counts().flood ?? 0) === 0)
    throw new Error('nothing was flooded');
  await room.close();
  for (const light of lights) await light.close();
  await rig.close();
  await broker.stop();
  const late = lines.flatMap(({ type, shown, due }) =>
    type === 'cue' && typeof shown === 'number' && typeof due === 'number' && due > 0
      ? [shown - due]
      : [],
  );
  if (late.length < 4 * TALKS) throw new Error(`${String(late.length)} signals were shown`);
  const took = presses.map((one) => one.took);
  return { late, took, waited: presses.map((one) => one.waited) };
}

interface Press {
  readonly took: number;
  readonly waited: number;
}

/** How long this thread was ready and had no core so far, in ms. */
const waitedForCore = (): number => {
  const [, waited] = readFileSync(`/proc/self/task/${String(process.pid)}/schedstat`, 'utf8').split(
    ' ',
  );
  return Number(waited) / 1e6;
};

/** From a press to the edge at the pin, so many times. */
async function pressed(
  { session }: House,
  rig: Rig,
  count: number,
  apart: number,
): Promise<Press[]> {
  const presses: Press[] = [];
  for (let i = 0; i < count; i++) {
    const before = waitedForCore();
    const from = sharedMs();
    const answer = await session.act({ type: i % 2 === 0 ? 'start' : 'back', by: 'terminal' });
    if (!answer.ok) throw new Error(answer.sentence);
    const edge = (): number | undefined => rig.told.find(({ at }) => at >= from)?.at;
    await until(() => edge() !== undefined);
    presses.push({ took: (edge() ?? NaN) - from, waited: waitedForCore() - before });
    await pause(i % 2 === 0 ? apart : APART);
  }
  return presses;
}
