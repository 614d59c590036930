// Digits on the podium: a MAX7219 (eight digits; two in a chain show the same) or a TM1637 (four).
// Nothing waits for them: a turn sends one piece, in less than 0.3 ms, and only where it is over before
// the next millisecond begins, in which a lamp may be due.
#pragma once

// Lets go of the pins there were; the module goes dark. Before other pins are wired.
void display_end();
// Takes the pins that the settings say.
void display_begin();
// In each millisecond, after all else.
void display_run();
