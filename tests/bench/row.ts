/** One figure of the bench, with what it should be. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** `<= 5`, `>= 150`, `0 … 1.5`; left out where a figure is only told. */
  readonly target?: string;
}

/** Whether a value meets its target; undefined where there is none. */
export function meets({ value, target }: Row): boolean | undefined {
  if (target === undefined) return undefined;
  const bound = /^(<=|>=|≤|≥)\s*([\d.]+)/.exec(target);
  if (bound)
    return /<|≤/.test(bound[1] ?? '') ? value <= Number(bound[2]) : value >= Number(bound[2]);
  const range = /^([\d.]+)\s*…\s*\+?([\d.]+)/.exec(target);
  if (range) return value >= Number(range[1]) && value <= Number(range[2]);
  return value === Number(target);
}

export const percentile = (values: readonly number[], p: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? NaN;
};

export const median = (values: readonly number[]): number => percentile(values, 50);
