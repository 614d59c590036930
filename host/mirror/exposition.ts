/** Families of metrics as text: OpenMetrics 1.0, or the form that Prometheus had before it. */

export interface Sample {
  /** Of a histogram: `_bucket`, `_count`, `_sum`. */
  readonly suffix?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  /** Without `_total` and `_info`, which the type brings. */
  readonly name: string;
  readonly type: 'gauge' | 'counter' | 'info' | 'stateset' | 'histogram';
  /** With it the name ends. */
  readonly unit?: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const SUFFIXES: Readonly<Partial<Record<Family['type'], string>>> = {
  counter: '_total',
  info: '_info',
};

/** Families without a sample are left out. */
export function exposition(families: readonly Family[], form: 'open' | 'text'): string {
  const told = families.filter(({ samples }) => samples.length > 0);
  const lines = told.flatMap((family) => linesOf(family, form));
  return [...lines, ...(form === 'open' ? ['# EOF'] : []), ''].join('\n');
}

function linesOf({ name, type, unit, help, samples }: Family, form: 'open' | 'text'): string[] {
  const whole = name + (SUFFIXES[type] ?? '');
  const open = form === 'open';
  // The older form knows the types of Prometheus alone, and names a family as its samples are named.
  const known = type === 'counter' || type === 'histogram' ? type : 'gauge';
  const called = open ? name : whole;
  return [
    `# HELP ${called} ${help}`,
    `# TYPE ${called} ${open ? type : known}`,
    ...(open && unit !== undefined ? [`# UNIT ${called} ${unit}`] : []),
    ...samples.map(
      ({ suffix = '', labels = {}, value }) =>
        `${whole}${suffix}${inBraces(labels)} ${String(value)}`,
    ),
  ];
}

function inBraces(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join()}}`;
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
