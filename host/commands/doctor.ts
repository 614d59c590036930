import { hostClock } from '../system/host-clock.ts';
import { seconds } from '../../protocol/time.ts';
import { podiumAt } from '../light/one-board.ts';
import { withProgress } from '../system/progress.ts';
import { asker } from './ask.ts';
import { examine } from '../podium/checkup.ts';

export interface DoctorOptions {
  readonly port?: string;
  readonly trim?: boolean;
  readonly seconds: number;
}

/** Examines a podium. Exit code 1 where something is not in order. */
export async function doctor(options: DoctorOptions): Promise<void> {
  const podium = await withProgress('looking for the podium', () => podiumAt(options.port));
  const { ask, done } = asker();
  const say = (text: string): void => {
    console.log(text);
  };
  const { trim = false } = options;
  const length = seconds(options.seconds);
  try {
    say(`The ${podium.name}.`);
    const during = <T>(doing: string, work: () => Promise<T>): Promise<T> =>
      withProgress(`${doing}, of ${String(options.seconds)} s`, work);
    const clock = hostClock();
    const well = await examine(podium.link, { clock, say, ask, during, length, trim });
    if (!well) process.exitCode = 1;
  } finally {
    done();
    await podium.close();
  }
}
