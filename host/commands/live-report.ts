/** The account of a session that runs: kept as its lines are written, told and filed when it ends. */
import { setTimeout as pause } from 'node:timers/promises';
import { JournalReader } from '../journal/read-journal.ts';
import { lineFrom } from '../journal/journal-line.ts';
import type { LineListener } from '../journal/journal.ts';
import { Account } from '../report/account.ts';
import { drawingOf } from '../report/drawing.ts';
import type { Element } from '../report/element.ts';
import { publicReport, type Report } from '../report/report.ts';
import { summaryOf } from '../report/table.ts';
import type { SessionView } from '../session/types.ts';
import { keepReport, type Kept } from './session-report.ts';

export interface Filed {
  /** The session's folder, where it has one of its own. */
  readonly folder?: string | undefined;
  readonly journal?: string | undefined;
  /** What brings it back where it is not over. */
  readonly goOn?: string | undefined;
}

export class LiveReport {
  readonly #account = new Account();
  /** One filing after the other. */
  #filing: Promise<Kept> = Promise.resolve({});

  /** `old`: the journal of the session that goes on. */
  constructor(old?: string) {
    if (old === undefined) return;
    try {
      for (const line of new JournalReader(old)) this.#account.take(line);
    } catch {
      // It was read a moment ago; without it the account begins here.
    }
  }

  /** Hears the journal's lines, and hands them on. */
  listener(next?: LineListener): LineListener {
    return (text) => {
      const line = lineFrom(text);
      if (line) this.#account.take(line);
      next?.(text);
    };
  }

  report(): Report | undefined {
    return this.#account.report();
  }

  /** As pages draw it: what may be passed on, since a page may be projected. */
  readonly drawing = (): Element | undefined => {
    const report = this.report();
    return report && drawingOf([publicReport(report)]);
  };

  /** Files the report each time that the session closes; gives what stops it. */
  whenClosed(session: SessionView, filed: Filed): () => void {
    let was = session.snapshot().stage.state;
    return session.onChange(() => {
      const { state } = session.snapshot().stage;
      if (state === 'closed' && was !== 'closed') void this.#file(filed);
      was = state;
    });
  }

  /** The session has ended, or the program: files the report, and says in a few lines how it went. */
  async ended(filed: Filed, say: (line: string) => void): Promise<void> {
    const report = this.report();
    if (!report) return;
    const { page, problem } = await Promise.race([this.#file(filed), late()]);
    for (const line of summaryOf(report)) say(line);
    if (filed.journal !== undefined) say(`Journal: ${filed.journal}`);
    if (page !== undefined) say(`Report:  ${page}`);
    else if (problem !== undefined) say(`No report: ${problem}`);
    if (report.state !== 'closed' && filed.goOn !== undefined) say(`To go on: ${filed.goOn}`);
  }

  #file(filed: Filed): Promise<Kept> {
    const report = this.report();
    if (report) this.#filing = this.#filing.then(() => keepReport(report, filed));
    return this.#filing;
  }
}

/** Nobody waits longer for a disk, in ms: the report can be made again. */
const FILED_WITHIN = 5000;

const late = (): Promise<Kept> =>
  pause(
    FILED_WITHIN,
    { problem: 'the disk is slow: "claplight report" makes it later' },
    { ref: false },
  );
