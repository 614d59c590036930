#include "log.h"
#include "memory.h"

static Entry ring[LOG_LENGTH] KEPT_IN_MEMORY;

const Entry &log_read(uint16_t number) {
  return ring[number % LOG_LENGTH];
}

void log_add(LogKind kind, int16_t value, const Time &now) {
  memory.log_newest++;
  if (memory.log_held < LOG_LENGTH) memory.log_held++;
  Entry &entry = ring[memory.log_newest % LOG_LENGTH];
  entry.kind = kind;
  entry.value = value;
  entry.rev = memory.stage.rev;
  entry.talk = memory.stage.at.talk;
  entry.clock = now;
}
