// The serial link: what comes in is read line by line and answered one by one, what the podium has
// to say by itself waits for room. Nothing here ever waits for the line. No Arduino.
#pragma once
#include "reader.h"

// Greets.
void link_begin();
// Every millisecond: whether it is time for a beat.
bool link_tick(ShortTick now);
// Listens, and says one line at most. When anything is left to do, or has been heard.
OUT_OF_LINE void link_run();
bool link_busy();

// What the podium says by itself. Of each kind the newest is said.
void link_push(Push push);
// The stage's talk is at a cue of a score since `now`.
void link_cue(uint8_t score, Tick now);
void link_press(Event event, ErrorCode result);

// Answers a request, when all that it did is done.
void link_answer(uint16_t tag, Request request, ErrorCode code);
void link_answer_setting(uint16_t tag, int16_t value);
// From now on there are beats.
void link_greeted();
