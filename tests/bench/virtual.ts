/** How quick the emulated Uno is, and what the virtual podium costs at real time. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeFromPodium, decodeReply, encodeRequest, isPush } from '../../protocol/codec.ts';
import { PRESETS } from '../../protocol/presets.ts';
import { isProgrammeProblem, makeProgramme, type Programme } from '../../protocol/programme.ts';
import { THREE_TIERS } from '../../protocol/signal.ts';
import { minutes } from '../../protocol/time.ts';
import { VirtualPodium } from '../../host/emulator/virtual-podium.ts';
import { ImageBoard } from '../support/image-board.ts';
import { median, percentile, type Row } from './row.ts';

function evening(talks: number): Programme {
  const rules = PRESETS.get('clap');
  if (!rules) throw new Error('no rules "clap"');
  const plans = Array.from({ length: talks }, (_, i) => ({ id: i + 1, rules, length: minutes(5) }));
  const programme = makeProgramme(plans, THREE_TIERS);
  if (isProgrammeProblem(programme)) throw new Error(programme.message);
  return programme;
}

/** A board with a programme, in standby at its first talk. */
function loaded(): ImageBoard {
  const board = new ImageBoard();
  board.run(200);
  board.load(evening(64));
  return board;
}

/** The processor's time and not the clock's, since a shared machine does other things as well. */
function processorMs(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** Five minutes of a talk as quickly as they go; the best of three, after a warm-up. */
export function unthrottled(): Row[] {
  const board = loaded();
  board.values('start', { rev: board.values('stage', {}).rev });
  board.run(20_000);
  const { uno } = board;
  const rates = Array.from({ length: 3 }, () => {
    const from = process.cpuUsage();
    uno.runMs(100_000);
    return 100_000 / processorMs(from);
  });
  const before = uno.instructions;
  uno.runMs(10_000);
  return [
    {
      name: 'virtual podium unthrottled, stage running',
      value: Math.max(...rates),
      unit: '× real time',
      target: '>= 150',
    },
    {
      name: 'instructions of the firmware, stage running',
      value: (uno.instructions - before) / 10_000,
      unit: 'a ms',
    },
  ];
}

/** Twenty seconds at real time, after ten for V8 to warm up. */
export async function realTime(): Promise<Row[]> {
  return await withPodium(async (podium) => {
    podium.write(`${encodeRequest(2, 'start', { rev: await revOf(podium) })}\n`);
    await pause(10_000);
    const from = process.cpuUsage();
    await pause(20_000);
    return [
      {
        name: 'virtual podium at real time',
        value: processorMs(from) / 200,
        unit: '% of a core',
        target: '<= 5',
      },
    ];
  });
}

/** From the write of a command to the first change of a lamp, a little over a second apart. */
export async function commandToLamp(): Promise<Row[]> {
  return await withPodium(async (podium) => {
    let rev = await revOf(podium);
    const times: number[] = [];
    for (let i = 0; i < 40; i++) {
      await pause(1100 + Math.random() * 50);
      const from = performance.now();
      podium.write(`${encodeRequest(i + 10, i % 2 === 0 ? 'start' : 'finish', { rev })}\n`);
      await once(podium, 'pins');
      times.push(performance.now() - from);
      rev++;
    }
    return [
      { name: 'command to lamp edge, virtual podium, p50', value: median(times), unit: 'ms' },
      {
        name: 'command to lamp edge, virtual podium, p99',
        value: percentile(times, 99),
        unit: 'ms',
        target: '<= 25',
      },
    ];
  });
}

async function withPodium(measure: (podium: VirtualPodium) => Promise<Row[]>): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
  const eepromFile = join(folder, 'eeprom.bin');
  writeFileSync(eepromFile, loaded().uno.eeprom.bytes);
  const podium = new VirtualPodium({ eepromFile, startDelayMs: 0 });
  const rows = await measure(podium);
  podium.close();
  await once(podium, 'close');
  rmSync(folder, { recursive: true });
  return rows;
}

/** The podium's revision, without which it takes no command. */
async function revOf(podium: VirtualPodium): Promise<number> {
  let text = '';
  podium.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  for (let tag = 1; ; tag++) {
    // What is asked before the podium listens is lost, as in life.
    podium.write(`\n${encodeRequest(tag, 'stage', {})}\n`);
    await pause(200);
    for (const line of text.split('\n').slice(0, -1)) {
      const message = line === '' ? undefined : decodeFromPodium(line);
      if (message && !isPush(message) && message.ok) return decodeReply('stage', message.words).rev;
    }
  }
}
