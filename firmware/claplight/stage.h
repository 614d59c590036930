// The stage: the state machine of a session, interpreting the table of protocol.gen.h. The twin of
// protocol/stage.ts; a pure step that is given the time, and no Arduino.
#pragma once
#include "instants.h"
#include "protocol.gen.h"

// What an event comes to: one of the stage's refusals, or this.
const ErrorCode ACCEPTED = ERROR_COUNT;

// In the place of a talk's index: none.
const uint8_t NO_TALK = 0xFF;

struct Anchors {
  State state;
  uint8_t talk;     // index of the talk; when closed, how many have been
  bool going;       // whether the clock counts, since `anchor`
  Tick anchor;
  uint32_t banked;  // what the clock had counted before the anchor
  int16_t granted;  // seconds
  Tick moment;      // of the event or the put that led here
};

// An event with when it happened, which may be a while ago, and for grants the seconds.
struct Happening {
  Event event;
  int16_t amount;
  Tick moment;
};

struct Stage {
  Anchors at;
  Anchors before;  // what undo brings back
  bool undoable;
  bool touched;  // an event has been accepted, at `changed`
  Tick changed;
  uint16_t rev;
};

// The stage after an event that is told at `now`, in a programme of `talks` talks, or why it is
// refused, which changes nothing. The guard looks at `now` alone. The revision must have been checked.
ErrorCode stage_step(Stage &stage, const Happening &happening, Tick now, uint8_t talks);

// The event that `go` stands for in a state.
Event stage_meaning(Event event, State state);

// Puts the stage where `to` has it, with its clock going unless it is held or `to` is not going.
void stage_put(Stage &stage, const Anchors &to, Tick now);

// The same stage in an edited programme, where its talk has another index.
void stage_adopt(Stage &stage, uint8_t talk);

// The same stage with its anchors moved on, no nearer than an event may lie back. To be done before
// they are weeks old.
void stage_rebase(Stage &stage, Tick now);

// What the clock has counted, up to LONGEST_ELAPSED; and where it is, less what was granted,
// folded.
uint32_t stage_elapsed(const Anchors &at, Tick now);
Position stage_position(const Anchors &at, Tick now);
// Whether a talk is on, or on hold; and whether there is a clock at all.
bool stage_on(const Anchors &at);
bool stage_clocked(const Anchors &at);
