/** What machines that watch over a session read: metrics, and whether it is well. */
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Journal } from '../../host/journal/journal.ts';
import { openJournal } from '../../host/journal/open-journal.ts';
import { exposition } from '../../host/mirror/exposition.ts';
import { LocalTimekeeper } from '../../host/session/local-timekeeper.ts';
import type { Light } from '../../host/session/types.ts';
import { need } from '../support/need.ts';
import { openHouse, type House } from './support/house.ts';
import { ask } from './support/raw.ts';

const LIGHT: Light = { kind: 'none', name: 'no light', reached: true, truth: 'sure' };

let keeper: LocalTimekeeper;
let house: House;
const open = async (journal?: Journal): Promise<void> => {
  house = await openHouse({
    ...(journal && { journal }),
    keeper: (clock, programme) => {
      keeper = new LocalTimekeeper(clock, programme, { light: LIGHT, level: 'quiet' });
      return Promise.resolve(keeper);
    },
    remotes: () => [{ remote: 'osc', counts: { taken: 3, junk: 1 } }],
  });
};
beforeEach(() => open());
afterEach(() => house.close());

const metrics = async (accept?: string): Promise<Response> =>
  fetch(`${house.url}/metrics`, { headers: accept === undefined ? {} : { Accept: accept } });
const valueOf = async (sample: string): Promise<number> => {
  const lines = (await (await metrics()).text()).split('\n');
  return Number(
    lines
      .find((line) => line.startsWith(`${sample} `))
      ?.split(' ')
      .at(-1),
  );
};

/** What Prometheus asks with. */
const PROMETHEUS =
  'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3';

describe('GET /metrics', () => {
  it.each([undefined, '*/*', PROMETHEUS])(
    'asked with %s is OpenMetrics to its end',
    async (accept) => {
      const response = await metrics(accept);
      expect(response.headers.get('content-type')).toBe(
        'application/openmetrics-text; version=1.0.0; charset=utf-8',
      );
      const text = await response.text();
      expect(text.endsWith('\n# EOF\n')).toBe(true);
      expect(text.match(/# EOF/g)).toHaveLength(1);
    },
  );

  it('tells the state, the talk and its time in seconds', async () => {
    await house.place('running', 1, 240_000);
    expect(await valueOf('claplight_state{claplight_state="running"}')).toBe(1);
    expect(await valueOf('claplight_state{claplight_state="standby"}')).toBe(0);
    expect(await valueOf('claplight_talk_index')).toBe(1);
    expect(await valueOf('claplight_talks')).toBe(3);
    const left = await valueOf('claplight_left_seconds');
    expect(left).toBeGreaterThan(50);
    expect(left).toBeLessThanOrEqual(60);
    expect(await valueOf('claplight_over_seconds')).toBe(0);
    expect(await valueOf('claplight_lamp{lamp="amber"}')).toBe(1);
    await house.place('held', 1, 375_000);
    expect(await valueOf('claplight_left_seconds')).toBe(0);
    expect(await valueOf('claplight_over_seconds')).toBe(75);
  });

  it('tells of no time left between talks', async () => {
    expect(await (await metrics()).text()).not.toContain('claplight_left_seconds');
  });

  it('counts presses, refusals, screens and what remotes were sent', async () => {
    await house.post('start');
    await house.post('start');
    const pages = new AbortController();
    await fetch(`${house.url}/api/events`, { signal: pages.signal });
    expect(await valueOf('claplight_presses_total{event="start"}')).toBe(1);
    expect(await valueOf('claplight_refusals_total{reason="refused"}')).toBe(1);
    expect(await valueOf('claplight_screens{kind="public"}')).toBe(1);
    expect(await valueOf('claplight_remote_packets_total{remote="osc",fate="junk"}')).toBe(1);
    pages.abort();
  });

  it('has nobody in it: no speaker, title or note, with the token or without', async () => {
    await house.place('running', 0, 1000);
    for (const headers of [{}, { Authorization: `Bearer ${house.mirror.token}` }]) {
      const text = await (await fetch(`${house.url}/metrics`, { headers })).text();
      expect(text).toContain('claplight_session_info{session="Tuesday"} 1');
      expect(text).not.toMatch(/Ada|Engines|dongle|Grace/);
      expect(text).not.toContain(house.mirror.token);
    }
  });

  it.each(['/metrics', '/healthz'])('%s answers to our own names alone', async (path) => {
    const { status } = await ask(house.mirror.port, path, { Host: 'evil.example' });
    expect(status).toBe(421);
  });
});

describe('a label', () => {
  it('may have any characters', () => {
    const labels = { session: 'a "b" \\ c\nd' };
    const samples = [{ labels, value: 1 }];
    const text = exposition([{ name: 'x', type: 'info', help: 'X.', samples }], 'open');
    expect(text).toBe(
      '# HELP x X.\n# TYPE x info\nx_info{session="a \\"b\\" \\\\ c\\nd"} 1\n# EOF\n',
    );
  });
});

describe('GET /healthz', () => {
  const health = async (): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${house.url}/healthz`);
    return { status: response.status, body: await response.json() };
  };
  const shines = async (light: Partial<Light>): Promise<void> => {
    keeper.light = { ...LIGHT, ...light };
    await house.place('running', 0, 1000);
  };

  it('is 200 while the light is true and the journal is written', async () => {
    expect(await health()).toEqual({ status: 200, body: { ok: true } });
  });

  it.each([
    [{ reached: false }, /out of reach/],
    [{ truth: 'estimated' }, /estimate/],
    [{ truth: 'power-lost' }, /lost its power/],
  ] as const)('is 503 with a light that is %j, and says so', async (light, why) => {
    await shines(light);
    const { status, body } = await health();
    expect(status).toBe(503);
    expect(body).toMatchObject({
      ok: false,
      code: 'unwell',
      sentence: expect.stringMatching(why) as string,
    });
    expect(await valueOf('claplight_light_true')).toBe(0);
    await shines({});
    expect((await health()).status).toBe(200);
  });

  it('is 503 while the journal is not written, and gives no path away', async () => {
    await house.close();
    await open(openJournal({ path: '/proc/nowhere/journal' }));
    const { status, body } = await health();
    expect(status).toBe(503);
    expect(JSON.stringify(body)).toMatch(/journal is not written/);
    expect(JSON.stringify(body)).not.toContain('/proc');
    expect(await valueOf('claplight_journal_written')).toBe(0);
    expect(await valueOf('claplight_journal_waiting_lines')).toBeGreaterThan(0);
  });
});

need('promtool', 'apt-get install prometheus')('promtool', () => {
  const promtool = (
    args: readonly string[],
    input = '',
  ): { status: number | null; said: string } => {
    const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };

  it('has nothing to say against our metrics', async () => {
    await house.place('running', 0, 290_000);
    const response = await metrics('text/plain');
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    expect(promtool(['check', 'metrics'], await response.text())).toEqual({ status: 0, said: '' });
  });

  it('takes the example of alert rules, which alert when they should', () => {
    expect(promtool(['check', 'config', 'examples/prometheus.yml']).said).toMatch(/7 rules found/);
    const tested = promtool(['test', 'rules', 'tests/mirror/support/alerts.yml']);
    expect(tested.said).not.toContain('FAILED');
    expect(tested.status).toBe(0);
  });
});
