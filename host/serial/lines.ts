/** A line-oriented connection, whatever carries it: a serial port on Node, or in a browser. */

export interface LineListener {
  /** A line without its end, latin-1. */
  line(text: string): void;
  /** So many bytes have come, whole lines or not. */
  bytes(count: number): void;
  /** Nothing more will come, and why. It may be told more than once. */
  closed(why: string): void;
}

export interface Lines {
  /** Latin-1. */
  write(text: string): void;
  /** One listener. */
  listen(listener: LineListener): void;
}
