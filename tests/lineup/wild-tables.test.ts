/** Tables as forms, conference tools and spreadsheets give them: invented rows, real headings. */
import { describe, expect, it } from 'vitest';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { brief, problemOf, read, remarksOf } from './helpers.ts';

describe('headings', () => {
  it.each([
    ['first and last name', 'First Name,Last Name,Talk Title\nKim,Sample,Foo'],
    ['camel case', 'firstName,lastName,talkTitle\nKim,Sample,Foo'],
    [
      'a form',
      'Timestamp,Email Address,Your name,Title of your lightning talk\nx,k@x.org,Kim Sample,Foo',
    ],
    ['questions', '"What is your name?","What will your talk be about?"\nKim Sample,Foo'],
    ['Sched', 'event_key,name,event_type,speakers\n1,Foo,Talk,Kim Sample'],
    ['Papercall', 'name,email,title,abstract\nKim Sample,k@x.org,Foo,long'],
    ['Eventbrite', 'Order #,First Name,Last Name,Job Title,Talk title\n77,Kim,Sample,Boss,Foo'],
    [
      'pretalx',
      'ID,Proposal title,Session type,Speaker names,Proposal state\nX,Foo,Talk,Kim Sample,confirmed',
    ],
    ['authors', 'Paper ID,Author(s),Title,Company name\n1,Kim Sample,Foo,ACME'],
    ['German', 'Vorname;Nachname;Vortragstitel\nKim;Sample;Foo'],
    ['German, the surname as "Name"', 'Name;Vorname;Thema\nSample;Kim;Foo'],
    ['German, of both', 'Referent*in;Titel des Vortrags\nKim Sample;Foo'],
    ['French', 'Prénom;Nom;Titre de la présentation\nKim;Sample;Foo'],
    ['French speakers', 'Intervenant(e);Sujet\nKim Sample;Foo'],
    ['Spanish', 'Nombre,Apellidos,Título de la charla\nKim,Sample,Foo'],
    ['Spanish speakers', 'Ponente,Título\nKim Sample,Foo'],
    ['Portuguese', 'Palestrante,Título da palestra\nKim Sample,Foo'],
    ['Italian', 'Relatore,Titolo\nKim Sample,Foo'],
    ['Polish', 'Imię i nazwisko,Tytuł prezentacji\nKim Sample,Foo'],
    ['Japanese', '氏名,発表タイトル\nKim Sample,Foo'],
    ['German questions', 'Wie heißt du?;Worüber möchtest du sprechen?\nKim Sample;Foo'],
    [
      'several lines',
      '"Paid\n- yes\n- no",Name,"Title\n(at most 60 characters)"\nyes,Kim Sample,Foo',
    ],
    ['lines above them', 'Lightning talks,\n2025-07-16,\n,\nSpeaker,Title\nKim Sample,Foo'],
    ['the headings once more', 'Speaker,Title\nKim Sample,Foo\nSpeaker,Title'],
  ])('of %s', (_, text) => {
    expect(brief(read(text))).toEqual(['Kim Sample | Foo']);
  });

  it.each([
    ['Duration (seconds)', '300', 5],
    ['Length in minutes', '5', 5],
    ['Dauer (Min.)', '2,5', 2.5],
    ['Duration (hh:mm)', '0:05', 5],
    ['How long do you need?', '5 minutes', 5],
    ['Durée', '5 min', 5],
    ['発表時間', '5分', 5],
    ['所要時間', '５分３０秒', 5.5],
    ['Czas trwania', '10 minut', 10],
  ])('of lengths, "%s" over %s', (heading, cell, length) => {
    const [talk] = read(`speaker;title;${heading}\nKim;Foo;"${cell}"`).talks;
    expect((talk?.duration ?? 0) / 60_000).toBe(length);
  });

  it('that hold two people', () => {
    expect(brief(read('Speaker,Co-speaker,Title\nKim,Noor,Foo\nMika,,Bar'))).toEqual([
      'Kim & Noor | Foo',
      'Mika | Bar',
    ]);
    expect(brief(read('Speakers,Title\n"Kim Sample\nNoor Sample\nMika",Foo'))).toEqual([
      'Kim Sample, Noor Sample & Mika | Foo',
    ]);
    expect(brief(read('姓,名,題名\n例,花子,Foo'))).toEqual([
      '例花子 | Foo'.replace('例花', '例 花'),
    ]);
  });

  it('are none in a title that asks for something', () => {
    expect(brief(read('Kim - What is your name, and how long is it?\nMika - Foo'))).toEqual([
      'Kim | What is your name, and how long is it?',
      'Mika | Foo',
    ]);
  });
});

