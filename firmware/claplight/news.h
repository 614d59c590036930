// What the podium has to say by itself, until the link has room for it. Of each kind the newest is
// said. No Arduino.
#pragma once
#include "stage.h"

// Greets.
void news_begin();
// From now on there are beats.
void news_greeted(ShortTick now);
// Every millisecond: whether it is time for a beat.
bool news_tick(ShortTick now);

void news_push(Push push);
// The stage's talk is at a cue of a score since `now`.
void news_cue(uint8_t score, uint16_t cue, Tick now);
void news_press(Event event, ErrorCode result);

bool news_waiting();
// Says one of them, which takes a line.
void news_say();
