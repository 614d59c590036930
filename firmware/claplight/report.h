// Every word that the podium says. A line is begun with one of the first three, gets its fields,
// each with a space before it, and is ended. Whoever begins one makes sure that there is room.
#pragma once
#include "command.h"
#include "log.h"
#include "stage.h"

void report_push(Push push);
void report_ok(uint16_t tag);
void report_error(uint16_t tag, ErrorCode code);
void report_end();
// The hex digit of a number below 16.
char report_digit(uint8_t nibble);

void report_number(uint16_t number);
void report_signed(int16_t number);
void report_count(uint32_t number);
void report_time(const Time &time);
void report_word(const char *words, uint8_t index);
void report_kind(uint8_t kind);
void report_result(ErrorCode code);

void report_greeting();
void report_boot();
void report_stage();
void report_position(uint32_t elapsed, int16_t granted);
void report_entry(uint8_t behind);
// What the log says instead of an entry.
void report_log_end();
void report_log_gap();
