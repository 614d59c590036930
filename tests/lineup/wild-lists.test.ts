/** Lists as people paste them: invented talks, real ways to write them down. */
import { describe, expect, it } from 'vitest';
import { brief, read, remarksOf } from './helpers.ts';

const TWO = ['Kim Sample | Foo', 'Noor Beispiel | Bar baz'];

describe('marks', () => {
  it.each([
    ['dashes', '- Kim Sample - Foo\n- Noor Beispiel - Bar baz'],
    ['stars', '* Kim Sample - Foo\n* Noor Beispiel - Bar baz'],
    ['plus signs', '+ Kim Sample – Foo\n+ Noor Beispiel – Bar baz'],
    ['bullets', '• Kim Sample — Foo\n•Noor Beispiel — Bar baz'],
    ['arrows', '→ Kim Sample - Foo\n➤ Noor Beispiel - Bar baz'],
    ['other signs', '» Kim Sample - Foo\n★ Noor Beispiel - Bar baz'],
    [
      'a heading with a short line below',
      'Session: evening\n===\n\n1) Kim Sample - Foo\n2) Noor Beispiel - Bar baz',
    ],
    ['dashes as bullets', '– Kim Sample – Foo\n– Noor Beispiel – Bar baz'],
    ['numbers', '1. Kim Sample - Foo\n2) Noor Beispiel - Bar baz'],
    ['numbers in brackets', '(1) Kim Sample - Foo\n(2) Noor Beispiel - Bar baz'],
    ['numbers with a hash', '#1 Kim Sample - Foo\n#2: Noor Beispiel - Bar baz'],
    ['numbers alone', '1 Kim Sample - Foo\n2 Noor Beispiel - Bar baz'],
    ['numbers with a colon', '1: Kim Sample - Foo\n2: Noor Beispiel - Bar baz'],
    ['letters', 'a) Kim Sample - Foo\nb) Noor Beispiel - Bar baz'],
    ['circled numbers', '① Kim Sample - Foo\n② Noor Beispiel - Bar baz'],
    ['checkboxes', '- [ ] Kim Sample - Foo\n- [x] Noor Beispiel - Bar baz'],
    ['drawn checkboxes', '☐ Kim Sample - Foo\n☑ Noor Beispiel - Bar baz'],
    ['quotes', '> 1. Kim Sample - Foo\n> 2. Noor Beispiel - Bar baz'],
    ['emphasis', '**Kim Sample** - Foo\n*Noor Beispiel* - __Bar baz__'],
    ['emphasis of all', '- **Kim Sample - Foo**\n- _Noor Beispiel - Bar baz_'],
    ['code', '- Kim Sample - `Foo`\n- `Noor Beispiel` - Bar baz'],
    [
      'links',
      '- [Kim Sample - Foo](https://example.org/a-b_c)\n- [Noor Beispiel](https://example.org) - [Bar baz][2]\n\n[2]: https://example.org/2',
    ],
    [
      'links of org',
      '- [[https://example.org][Kim Sample]] - Foo\n- Noor Beispiel - [[https://example.org][Bar baz]]',
    ],
    ['links of RST', '* Kim Sample - `Foo <https://example.org>`_\n* Noor Beispiel - Bar baz'],
    ['tabs', 'Kim Sample\tFoo\nNoor Beispiel\tBar baz'],
    ['bars', 'Kim Sample | Foo\nNoor Beispiel | Bar baz'],
    ['bars with a number in front', '1 | Kim Sample | Foo\n2 | Noor Beispiel | Bar baz'],
    ['quotes before "by"', '"Foo" by Kim Sample\n“Bar baz” by Noor Beispiel'],
    ['quotes, in German and French', '„Foo“ von Kim Sample\n« Bar baz » par Noor Beispiel'],
    ['quotes behind names', 'Kim Sample: "Foo"\nNoor Beispiel, “Bar baz”'],
    ['quoted titles first', '"Foo" - Kim Sample\n"Bar baz", Noor Beispiel'],
    ['"by" behind a dash', 'Foo - by Kim Sample\nBar baz – by Noor Beispiel'],
    ['escapes', 'Kim Sample \\- Foo\nNoor Beispiel \\- Bar baz'],
    [
      'headings for talks',
      '# Evening\n\n## Kim Sample - Foo\n\nA long story about nothing at all, which goes on for a while.\n\n## Noor Beispiel - Bar baz\n',
    ],
    [
      'headings for talks, underlined',
      'Kim Sample - Foo\n----------------\n\nNoor Beispiel - Bar baz\n-----------------------\n',
    ],
    ['headings of first level for talks', '# Kim Sample - Foo\n# Noor Beispiel - Bar baz'],
    ['stars of org', '* Evening\n** Kim Sample - Foo\n** Noor Beispiel - Bar baz'],
    ['names and titles below each other', 'Kim Sample\nFoo\n\nNoor Beispiel\nBar baz'],
    ['titles indented below names', '- Kim Sample\n  - Foo\n- Noor Beispiel\n  - Bar baz'],
    [
      'values with their names',
      'Speaker: Kim Sample\nTitle: Foo\n\n**Speaker:** Noor Beispiel\n**Title:** Bar baz',
    ],
    ['a code block', '```\nKim Sample - Foo\nNoor Beispiel - Bar baz\n```'],
    [
      'front matter',
      '---\ntitle: Evening\ndate: 2025-07-16\n---\n\n- Kim Sample - Foo\n- Noor Beispiel - Bar baz',
    ],
    ['rules between', 'Kim Sample - Foo\n---\nNoor Beispiel - Bar baz\n---'],
    ['"talks:" above', 'talks:\n- Kim Sample - Foo\n- Noor Beispiel - Bar baz'],
    [
      'headings between',
      '## Day 1 - Room A\n- Kim Sample - Foo\n## Day 2 - Room A\n- Noor Beispiel - Bar baz',
    ],
    ['breaks between', 'Kim Sample - Foo\nCoffee break\nNoor Beispiel - Bar baz'],
    [
      'a name over two lines',
      'Kim Sample - Foo\nNoor\nBeispiel - Bar baz'.replace('Noor\n', 'Noor '),
    ],
    ['comments', '// all of them\nKim Sample - Foo\n<!-- and -->\nNoor Beispiel - Bar baz'],
    ['an em dash without blanks', 'Kim Sample—Foo\nNoor Beispiel—Bar baz'],
    ['a hyphen with one blank', 'Kim Sample -Foo\nNoor Beispiel- Bar baz'],
    ['colons', 'Kim Sample: Foo\nNoor Beispiel: Bar baz'],
    ['wide colons', 'Kim Sample：Foo\nNoor Beispiel：Bar baz'],
    ['commas', 'Kim Sample, Foo\nNoor Beispiel, Bar baz'],
    ['arrows', 'Kim Sample -> Foo\nNoor Beispiel → Bar baz'],
    ['"by" alone', 'Foo by Kim Sample\nBar baz by Noor Beispiel'],
    ['signs of a picture', '🎤 Kim Sample – Foo\n⚡️ Noor Beispiel – Bar baz'],
    ['states of org', '* TODO Kim Sample - Foo\n* DONE Noor Beispiel - Bar baz'],
    ['numbers and a dash', '1 - Kim Sample - Foo\n2 - Noor Beispiel - Bar baz'],
    ['wide gaps', 'Kim Sample     Foo\nNoor Beispiel  Bar baz'],
    ['"by" below a title', '1. Foo\n   by Kim Sample\n2. Bar baz\n   by Noor Beispiel'],
    ['quoted titles below names', 'Kim Sample\n"Foo"\n\nNoor Beispiel\n“Bar baz”'],
    [
      'a line below the list',
      'Kim Sample - Foo\nNoor Beispiel - Bar baz\n-----------------------\nWaiting list:\n',
    ],
    [
      'a title of all, with a dash',
      'Lightning talks - Day 2\n\nKim Sample - Foo\nNoor Beispiel - Bar baz',
    ],
    [
      'sentences between',
      'Three minutes each!\nKim Sample - Foo\nHave you got a talk?\nNoor Beispiel - Bar baz',
    ],
    [
      'titles below headings of names',
      '# Evening\n\n## Kim Sample\n\n**Foo**\n\nWords, and more words.\n\n## Noor Beispiel\n\n*Bar baz*\n',
    ],
    [
      'speakers below headings of titles',
      '## Foo\n\nSpeaker: Kim Sample\n\n## Bar baz\n\nby Noor Beispiel\n\nWords.',
    ],
    ['numbers of talks', 'Talk 1: Kim Sample - Foo\nTalk 2: Noor Beispiel - Bar baz'],
    [
      'drawn headings',
      '== Day 1 ==\nKim Sample - Foo\n--- cut ---\n*** Evening ***\nNoor Beispiel - Bar baz',
    ],
    ['details above', 'Moderator: Jo Sample\nRoom: A\nKim Sample: Foo\nNoor Beispiel: Bar baz'],
    ['strikes', 'Kim Sample - Foo\n~~Jo - Gone~~\nNoor Beispiel - Bar baz'],
    ['cancellations', 'Kim Sample - Foo\nJo - Gone (cancelled)\nNoor Beispiel - Bar baz'],
  ])('%s', (_, text) => {
    expect(brief(read(text))).toEqual(TWO);
  });

  it('leave alone what only looks like them', () => {
    const lines = [
      'A. Example - Fun with __init__ and *args',
      'Kim - 2 * 3 * 4',
      "Noor - Don't say 'no'",
      'Jo-Ann - C++ - and what is left of it',
      'Mika - How to cook in 5 minutes',
      '"Sam" Sample - y',
      'Sam (he/him) - z',
      'Ada - Typing: covariance, by example',
      'Yuki - snake_case_names or camelCase',
      '3Blue - x',
    ];
    expect(brief(read(lines.join('\n')))).toEqual(lines.map((line) => line.replace(' - ', ' | ')));
    expect(remarksOf(read(lines.join('\n')))).toEqual([]);
  });
});

