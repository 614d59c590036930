/** A spreadsheet's file, opened: the names of its sheets, and each as rows of texts. */
import type { XmlHandlers } from '../xml.ts';
import type { Grid } from './grid.ts';

export interface SheetName {
  readonly name: string;
  readonly hidden: boolean;
}

export interface Book {
  readonly sheets: readonly SheetName[];
  /** Reads a sheet, by its index. */
  readonly grid: (index: number) => Promise<Grid>;
}

/**
 * Reads a part of the archive as XML. One that is too large is a problem, but for a sheet, of which the
 * beginning is taken.
 */
export type ReadPart = (
  part: string,
  handlers: Omit<XmlHandlers, 'problem'>,
  what?: 'a sheet',
) => Promise<void>;
