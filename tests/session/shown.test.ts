import { expect, it } from 'vitest';
import { minutes, seconds } from '../../protocol/time.ts';
import { LocalTimekeeper } from '../../host/session/local-timekeeper.ts';
import { sessionIn, type OldSession } from '../../host/session/restore.ts';
import { machineTime } from '../../host/system/machine-time.ts';
import { SimulatedClock } from '../support/simulated-clock.ts';
import { stand, type Stand } from './stand.ts';

/** What the journal tells of a session that was cut off. */
function cutOff({ lines }: Stand): OldSession {
  const old = sessionIn(lines, machineTime);
  if (!old) throw new Error('no session');
  return old;
}

/** When it sounds in the minute and a half after it went on, in s. */
async function sounds(at: Stand, resume: Parameters<LocalTimekeeper['resume']>[0]) {
  const clock = new SimulatedClock();
  const heard: number[] = [];
  const keeper = new LocalTimekeeper(clock, at.session.snapshot().programme, {
    light: { kind: 'firmata', name: 'a board', reached: true, truth: 'sure' },
    level: 'normal',
    show: (_, buzzer) => buzzer && heard.push(Math.round(clock.now() / 1000)),
  });
  await keeper.resume(resume);
  keeper.listen(() => undefined);
  for (let s = 0; s < 90; s++) clock.pass(seconds(1));
  return [...new Set(heard)];
}

async function overtime(): Promise<Stand> {
  const at = stand();
  await at.session.act({ type: 'start', by: 'terminal' });
  at.clock.pass(minutes(6) + seconds(31));
  return at;
}

it('a grant in overtime does not alarm again when the session goes on from its journal', async () => {
  const at = await overtime();
  await at.session.act({ type: 'grant', amount: minutes(1), by: 'terminal' });
  const old = cutOff(at);
  // Six cues: go, one finger, two fingers, applause, overtime and its one repeat.
  expect(old.shown).toBe(6);
  expect(await sounds(at, old)).toEqual([]);
  expect((await sounds(at, { ...old, shown: 0 })).length).toBeGreaterThan(0);
});

it('one that brings the talk under its length lets all that is ahead sound, then too', async () => {
  const at = await overtime();
  await at.session.act({ type: 'grant', amount: minutes(2), by: 'terminal' });
  const old = cutOff(at);
  expect(old.shown).toBe(2);
  // Applause, 29 s later; overtime, half a minute after it; and a minute after it the last roll.
  const heard = await sounds(at, old);
  expect(heard.some((s) => s >= 29 && s <= 32)).toBe(true);
  expect(heard.some((s) => s >= 59 && s <= 62)).toBe(true);
});

it('a talk that went over by itself sounds ahead as ever', async () => {
  const at = stand();
  await at.session.act({ type: 'start', by: 'terminal' });
  at.clock.pass(minutes(5) + seconds(10));
  await at.session.act({ type: 'grant', amount: seconds(30), by: 'terminal' });
  await at.session.act({ type: 'undo', by: 'terminal' });
  expect((await sounds(at, cutOff(at))).some((s) => s >= 19 && s <= 22)).toBe(true);
});

it('a no-show that is brought back in overtime alarms nobody after a crash, and the same talk is on', async () => {
  const at = stand();
  await at.session.act({ type: 'skip', by: 'terminal' });
  await at.session.act({ type: 'start', by: 'terminal' });
  at.clock.pass(minutes(6) + seconds(31));
  await at.session.edit({ type: 'call', id: 1 }, undefined, 'terminal');
  const where = (): unknown => {
    const old = cutOff(at);
    const { state, talk } = old.place();
    return [state, old.items[talk]?.talk.speaker, old.shown];
  };
  expect(at.lines.slice(-2).map(({ type }) => type)).toEqual(['stage', 'lineup']);
  expect(where()).toEqual(['running', 'Chuk', 6]);
  at.lines.pop();
  expect(where()).toEqual(['running', 'Chuk', 6]);
});

it('what was granted to a talk that is over is known after a restart', async () => {
  const at = stand();
  await at.session.act({ type: 'start', by: 'terminal' });
  await at.session.act({ type: 'grant', amount: minutes(1), by: 'terminal' });
  at.clock.pass(minutes(6));
  await at.session.act({ type: 'finish', by: 'terminal' });
  const { status, took, granted } = at.session.snapshot().entries[0] ?? {};
  expect(granted).toBe(minutes(1));
  expect(cutOff(at).results.get(1)).toEqual({ status, took, granted });
});

it('a session that was closed is so at its last talk, whatever was added since', async () => {
  const at = stand(['Samir'].map((speaker) => ({ speaker, title: 'Data' })));
  await at.session.act({ type: 'skip', by: 'terminal' });
  const guest = { speaker: 'Lou', title: 'Walked in' };
  await at.session.edit({ type: 'add', talk: guest }, undefined, 'terminal');
  expect(cutOff(at).place()).toMatchObject({ state: 'closed', talk: 1 });
});
