// The whole firmware but its hardware, for longer than any emulator would take:
//   long HEX TALKS DAYS
// loads the programme (talks of half a minute, by the rules `clap`), plays so many talks by the
// button, waits in standby for so many days, and plays one more. The clock's 32 bits roll over in the
// middle of the second talk. Every change of the lamps must come within its millisecond, and no other.
// Prints what there was; aborts at what must not be.
#include "../../firmware/claplight/clock.h"
#include "../../firmware/claplight/podium.h"
#include "board.h"
#include "framing.h"
#include <cstdlib>
#include <cstring>

#define CHECK(what)                                                                     \
  ((what) ? (void)0                                                                     \
          : (fprintf(stderr, "not so: %s, at %llu ms\n", #what, (unsigned long long)board.ms), \
             abort()))

static const unsigned SECOND = 1000;
static const uint64_t DAY = 86400ULL * SECOND;
static const uint8_t CHANGEOVER = LAMP_GREEN | LAMP_AMBER, GO = LAMP_GREEN,
                     TWO_FINGERS = LAMP_AMBER | LAMP_RED, APPLAUSE = LAMP_RED;

static unsigned tag;

// Whether no lamp changes meanwhile.
static bool steady(uint64_t ms) {
  uint8_t before = board.lamps;
  bool same = true;
  while (ms-- > 0) {
    loop();
    same = same && board.lamps == before;
  }
  board.sent.clear();
  return same;
}

static void pass(unsigned ms) {
  (void)steady(ms);
}

static std::string request(const std::string &body) {
  std::string line = framed(std::to_string(++tag) + " " + body);
  board.received.insert(board.received.end(), line.begin(), line.end());
  board.sent.clear();
  std::string ok = "ok " + std::to_string(tag);
  for (unsigned ms = 0; board.sent.find(ok) == std::string::npos; ms++) {
    CHECK(ms < 5000);
    loop();
  }
  size_t at = board.sent.find(ok) + ok.size() + 1;
  return board.sent.substr(at, board.sent.find('*', at) - at);
}

// Reads the whole log: what was forgotten is told, and every entry that is left comes once.
static void read_log() {
  unsigned long last = 0, gaps = 0, entries = 0;
  for (;;) {
    std::string entry = request("log " + std::to_string(last));
    unsigned long number = std::stoul(entry);
    if (entry.find(" end ") != std::string::npos) break;
    if (entry.find(" gap ") != std::string::npos) {
      CHECK(++gaps == 1);
      last = number > 1 ? number - 1 : 65535;
      continue;
    }
    CHECK(number == (last == 65535 ? 1 : last + 1));
    last = number;
    entries++;
  }
  CHECK(gaps == 1 && entries == LOG_LENGTH);
}

static void load(const std::string &bytes) {
  char word[32];
  snprintf(word, sizeof word, "load %zu %04X", bytes.size(), crc_over(bytes));
  request(word);
  for (size_t i = 0; i < bytes.size(); i += DATA_LIMIT)
    request("data " + std::to_string(i) + " " + hex(bytes.substr(i, DATA_LIMIT)));
  snprintf(word, sizeof word, "commit 0 0 %04X", crc_over(bytes));
  request(word);
}

static void press(unsigned ms) {
  board.pressed = true;
  pass(ms);
  board.pressed = false;
  pass(50);
}

// Starts a talk, and gives the moment at which its clock began.
static uint64_t start() {
  CHECK(board.lamps == CHANGEOVER);
  press(100);
  CHECK(board.lamps == GO);
  return board.ms - stage_elapsed(memory.stage.at, clock_now().low);
}

static void talk() {
  uint64_t began = start();
  CHECK(steady(began + 10 * SECOND - 1 - board.ms));
  // Two fingers blink for five seconds, lit first.
  pass(2);
  CHECK(board.lamps == TWO_FINGERS);
  pass(began + 15 * SECOND + 10 - board.ms);
  CHECK(board.lamps == TWO_FINGERS);
  CHECK(steady(began + 30 * SECOND - 1 - board.ms));
  pass(2);
  CHECK(board.lamps == APPLAUSE);
  CHECK(steady(3 * SECOND));
  press(100);
  if (memory.stage.at.state == STATE_CLOSED) {
    CHECK(board.lamps == 0);
    pass(3 * SECOND);
    press(3100);
  }
  pass(3 * SECOND);
}

int main(int count, char **words) {
  if (count != 4) return 2;
  std::string bytes;
  for (const char *at = words[1]; at[0] && at[1]; at += 2)
    bytes += (char)strtoul(std::string(at, 2).c_str(), nullptr, 16);
  unsigned long talks = strtoul(words[2], nullptr, 10), days = strtoul(words[3], nullptr, 10);
  memset(board.eeprom, 0xFF, sizeof board.eeprom);
  // Loading takes 2 s, a talk 40 s.
  board.clock_ahead = (1ULL << 32) - 55 * SECOND;
  setup();
  pass(100);
  load(bytes);
  pass(3 * SECOND);
  // The numbers of the log begin anew in the middle of the talks that follow.
  memory.log_newest = 65500;
  memory.log_held = LOG_LENGTH + 1;
  for (unsigned long i = 0; i < talks; i++) {
    talk();
    if (i < 20) read_log();
  }
  CHECK(steady(days * DAY));
  talk();
  CHECK(clock_now().high > 0);
  printf("%lu talks, %lu days of standby, revision %u, log %u\n", talks + 1, days,
         memory.stage.rev, memory.log_newest);
}
