/** Which format an export has, told by its shape, and its reader. */
import type { SourceText } from '../source.ts';
import type { Export } from './conference.ts';
import { isFrab, readFrab } from './frab.ts';
import { isIndico, readIndico } from './indico.ts';
import { isKept, readKept } from './kept.ts';
import { isRest, isWidget, readRest, readWidget } from './pretalx.ts';
import { isSchedule2, readSchedule2 } from './schedule2.ts';
import {
  isGridSmart,
  isSessionizeAll,
  isSessions,
  readGridSmart,
  readSessionizeAll,
  readSessions,
} from './sessionize.ts';

type JsonFormat = readonly [
  is: (json: unknown) => boolean,
  read: (source: SourceText, json: unknown) => Export,
];

const FORMATS: readonly JsonFormat[] = [
  [isKept, readKept],
  [isFrab, readFrab],
  [isSchedule2, readSchedule2],
  [isSessionizeAll, readSessionizeAll],
  [isGridSmart, readGridSmart],
  [isSessions, readSessions],
  [isWidget, readWidget],
  [isRest, readRest],
  [isIndico, readIndico],
];

/** Reads an export from JSON; undefined if it has the shape of none. */
export function readJsonExport(source: SourceText, json: unknown): Export | undefined {
  return FORMATS.find(([is]) => is(json))?.[1](source, json);
}
