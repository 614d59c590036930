import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { need } from '../support/need.ts';
import { TerminalRun } from '../support/terminal.ts';
import { Evening } from '../report/evening.ts';
import { claplight, folder } from './cli.ts';

/** A state folder with sessions in it, by their stamps, each with its journal. */
function stateWith(...sessions: readonly (readonly [string, Evening])[]): string {
  const state = folder();
  for (const [stamp, { lines }] of sessions) {
    const own = join(state, 'claplight/sessions', stamp);
    mkdirSync(own, { recursive: true });
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    writeFileSync(join(own, 'journal.jsonl'), text);
  }
  return state;
}

async function given(speaker: string): Promise<Evening> {
  const notes = 'is nervous';
  const evening = new Evening([{ speaker, title: 'Foo', notes }, 'Bob']);
  await evening.talk(330, 0);
  return evening;
}

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('claplight report', () => {
  it('tells of the newest session, and files what nobody filed after a crash', async () => {
    const state = stateWith(
      ['2026-11-27-18-00-00-a', await given('Ann')],
      ['2026-11-28-18-00-00-b', await given('Zoe')],
    );
    const { code, out } = claplight(['report'], state);
    expect(code).toBe(0);
    expect(out).toMatch(/Zoe – Foo/);
    expect(out).toMatch(/State +stopped, can be resumed/);
    expect(out).not.toMatch(/Ann|nervous/);
    const own = join(state, 'claplight/sessions/2026-11-28-18-00-00-b');
    for (const name of ['report.html', 'report.csv']) expect(modeOf(join(own, name))).toBe(0o600);
    expect(readFileSync(join(own, 'report.html'), 'utf8')).not.toContain('nervous');
  });

  it('merges journals and folders into files, with what is private only where it is asked for', async () => {
    const one = '2026-11-27-18-00-00-a';
    const other = '2026-11-28-18-00-00-b';
    const state = stateWith([one, await given('Ann')], [other, await given('Zoe')]);
    const at = (name: string): string => join(state, 'claplight/sessions', name);
    const [html, csv, json] = ['html', 'csv', 'json'].map((kind) => join(state, `all.${kind}`));
    const files = ['--html', html ?? '', '--csv', csv ?? '', '--json', json ?? ''];
    const asked = ['report', at(one), join(at(other), 'journal.jsonl'), ...files, '--private'];
    expect(claplight(asked, state).code).toBe(0);
    // Once more: our own files are replaced.
    expect(claplight(asked, state).code).toBe(0);
    const page = readFileSync(html ?? '', 'utf8');
    expect(page).toMatch(/Ann[^]*Zoe/);
    expect(page).toContain('nervous');
    const { sessions } = JSON.parse(readFileSync(json ?? '', 'utf8')) as { sessions: unknown[] };
    expect(sessions).toHaveLength(2);
  });

  it('replaces no file that is no report, and says what is wrong with a journal', async () => {
    const state = stateWith(['2026-11-28-18-00-00-b', await given('Zoe')]);
    const mine = join(state, 'lineup.csv');
    writeFileSync(mine, 'speaker,title\n');
    expect(claplight(['report', '--csv', mine], state)).toMatchObject({ code: 2 });
    expect(readFileSync(mine, 'utf8')).toBe('speaker,title\n');
    const none = claplight(['report', mine], state);
    expect(none.code).toBe(2);
    expect(none.err).toContain('there is no session in it');
    expect(claplight(['report', join(state, 'gone.jsonl')], state).code).toBe(2);
    expect(claplight(['report'], folder()).err).toContain('there is no session yet');
  });

  it('tells of torn and damaged lines', async () => {
    const state = stateWith(['2026-11-28-18-00-00-b', await given('Zoe')]);
    const journal = join(state, 'claplight/sessions/2026-11-28-18-00-00-b/journal.jsonl');
    const text = readFileSync(journal, 'utf8');
    writeFileSync(journal, `${text}{"seq":\nnonsense\n{"seq":99,"ti`);
    const { out } = claplight(['report'], state);
    expect(out).toContain('2 lines of the journal made no sense');
    expect(out).toContain('cut off by a crash');
  });
});

describe('at the end of a run', () => {
  it('there is a summary, and a report beside the journal that replaces nothing', () => {
    const state = folder();
    const journal = join(state, 'evening.jsonl');
    const run = ['rehearse', '--light', 'none', '--no-http', '--no-screen', '--speed', '1000'];
    const { code, out } = claplight([...run, '--journal', journal], state);
    expect(code).toBe(0);
    expect(out).toMatch(/\d+ talks given, \d+ no-shows?\.\nBegan .*\nLongest overrun: /);
    expect(out).toContain(`Report:  ${join(state, 'evening.html')}`);
    const other = join(state, 'other.jsonl');
    writeFileSync(join(state, 'other.html'), 'mine');
    const said = claplight([...run, '--journal', other], state);
    expect(said.out).toMatch(/No report: .*other\.html/);
    expect(readFileSync(join(state, 'other.html'), 'utf8')).toBe('mine');
  });
});

describe('claplight sessions', () => {
  it('says how each stands, and what to type', async () => {
    const state = stateWith(
      ['2026-11-27-18-00-00-a', await given('Ann')],
      ['2026-11-28-18-00-00-b', new Evening(['Zoe'])],
    );
    const { out } = claplight(['sessions'], state);
    expect(out).toMatch(
      /not over, before talk 1, 0 of 1 talks given\n.*--resume\n.*claplight report/,
    );
    expect(out).toMatch(/before talk 2, 1 of 2 talks given/);
    expect(claplight(['sessions', '--delete-older-than', 'ages'], state).code).toBe(2);
  });

  it('deletes nothing where nobody can be asked', async () => {
    const state = stateWith(['2020-01-01-18-00-00-a', await given('Ann')]);
    const asked = claplight(['sessions', '--delete-older-than', '1h'], state);
    expect(asked.err).toMatch(/deleting asks first|^$/);
    expect(readdirSync(join(state, 'claplight/sessions'))).toHaveLength(1);
  });
});

need('socat', 'apt-get install socat')('deleting sessions', () => {
  it('asks, keeps what is written now, and what is younger', async () => {
    const old = new Evening(['Ann'], { at: Date.UTC(2020, 0, 1) });
    const young = new Evening(['Bob'], { at: Date.now() });
    const state = stateWith(
      ['2020-01-01-00-00-00-old', old],
      ['2020-01-02-00-00-00-live', old],
      ['2026-11-28-18-00-00-young', young],
    );
    const sessions = join(state, 'claplight/sessions');
    // This very process writes it, as far as anybody can tell.
    const lock = join(sessions, '2020-01-02-00-00-00-live/journal.jsonl.lock');
    writeFileSync(lock, String(process.pid));
    const asked = ['sessions', '--delete-older-than', '30d'];
    const no = new TerminalRun(asked, { XDG_STATE_HOME: state });
    await no.until(/Delete this session/);
    no.type('\r');
    expect(await no.code()).toBe(0);
    expect(readdirSync(sessions)).toHaveLength(3);
    const yes = new TerminalRun(asked, { XDG_STATE_HOME: state });
    await yes.until(/Delete this session/);
    yes.type('y\r');
    expect(await yes.code()).toBe(0);
    expect(readdirSync(sessions).sort()).toEqual([
      '2020-01-02-00-00-00-live',
      '2026-11-28-18-00-00-young',
    ]);
  });
});
