#include "log.h"
#include "compact.h"
#include "memory.h"

static Entry ring[LOG_LENGTH] KEPT_IN_MEMORY;

const Entry &log_read(uint16_t number) {
  return ring[number % LOG_LENGTH];
}

void log_add(LogKind kind, int16_t value, const Time &now) {
  Memory &kept = base(memory);
  kept.log_newest++;
  if (kept.log_held < LOG_LENGTH) kept.log_held++;
  Entry &entry = ring[kept.log_newest % LOG_LENGTH];
  entry.kind = kind;
  entry.value = value;
  entry.rev = kept.stage.rev;
  entry.talk = kept.stage.at.talk;
  entry.clock = now;
}
