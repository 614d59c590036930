/** Large exports of pretalx's shape, made up. */

const PROSE = 'Čte rád, a píše ještě raději; ask about the marmots.\n';

/** So many talks, filled up to so many bytes with what is not read. */
export function largeExport(talks: number, bytes: number): string {
  const bare = Buffer.byteLength(filled(talks, ''));
  const each = (bytes - bare) / talks / Buffer.byteLength(JSON.stringify(PROSE).slice(1, -1));
  return filled(talks, PROSE.repeat(Math.floor(each)));
}

function filled(talks: number, prose: string): string {
  const half = Math.floor(prose.length / 2);
  const rooms: Record<string, unknown[]> = {};
  for (let i = 0; i < talks; i += 1) {
    const room = `Room ${String(i % 10)}`;
    const start = Date.UTC(2025, 6, 14) + Math.floor(i / 10) * 300_000;
    const end = start + 300_000;
    const time = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}+00:00`;
    (rooms[room] ??= []).push({
      guid: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      code: `C${String(i)}`,
      id: i,
      date: time(start),
      start: time(start).slice(11, 16),
      end: time(end),
      duration: '00:05',
      room,
      title: `Talk number ${String(i)}`,
      type: 'Talk',
      description: prose.slice(0, half),
      persons: [
        {
          code: `P${String(i)}`,
          public_name: `Speaker ${String(i)}`,
          biography: prose.slice(half),
        },
      ],
      answers: [{ question: 1, answer: 'not for us' }],
    });
  }
  const days = [{ index: 1, date: '2025-07-14', rooms }];
  const conference = { title: 'Large', days };
  return JSON.stringify({ schedule: { version: '1', conference } }, undefined, 1);
}

/** The same as pentabarf XML. */
export function largeXml(talks: number, bytes: number): string {
  const bare = Buffer.byteLength(xml(talks, ''));
  const each = (bytes - bare) / talks / Buffer.byteLength(PROSE);
  return xml(talks, PROSE.repeat(Math.floor(each)));
}

function xml(talks: number, prose: string): string {
  const rooms = Array.from({ length: 10 }, (_, room) => {
    const events = Array.from({ length: Math.ceil((talks - room) / 10) }, (__, n) => {
      const i = n * 10 + room;
      const start = new Date(Date.UTC(2025, 6, 14) + n * 300_000).toISOString();
      return `<event id="${String(i)}" guid="00000000-0000-4000-8000-${String(i).padStart(12, '0')}">
<date>${start}</date><start>${start.slice(11, 16)}</start><duration>00:05</duration>
<title>Talk number ${String(i)}</title><subtitle/><type>Talk</type><abstract>${prose}</abstract>
<persons><person id="${String(i)}">Speaker ${String(i)}</person></persons></event>`;
    });
    return `<room name="Room ${String(room)}">\n${events.join('\n')}\n</room>`;
  });
  return `<?xml version="1.0"?>\n<schedule><conference><title>Large</title></conference>
<day index="1" date="2025-07-14">\n${rooms.join('\n')}\n</day></schedule>\n`;
}
