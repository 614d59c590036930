/** A room in Home Assistant: the documented shape of its MQTT device discovery, and its birth message. */
import { expect, it } from 'vitest';
import { describeWithBroker } from './support/mosquitto.ts';
import { useRooms } from './support/room.ts';

/** Keys of a device's discovery, abbreviated as its documentation has them. Any other rejects all of it. */
const ROOT = [
  'dev',
  'device',
  'o',
  'origin',
  'cmps',
  'components',
  'avty',
  'stat_t',
  'qos',
  'cmd_t',
];
const DEVICE = ['ids', 'cns', 'mf', 'mdl', 'name', 'sw', 'hw', 'sa', 'cu', 'via_device', 'sn'];
const COMMON = [
  'p',
  'name',
  'uniq_id',
  'default_entity_id',
  'avty_t',
  'pl_avail',
  'pl_not_avail',
  'ic',
  'dev_cla',
  'qos',
];
const OWN: Readonly<Record<string, readonly string[]>> = {
  sensor: ['stat_t', 'val_tpl', 'ops'],
  binary_sensor: ['stat_t', 'val_tpl', 'pl_on', 'pl_off'],
  button: ['cmd_t', 'pl_prs', 'ret'],
};
const TOPIC = 'homeassistant/device/claplight_day-one_hall-a/config';

interface Device {
  readonly dev: object;
  readonly o: { readonly name: string };
  readonly cmps: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describeWithBroker('a room in Home Assistant', () => {
  const stand = useRooms();
  const device = async (remoteControl: boolean): Promise<Device> => {
    await stand.open({ remoteControl });
    await expect.poll(() => stand.listener.last(TOPIC)).toBeDefined();
    return JSON.parse(stand.listener.last(TOPIC) ?? '{}') as Device;
  };

  it('is a device of documented keys, each entity with an id of its own', async () => {
    const found = await device(true);
    expect(Object.keys(found).filter((key) => !ROOT.includes(key))).toEqual([]);
    expect(Object.keys(found.dev).filter((key) => !DEVICE.includes(key))).toEqual([]);
    expect(found.o.name).toBe('claplight');
    const entities = Object.entries(found.cmps);
    for (const [key, entity] of entities) {
      const platform = String(entity.p);
      const known = [...COMMON, ...(OWN[platform] ?? [])];
      expect(
        Object.keys(entity).filter((one) => !known.includes(one)),
        key,
      ).toEqual([]);
      expect(entity.default_entity_id).toMatch(/^(sensor|binary_sensor|button)\.[a-z0-9_]+$/);
    }
    expect(new Set(entities.map(([, { uniq_id }]) => uniq_id)).size).toBe(entities.length);
    expect(entities.map(([key, { p }]) => `${String(p)} ${key}`)).toEqual([
      ...['sensor phase', 'sensor speaker', 'sensor left'],
      ...['binary_sensor on', 'binary_sensor over', 'binary_sensor connected'],
      ...['button pause', 'button minute'],
    ]);
    expect(found.cmps.phase).toMatchObject({ dev_cla: 'enum' });
    expect(found.cmps.phase?.ops).toEqual(
      expect.arrayContaining(['go', 'overtime', 'held', 'closed']),
    );
    // It is known to be away: its own availability must not hide that.
    expect(found.cmps.connected).not.toHaveProperty('avty_t');
    expect(stand.listener.told.find(({ topic }) => topic === TOPIC)).toMatchObject({
      text: /"cmps"/,
    });
  });

  it('has buttons only where it takes commands, and they press', async () => {
    const { cmps } = await device(false);
    expect(Object.values(cmps).some(({ p }) => p === 'button')).toBe(false);
  });

  it('presses by its buttons what goes without a revision', async () => {
    const room = await stand.open({ remoteControl: true });
    await expect.poll(() => stand.listener.last(TOPIC)).toBeDefined();
    const { cmps } = JSON.parse(stand.listener.last(TOPIC) ?? '{}') as Device;
    await room.house.session.act({ type: 'start', by: 'terminal' });
    for (const key of ['minute', 'pause'])
      stand.listener.say(String(cmps[key]?.cmd_t), String(cmps[key]?.pl_prs));
    await expect
      .poll(() => room.house.session.snapshot().stage)
      .toMatchObject({ state: 'held', granted: 60_000 });
  });

  it('is told again when Home Assistant has started', async () => {
    await device(false);
    const count = (): number => stand.listener.told.filter(({ topic }) => topic === TOPIC).length;
    expect(count()).toBe(1);
    stand.listener.say('homeassistant/status', 'online');
    await expect.poll(count).toBe(2);
  });
});
