/**
 * A room as a device of Home Assistant, found by itself (MQTT device discovery). An unknown key at its root
 * makes Home Assistant refuse all of it, so that only documented ones are here.
 */
import { topicOf, type Part } from './room-topics.ts';

/** Home Assistant says `online` here when it has started: it then wants to be told again. */
export const BIRTH = 'homeassistant/status';

export interface DeviceOptions {
  readonly event: string;
  /** The room's id, and its name for people. */
  readonly room: string;
  readonly name: string;
  /** With buttons. */
  readonly commands: boolean;
  readonly version: string;
  /** Phases that the session can show. */
  readonly phases: readonly string[];
}

/** Keys as Home Assistant abbreviates them. */
interface Component extends Readonly<Record<string, unknown>> {
  readonly p: string;
}

export const deviceTopic = ({ event, room }: Pick<DeviceOptions, 'event' | 'room'>): string =>
  `homeassistant/device/claplight_${event}_${room}/config`;

export function deviceDocument(options: DeviceOptions): object {
  const { event, room, name, version, commands, phases } = options;
  const id = `claplight_${event}_${room}`;
  const topic = (part: Part): string => topicOf(event, room, part);
  const entity = (key: string, more: Component): Record<string, object> => ({
    [key]: {
      uniq_id: `${id}_${key}`,
      default_entity_id: `${more.p}.${id}_${key}`.replaceAll('-', '_').toLowerCase(),
      ...more,
    },
  });
  /** Known only while the room is there. */
  const there = { avty_t: topic('availability'), pl_avail: 'online', pl_not_avail: 'offline' };
  const state = { ...there, stat_t: topic('state') };
  const sensor = (key: string, label: string, more: object): Record<string, object> =>
    entity(key, { p: 'sensor', name: label, ...state, ...more });
  const binary = (key: string, label: string, template: string): Record<string, object> =>
    entity(key, {
      ...{ p: 'binary_sensor', name: label, ...state },
      ...{ val_tpl: template, pl_on: 'true', pl_off: 'false' },
    });
  const button = (
    key: string,
    label: string,
    icon: string,
    press: object,
  ): Record<string, object> =>
    entity(key, {
      ...{ p: 'button', name: label, ...there, ic: icon },
      ...{ cmd_t: topic('command'), pl_prs: JSON.stringify(press), qos: 1, ret: false },
    });
  return {
    dev: {
      ids: [id],
      name: `Claplight ${name}`,
      mf: 'Claplight',
      mdl: 'Podium light',
      sw: version,
    },
    o: { name: 'claplight', sw: version },
    qos: 1,
    cmps: {
      ...sensor('phase', 'Phase', {
        ...{ dev_cla: 'enum', ops: [...phases], ic: 'mdi:traffic-light' },
        val_tpl: '{{ value_json.phase }}',
      }),
      ...sensor('speaker', 'Speaker', {
        ic: 'mdi:account-voice',
        // A state has at most 255 characters there.
        val_tpl: "{{ (value_json.speaker or '') | truncate(200, True) }}",
      }),
      ...sensor('left', 'Time left', {
        dev_cla: 'timestamp',
        val_tpl: '{{ value_json.ends }}',
      }),
      ...binary('on', 'Talk on', `{{ (value_json.state in ${ON}) | lower }}`),
      ...binary(
        'over',
        'Overtime',
        `{{ (value_json.over and value_json.state in ${ON}) | lower }}`,
      ),
      ...entity('connected', {
        ...{ p: 'binary_sensor', name: 'Connected', dev_cla: 'connectivity' },
        ...{ stat_t: topic('availability'), pl_on: 'online', pl_off: 'offline' },
      }),
      ...(commands
        ? {
            ...button('pause', 'Pause', 'mdi:pause', { action: 'hold' }),
            ...button('minute', '+1:00', 'mdi:plus-one', { action: 'grant', amount: 60_000 }),
          }
        : {}),
    },
  };
}

/** In a talk, as Jinja writes a list. */
const ON = "['running', 'held']";
