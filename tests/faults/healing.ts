/** How long after a fault was mended the host knew its light to be true again. */
import { percentile } from '../bench/row.ts';
import { FAULTS, type Fault, type FaultName } from './breaker.ts';
import type { Evening } from './evening.ts';
import { healedAt } from './lamps.ts';

export class Healing {
  readonly #took = new Map<FaultName, number[]>();

  /** Faults that came while another was not healed yet say nothing of their own. */
  add({ faults, hall }: Evening): void {
    if (hall.light === 'none') return;
    const healed = (fault: Fault): number => healedAt(fault, hall.reach);
    for (const fault of faults) {
      const alone = faults.every(
        (other) => other === fault || other.from > healed(fault) || healed(other) < fault.from,
      );
      if (!alone || !Number.isFinite(healed(fault))) continue;
      const took = this.#took.get(fault.name) ?? [];
      this.#took.set(fault.name, [...took, healed(fault) - fault.to]);
    }
  }

  /** A line a fault, in seconds. */
  lines(): string[] {
    return FAULTS.flatMap((name) => {
      const took = this.#took.get(name);
      if (!took) return [];
      const s = (p: number): string => (percentile(took, p) / 1000).toFixed(2);
      return [
        `${name.padEnd(7)} true again after ${s(50)} s, at most ${s(100)} s (${String(took.length)} times)`,
      ];
    });
  }
}
