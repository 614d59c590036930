/** What the operator's screen costs. */
import { Writable } from 'node:stream';
import { seconds } from '../../protocol/time.ts';
import { hostClock } from '../../host/system/host-clock.ts';
import { OperatorScreen } from '../../host/terminal/screen.ts';
import { exampleTalks, sessionOn } from '../terminal/stand.ts';
import { FakeInput } from '../terminal/terminal.ts';
import type { Row } from './row.ts';

/** A terminal that reads everything and shows nothing: its own cost is not the screen's. */
class Sink extends Writable {
  readonly columns = 80;
  readonly rows = 24;
  readonly getColorDepth = (): number => 8;
  override _write(_chunk: unknown, _encoding: unknown, done: () => void): void {
    done();
  }
}

const pause = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms);
  });

/**
 * Ten seconds of a talk at 80×24, five of them with a blinking light: dearer than the average minute
 * of a talk, in which one second in twelve blinks.
 */
export async function screenAtWork(): Promise<Row[]> {
  // At 1:06 of length the light begins to blink six seconds after the start.
  const talks = exampleTalks().map((talk) => ({ ...talk, duration: seconds(66) }));
  const { session } = sessionOn(hostClock(), { talks, untilMinutes: 10 });
  const screen = new OperatorScreen(session, { input: new FakeInput(), output: new Sink() });
  await session.act({ type: 'start', by: 'terminal' });
  await pause(2500);
  const before = process.cpuUsage();
  const from = performance.now();
  await pause(10_000);
  const used = process.cpuUsage(before);
  const percent = (used.user + used.system) / 10 / (performance.now() - from);
  screen.stop();
  await session.close();
  return [
    {
      name: 'the operator’s screen, running, of one core',
      value: percent,
      unit: '%',
      target: '≤ 2 %',
    },
  ];
}
