import { TABLE, type Cell, type EventName, type State } from '../../protocol/stage.ts';

/** What a `go` comes to in a state: the event whose cell it shares. Other events come to themselves. */
export function cameTo(event: EventName, state: State): Exclude<EventName, 'go'> {
  if (event !== 'go') return event;
  const go: Readonly<Partial<Record<State, Cell>>> = TABLE.go;
  const finish: Readonly<Partial<Record<State, Cell>>> = TABLE.finish;
  return go[state] !== undefined && go[state] === finish[state] ? 'finish' : 'start';
}
