/** A journal is read many lines at a time: what comes of it is what each line is by itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { lineFrom } from '../../host/journal/journal-line.ts';
import { JournalReader } from '../../host/journal/read-journal.ts';
import { chance } from '../support/random.ts';

const folder = mkdtempSync(join(tmpdir(), 'claplight-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function read(text: string): { seqs: number[]; odd: number; torn: boolean } {
  const path = join(folder, 'journal.jsonl');
  writeFileSync(path, text);
  const reader = new JournalReader(path);
  const seqs = [...reader].map(({ seq }) => seq);
  return { seqs, odd: reader.odd, torn: reader.torn };
}

const line = (seq: number, text = ''): string =>
  JSON.stringify({ seq, time: '2026-05-15T17:30:00.000Z', up: seq, type: 'mark', text });

/** What lines come to, none of which knows of another. */
function alone(texts: readonly string[]): { seqs: number[]; odd: number; torn: boolean } {
  const lines = texts.filter((text) => text.trim() !== '').map(lineFrom);
  const seqs = lines.flatMap((one) => (one ? [one.seq] : []));
  return { seqs, odd: lines.length - seqs.length, torn: false };
}

it('passes over what is damaged, and over nothing beside it', () => {
  const damaged = ['', '  ', 'x', '[]', 'null', '{"seq":1}', line(3).slice(0, -9), '\ufeff', '\r'];
  for (const one of damaged) {
    const texts = [line(1), line(2, 'ä \u2028 €'), one, line(4)];
    expect(read(`${texts.join('\n')}\n`)).toEqual(alone(texts));
  }
});

it('takes no two damaged lines for one', () => {
  const [begin, end] = [line(2).slice(0, -9), line(2).slice(-9)];
  expect(read(`${line(1)}\n${begin}\n${end}\n${line(3)}\n`)).toMatchObject({
    seqs: [1, 3],
    odd: 2,
  });
  const half = '{"seq":2,"time":"2026-05-15T17:30:00.000Z","up":1,"type":"mark","text":"a';
  expect(read(`${half}\nb"}\n${line(3)},${line(4)}\n`)).toMatchObject({ seqs: [], odd: 3 });
});

it('reads lines of any length, damaged or not, wherever a part of the file ends', () => {
  const random = chance();
  const upTo = (most: number): number => Math.floor(random() * most);
  for (let round = 0; round < 15; round++) {
    const texts = Array.from({ length: upTo(400) }, (_, i) => {
      const text = line(i, 'ß'.repeat(upTo(random() < 0.02 ? 60_000 : 300)));
      return random() < 0.01 ? text.slice(0, upTo(text.length)) : text;
    });
    const whole = texts.map((text) => `${text}\n`).join('');
    expect(read(whole)).toEqual(alone(texts));
    expect(read(`${whole}${line(9).slice(0, -1)}`)).toEqual({ ...alone(texts), torn: true });
  }
});
