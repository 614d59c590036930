/** The firmware's image in the emulator: how true its lamp is, in emulated time. */
import { PRESETS } from '../../protocol/presets.ts';
import { isProgrammeProblem, makeProgramme, type Programme } from '../../protocol/programme.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import { minutes } from '../../protocol/time.ts';
import { CYCLES_PER_MS } from '../../host/emulator/uno.ts';
import { ImageBoard } from '../support/image-board.ts';
import type { Row } from './row.ts';
import { running, tickOf } from './lateness.ts';

function evening(talks: number): Programme {
  const rules = PRESETS.get('clap');
  if (!rules) throw new Error('no rules "clap"');
  const plans = Array.from({ length: talks }, (_, i) => ({ id: i + 1, rules, length: minutes(5) }));
  const programme = makeProgramme(plans, THREE_TIERS);
  if (isProgrammeProblem(programme)) throw new Error(programme.message);
  return programme;
}

/** Where cue edges belong: go, one finger, two fingers, applause, overtime, its repeat. */
const DUE = [240_000, 280_000, 300_000, 330_000, 360_000];

/** How late the lamp changed at each cue of a talk, in ms; the podium's clock is read beside it. */
function latenessOf(board: ImageBoard): number[] {
  const { rev, clock } = running(board);
  const from = board.edges.length;
  board.run(365_000);
  const edges = board.edges.slice(from);
  // The clock's tick is found from the readings: the answer cannot have been read after it was sent.
  const tick = tickOf(board);
  const anchor = clock;
  board.values('finish', { rev });
  return DUE.map((due) => {
    const dueCycle = tick + (anchor + due) * CYCLES_PER_MS;
    const nearest = edges.reduce((best, edge) =>
      Math.abs(edge.cycle - dueCycle) < Math.abs(best.cycle - dueCycle) ? edge : best,
    );
    return (nearest.cycle - dueCycle) / CYCLES_PER_MS;
  });
}

export function lamp(): Row[] {
  const board = new ImageBoard();
  board.run(200);
  board.load(evening(64));
  board.values('put', {
    rev: board.values('stage', {}).rev,
    state: 'standby',
    talk: 0,
    elapsed: null,
    granted: 0,
  });
  const first = latenessOf(board);
  for (let talk = 1; talk < 63; talk++) skip(board);
  const last = latenessOf(board);
  return [
    {
      name: 'lamp edge after its due time, earliest, talk 1',
      value: Math.min(...first),
      unit: 'ms',
      target: '0 … 1.5',
    },
    {
      name: 'lamp edge after its due time, latest, talk 1',
      value: Math.max(...first),
      unit: 'ms',
      target: '0 … 1.5',
    },
    {
      name: 'lamp edge after its due time, earliest, talk 64',
      value: Math.min(...last),
      unit: 'ms',
      target: '0 … 1.5',
    },
    {
      name: 'lamp edge after its due time, latest, talk 64',
      value: Math.max(...last),
      unit: 'ms',
      target: '0 … 1.5',
    },
  ];
}

function skip(board: ImageBoard): void {
  board.values('skip', { rev: board.values('stage', {}).rev });
}

/** An edit while a talk is on: 64 talks sent anew at the line's pace, with the lamps watched at every cycle. */
export function edit(): Row[] {
  const board = new ImageBoard();
  board.run(200);
  board.load(evening(64));
  running(board);
  board.run(10_000);
  const from = board.edges.length;
  const began = board.uno.ms;
  const { talks, scores } = evening(64);
  board.load({ talks: [...talks.slice(0, 1), ...talks.slice(1).reverse()], scores }, 0);
  return [
    {
      name: 'an accepted edit to the podium holding it, 64 talks',
      value: (board.uno.ms - began) / 1000,
      unit: 's',
      target: '<= 3',
    },
    {
      name: 'changes of the lamps meanwhile',
      value: board.edges.length - from,
      unit: '',
      target: '<= 0',
    },
  ];
}

export { loaded } from './digits-rows.ts';
