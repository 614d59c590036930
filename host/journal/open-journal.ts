/** A journal on this machine: its lines go into a file. */
import { machineTime, type MachineTime } from '../system/machine-time.ts';
import { Journal, type JournalParts } from './journal.ts';
import { LineFile } from './line-file.ts';

export interface JournalOptions extends Omit<JournalParts, 'times'> {
  /** The file that lines go to, in this thread, where there is no `store`. */
  readonly path?: string | undefined;
  /** A simulated one in tests. */
  readonly times?: MachineTime | undefined;
}

/** Throws an InputProblem where another process writes it. */
export function openJournal({ path, store, times, ...parts }: JournalOptions = {}): Journal {
  const file = path === undefined ? undefined : (store ?? new LineFile(path));
  return new Journal({ ...parts, times: times ?? machineTime, store: file });
}