describe('tables in text', () => {
  const rows = ['Kim Sample | Foo | 5', 'Noor Beispiel | Bar - baz | 3'];

  it.each([
    [
      'Markdown',
      '| Speaker | Title | Duration |\n|---|:-:|---|\n| Kim Sample | [Foo](https://example.org) | 5 min |\n| **Noor Beispiel** | Bar - baz | 3 min |',
    ],
    [
      'Markdown without outer bars',
      'Speaker | Title | Duration\n--- | --- | ---\nKim Sample | Foo | 5\nNoor Beispiel | Bar - baz | 3',
    ],
    [
      'Markdown below words',
      '# Evening\n\nSign up here, everybody is welcome and nobody is refused.\n\n| # | Name | Talk | Length |\n|---|---|---|---|\n| 1 | Kim Sample | Foo | 5:00 |\n| 2 | Noor Beispiel | Bar - baz | 3:00 |\n',
    ],
    [
      'org',
      '#+TITLE: Evening\n| Speaker | Title | Length |\n|---------+-------+--------|\n| Kim Sample | Foo | 5 |\n| Noor Beispiel | Bar - baz | 3 |',
    ],
    [
      'RST, drawn',
      '+---------------+-----------+----------+\n| Speaker       | Title     | Duration |\n+===============+===========+==========+\n| Kim Sample    | Foo       | 5 min    |\n+---------------+-----------+----------+\n| Noor          | Bar - baz | 3 min    |\n| Beispiel      |           |          |\n+---------------+-----------+----------+',
    ],
    [
      'RST, simple',
      '=============  =========  ========\nSpeaker        Title      Duration\n=============  =========  ========\nKim Sample     Foo        5\nNoor Beispiel  Bar - baz  3\n=============  =========  ========',
    ],
    [
      'bars below headings',
      'Speaker | Title | Minutes\nKim Sample | Foo | 5\nNoor Beispiel | Bar - baz | 3',
    ],
    [
      'RST, as a list',
      '.. list-table::\n   :header-rows: 1\n\n   * - Speaker\n     - Title\n     - Length\n   * - Kim Sample\n     - Foo\n     - 5\n   * - Noor Beispiel\n     - Bar - baz\n     - 3\n',
    ],
    [
      'what is struck through',
      '| Speaker | Title | Length |\n|---|---|---|\n| Kim Sample | Foo | 5 |\n| Jo | ~~Gone~~ | 5 |\n| Noor Beispiel | Bar - baz | 3 |',
    ],
    [
      'titles first',
      '| Title | Speaker | Min. |\n|---|---|---|\n| Foo | Kim Sample | 5 |\n| Bar - baz | Noor Beispiel | 3 |',
    ],
    [
      'CSV without headings',
      'Kim Sample,Foo,5:00\nNoor Beispiel,Bar - baz,3:00'.replace('Bar - baz', '"Bar - baz"'),
    ],
  ])('%s', (_, text) => {
    expect(brief(read(text.replace('"Bar - baz"', 'Bar-baz')))).toEqual(
      text.includes('"Bar') ? [rows[0], 'Noor Beispiel | Bar-baz | 3'] : rows,
    );
  });
});
