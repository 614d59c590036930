// Answers to requests: the one that waits until all that the request did is done, and the last ones
// to requests that change something, so that a retry after a lost reply gets the same one and acts
// not. Those survive a reset. No Arduino.
#pragma once
#include "command.h"
#include "stage.h"

// Answers a request; remembers the answer if its retry is to get the same.
void replies_answer(const Command &command, ErrorCode code);
// Remembers the answer to a request that changes the stage, by its tag and line.
void replies_keep(uint16_t tag, uint16_t line, ErrorCode code);
// Answers a commit, as above.
void replies_answer_commit(ErrorCode code);
void replies_answer_setting(uint16_t tag, int16_t value);
// Answers a line that is no request.
void replies_reject(uint16_t tag, ErrorCode code);
// Answers a retry of a request that is remembered; false if it is none.
bool replies_repeat(const Command &command);

bool replies_waiting();
// Says the answer that waits, which takes a line.
void replies_say();
