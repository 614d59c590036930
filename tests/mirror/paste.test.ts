/** `POST /api/paste`: what a list says is told first, and changes nothing; then it is taken by the door of every edit. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../host/journal/open-journal.ts';
import { openHouse, type House } from './support/house.ts';

const LIST = [
  'Zoë - Fast tests',
  'Ada - Engines',
  'Dieter',
  'Tobias - One slide [3:00]',
  'Grace: Nanoseconds',
].join('\n');

let house: House;
let lines: Record<string, unknown>[];
beforeEach(async () => {
  lines = [];
  const journal = openJournal({
    listener: (line) => {
      lines.push(JSON.parse(line) as Record<string, unknown>);
    },
  });
  house = await openHouse({ journal });
});
afterEach(() => house.close());

const speakers = async (): Promise<string[]> => {
  const { talks } = await house.get('/api/lineup', true);
  return (talks as { speaker: string }[]).map(({ speaker }) => speaker);
};

describe('a pasted list', () => {
  it('is told as it was understood, with its doubts, and nothing changes', async () => {
    await house.post('start');
    const before = lines.length;
    const { status, body } = await house.post('paste', { text: LIST });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ok: true,
      rev: 1,
      toCome: 2,
      talks: [
        { speaker: 'Zoë', title: 'Fast tests', length: null, here: 'no' },
        { speaker: 'Ada', here: 'been' },
        { speaker: 'Dieter', title: '', here: 'no' },
        { speaker: 'Tobias', title: 'One slide', length: 180_000, here: 'no' },
        { speaker: 'Grace', here: 'to-come' },
      ],
    });
    const doubts = (body.doubts as string[]).join('\n');
    expect(doubts).toMatch(/Line 3: no title/);
    expect(doubts.match(/no title/g)).toHaveLength(1);
    expect(lines).toHaveLength(before);
    expect(await speakers()).toEqual(['Ada', 'Grace', 'Linus']);
  });

  it('turns speakers and titles, and says nothing of the command line', async () => {
    const text = 'Samir Patel - Anna Lee\nChuk Smith - Naomi Jones\n';
    const { body } = await house.post('paste', { text });
    const [doubt = ''] = body.doubts as string[];
    expect(doubt).toContain('either way round');
    expect(doubt).toContain('swap');
    expect(doubt).not.toContain('--');
    const { body: turned } = await house.post('paste', { text, swap: true });
    expect(turned.talks).toMatchObject([
      { speaker: 'Anna Lee', title: 'Samir Patel' },
      { speaker: 'Naomi Jones', title: 'Chuk Smith' },
    ]);
    await house.post('paste', { text, swap: true, take: 'add' });
    expect(await speakers()).toEqual(['Ada', 'Grace', 'Linus', 'Anna Lee', 'Naomi Jones']);
  });

  it('is added once, without those who are there, and undo takes it back', async () => {
    await house.post('start');
    const press = { text: LIST, take: 'add', rev: 1, request: 'paste-1' };
    const [first, again] = await Promise.all([
      house.post('paste', press),
      house.post('paste', press),
    ]);
    expect(first).toMatchObject({ status: 200, body: { ok: true } });
    expect(again).toEqual(first);
    expect(await speakers()).toEqual(['Ada', 'Grace', 'Linus', 'Zoë', 'Dieter', 'Tobias']);
    expect(await house.get('/api/state')).toMatchObject({ state: 'running', speaker: 'Ada' });
    expect(lines.at(-1)).toMatchObject({ type: 'lineup', what: 'paste', by: 'web' });
    await house.post('undo');
    expect(await speakers()).toEqual(['Ada', 'Grace', 'Linus']);
  });

  it('replaces what is still to come, never the talk that is on', async () => {
    await house.post('start');
    expect(await house.post('paste', { text: LIST, take: 'replace' })).toMatchObject({
      status: 200,
    });
    expect(await speakers()).toEqual(['Ada', 'Zoë', 'Dieter', 'Tobias', 'Grace']);
    // Whoever is in both keeps what the list does not say: Grace's profile.
    const { talks } = await house.get('/api/lineup', true);
    expect((talks as object[])[4]).toMatchObject({ id: 2, silent: true, noFlash: true });
    expect(await house.get('/api/state')).toMatchObject({ state: 'running', speaker: 'Ada' });
    const all = await house.post('paste', { text: 'Ada - Engines', take: 'replace' });
    expect(all).toMatchObject({ status: 409, body: { code: 'edit' } });
    expect(await speakers()).toHaveLength(5);
  });

  it('may be a table, and rules are presets', async () => {
    const table = 'title,speaker,duration,rules\nPipes,Mona,4:00,countdown-1-0\n';
    expect(await house.post('paste', { text: table, take: 'add' })).toMatchObject({ status: 200 });
    const { talks } = await house.get('/api/lineup', true);
    expect((talks as object[])[3]).toMatchObject({ speaker: 'Mona', length: 240_000 });
    expect(lines.at(-1)).toMatchObject({
      documents: { 'countdown-1-0': expect.anything() as object },
    });
  });
});

describe('what is no list changes nothing and is told', () => {
  it.each([
    [{ text: '  ' }, 400, 'Paste a list first'],
    [{}, 400, 'Paste a list first'],
    [{ text: 'https://example.org/list.csv' }, 400, 'nothing is fetched'],
    [{ text: 'speaker,title,rules\nEve,Files,./mine.yaml\n' }, 400, 'Line 2: .*no preset'],
    [{ text: 'speaker,title,rules\nEve,Files,/etc/passwd\n' }, 400, 'no preset'],
    [{ text: '<!doctype html><p>Log in</p>' }, 400, 'web page'],
    [{ text: LIST, take: 'all' }, 400, '"take"'],
    [{ text: LIST, swap: 1 }, 400, '"swap"'],
    [{ text: LIST, rev: -1 }, 400, '"rev"'],
    [{ text: 'x'.repeat(65_537) }, 413, '64 kB'],
    [{ text: 'x'.repeat(200_000) }, 413, '128 kB'],
    [{ text: LIST, take: 'add', rev: 7 }, 409, 'first'],
    [{ text: 'A - B\n'.repeat(70), take: 'add' }, 409, '64 talks'],
  ])('%j', async (body, status, sentence) => {
    const answer = await house.post('paste', { ...body });
    expect(String(answer.body.sentence)).toMatch(new RegExp(sentence));
    expect(answer).toMatchObject({ status, body: { ok: false } });
    expect(await speakers()).toEqual(['Ada', 'Grace', 'Linus']);
  });

  it('without the token nothing is read', async () => {
    const response = await fetch(`${house.url}/api/paste`, {
      method: 'POST',
      body: JSON.stringify({ text: LIST }),
    });
    expect(response.status).toBe(401);
  });

  it('the largest list is read apart: presses are answered meanwhile', async () => {
    const text = 'Someone with a name - and a talk, (5 min) | about - things\n'.repeat(1_100);
    let answered = false;
    const reading = house.post('paste', { text }).then((answer) => {
      answered = true;
      return answer;
    });
    expect(await house.post('start')).toMatchObject({ status: 200 });
    // The thread has not even begun: what is pressed does not wait for it.
    expect(answered).toBe(false);
    expect((await reading).status).toBe(200);
  });

  it('many lists at once are refused, not queued without end', async () => {
    const all = await Promise.all(
      Array.from({ length: 9 }, () => house.post('paste', { text: LIST })),
    );
    const statuses = all.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(await house.post('paste', { text: LIST })).toMatchObject({ status: 200 });
  });
});