describe('rows', () => {
  it('that begin with # are rows, below the headings', () => {
    expect(brief(read('Title,Speaker\n#hashtag things,Kim\n# another,Noor'))).toEqual([
      'Kim | #hashtag things',
      'Noor | # another',
    ]);
    const numbered = read(
      '# name: Day 1\nNo,Speaker,Title\n#2,Kim,Foo\n#1,Noor,Bar\n# start: 2025-07-16T10:00\n# later',
    );
    expect(brief(numbered)).toEqual(['Noor | Bar', 'Kim | Foo']);
    expect(numbered).toMatchObject({ name: 'Day 1', start: '2025-07-16T10:00' });
    expect(remarksOf(numbered)).toContain('1 comment line was left out (line 6)');
  });

  it('that are not given any more are left out, and counted with all that is', () => {
    const text = [
      '# for everybody',
      'Speaker,Title,Status',
      'Kim,a,accepted',
      'Noor,b,Canceled',
      'Mika,c,abgelehnt - zu lang',
      'Yuki,d,withdrawn',
      'Jo,e,Cancelled ',
      'Ada,CANCELLED: f,',
      'Sam,g (withdrawn),',
      'Robin,Cancelled flights and how to bear them,yes',
      ',,pending',
    ].join('\n');
    expect(brief(read(text))).toEqual([
      'Kim | a',
      'Robin | Cancelled flights and how to bear them',
    ]);
    expect(remarksOf(read(text))).toEqual([
      '1 comment line, 3 cancelled rows, 1 rejected row, 2 withdrawn rows and 1 empty row were left out, 8 in all (lines 1, 4, 5, 6, 7, 8, 9 and 11)',
    ]);
  });

  it('of which none is left say so', () => {
    expect(problemOf(() => read('speaker,title,active\nA,b,N')).message).toContain(
      '1 cancelled row was left out',
    );
  });

  it('with an order that is not a number stay as they stand', () => {
    const lineup = read('No,Speaker,Title\nLT2,Kim,Foo\nLT1,Noor,Bar');
    expect(brief(lineup)).toEqual(['Kim | Foo', 'Noor | Bar']);
    expect(remarksOf(lineup)).toEqual([
      expect.stringMatching(/^2: the order "LT2" is not a number/),
    ]);
  });

  it('keep no address', () => {
    const lineup = read(
      'speaker,title,notes\nKim Sample <kim@example.org>,ask noor@example.co.uk,mailto:a.b+c@x.example\nmika@example.org,Bar,',
    );
    expect(JSON.stringify(lineup)).not.toMatch(/@/);
    expect(brief(lineup)).toEqual(['Kim Sample | ask', 'TBA | Bar']);
    expect(remarksOf(lineup)).toEqual([
      '2: an e-mail address is left out of the name',
      '2: an e-mail address is left out of the title',
      '2: an e-mail address is left out of the notes',
      '3: an e-mail address is left out of the name',
    ]);
    expect(problemOf(() => read('speaker,title\n,by kim@example.org')).describe()).not.toContain(
      'example.org',
    );
  });
});

describe('encodings', () => {
  const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

  it.each([
    ['UTF-16, little end first', utf16('speaker\ttitle\r\nZoë\t例\r\n')],
    ['UTF-16, big end first', utf16('speaker\ttitle\r\nZoë\t例\r\n').swap16()],
  ])('%s with its mark', (_, content) => {
    expect(brief(readLineup('sheet', content))).toEqual(['Zoë | 例']);
  });

  it.each([
    ['JosÃ© Sample', 'José Sample'],
    ['PaweÅ‚', 'Paweł'],
    ['ZoÃ«â€™s cat', 'Zoë’s cat'],
    ['Ã–mer', 'Ömer'],
    ['ä¾‹', '例'],
  ])('%s is doubted', (text, meant) => {
    expect(remarksOf(read(`${text} - x`))).toEqual([
      expect.stringContaining(`looks encoded twice: is "${meant}" meant?`),
    ]);
  });

  it.each([
    'José',
    'AMANHÃ”',
    'Âge',
    'LIBERTÉ…',
    'Ärger „Ä“',
    'à » b',
    'Łódź',
    'Ø – Å',
    'un café…”',
    'é…–',
    '« un café\u00a0»',
  ])('%s is not', (text) => {
    expect(remarksOf(read(`${text} - x`))).toEqual([]);
  });
});
