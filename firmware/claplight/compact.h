// What makes the image smaller than the compiler would.
#pragma once

// Inlined, these would be larger than all their calls.
#define OUT_OF_LINE __attribute__((noinline))

// The compiler reaches every static variable by its full address, which takes four bytes of flash
// at each access; through a pointer in a base register it takes two. So modules that have many of
// them put them into one struct, and functions that use several take its base.
template <typename T> inline T &base(T &variables) {
  T *pointer = &variables;
#ifdef __AVR__
  asm("" : "+b"(pointer));
#endif
  return *pointer;
}
