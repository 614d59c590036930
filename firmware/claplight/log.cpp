#include "log.h"
#include "memory.h"

static Entry ring[LOG_LENGTH] KEPT_IN_MEMORY;

uint8_t log_held() {
  return memory.log_held < LOG_LENGTH ? memory.log_held : LOG_LENGTH;
}

uint16_t log_behind(uint16_t since) {
  if (since == 0) return memory.log_held;
  // There is no number 0 between 65535 and 1.
  return memory.log_newest - since - (since > memory.log_newest);
}

const Entry &log_read(uint8_t behind) {
  return ring[(uint8_t)(memory.log_slot + 1 - behind) % LOG_LENGTH];
}

uint16_t log_number(uint8_t behind) {
  uint16_t number = memory.log_newest + 1 - behind;
  return memory.log_newest >= behind ? number : number - 1;
}

void log_add(LogKind kind, int16_t value, const Time &now) {
  if (++memory.log_newest == 0) memory.log_newest = 1;
  if (memory.log_held <= LOG_LENGTH) memory.log_held++;
  memory.log_slot = (memory.log_slot + 1) % LOG_LENGTH;
  Entry &entry = ring[memory.log_slot];
  entry.kind = kind;
  entry.value = value;
  entry.rev = memory.stage.rev;
  entry.talk = memory.stage.at.talk;
  entry.clock = now;
}
