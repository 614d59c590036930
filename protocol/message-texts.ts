/**
 * Messages from the operator to whoever speaks, or to the room: to whom, how long, and the ready ones. They
 * are the host's and its screens', and never on the wire.
 */
export const MESSAGE_TO = ['speaker', 'room'] as const;
export type MessageTo = (typeof MESSAGE_TO)[number];

/** Of a message, in code points: what can be read from a stage at a glance. */
export const LONGEST_MESSAGE = 40;

/** Screens say these in their own language; any other text as it was typed. */
export const READY_MESSAGES = {
  speaker: ['microphone!', 'louder', 'slower', 'wrap up', 'repeat the question'],
  room: ['technical pause, we go on shortly', 'short break', 'please take your seats'],
} as const satisfies Readonly<Record<MessageTo, readonly string[]>>;

/** Between talks a pause is told to the room: nobody is late then. */
export const TECHNICAL_PAUSE = READY_MESSAGES.room[0];

export type ReadyMessage = (typeof READY_MESSAGES)[MessageTo][number];
