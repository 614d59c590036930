import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { thisProgram } from './program.ts';

/** The machine's other clocks, by which a session finds its way after the program was gone. */
export interface MachineTime {
  /** The time of day in ms since 1970, which people and daylight saving set. */
  wall(): number;
  /** Ms since the machine was started, its sleep counted in; nobody sets it. */
  sinceBoot(): number;
  /** Names this start of the machine, where the system has a name for it: on Linux. */
  readonly boot?: string | undefined;
  /** Names this process. */
  readonly program?: string | undefined;
}

export const machineTime: MachineTime = {
  wall: Date.now,
  sinceBoot: () => uptime() * 1000,
  boot: bootName(),
  program: thisProgram(),
};

function bootName(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined;
  }
}
