// The line reader and every handler under libFuzzer: the whole firmware but its hardware runs on,
// from input to input (so a finding is repeated by its -seed, not by its input alone). Of an input
//   a line that begins with '!' is sent with a right tag and checksum, '@' in it being the revision
//     '$' the number of the log's newest entry and '%' the clock; '=' sends the last such line again;
//   one that begins with '#' is a programme: it is loaded, with a right CRC, and put in force. Its
//     first byte is where the stage is; 0xFC before a byte stands for that byte with its top bit
//     changed;
//   all other lines are sent as they are;
//   0xFE lets 50 ms pass, 0xFB 1.1 s, 0xFD presses or lets go of the button.
// Checked, besides what the sanitizers see: that bytes which are no request never change the stage,
// that the stage's talk is one of the programme, that everything it says is a whole line with a right
// checksum, and that it answers the next good line. The clock begins a minute before its 32 bits roll
// over. At the end it says how many lines there were; with FUZZ_LINES in the environment it ends
// after so many.
#include "../../firmware/claplight/podium.h"
#include "../../firmware/claplight/clock.h"
#include "board.h"
#include "framing.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

#define CHECK(what) ((what) ? (void)0 : (fprintf(stderr, "not so: %s\n", #what), abort()))

enum Mark : uint8_t { LONG_WAIT = 0xFB, FLIP, BUTTON, WAIT };

static unsigned long lines, good, loads;
static bool answered;

static void check_sent() {
  size_t end;
  while ((end = board.sent.find('\n')) != std::string::npos) {
    std::string line = board.sent.substr(0, end + 1);
    board.sent.erase(0, end + 1);
    CHECK(line.size() <= LINE_LIMIT + 1 && line.size() > 6);
    CHECK(framed(line.substr(0, line.size() - 6)) == line);
    answered = answered || line.compare(0, 8, "ok 9999 ") == 0;
  }
  CHECK(board.sent.size() <= LINE_LIMIT);
}

// A talk that the programme has, or none.
static void check_stage() {
  const Anchors &at = memory.stage.at;
  uint8_t talks = programme_talks();
  CHECK(at.talk < talks || (at.talk == talks && at.state == STATE_CLOSED) || talks == 0);
}

static void pass(unsigned ms) {
  while (ms-- > 0) {
    loop();
    CHECK(board.lamps < 16);
    check_stage();
    check_sent();
  }
}

static void send(const std::string &bytes) {
  board.received.insert(board.received.end(), bytes.begin(), bytes.end());
  while (!board.received.empty()) pass(1);
  lines++;
}

// It must answer within the time that a commit takes.
static void greet() {
  answered = false;
  send("\n" + framed("9999 hello"));
  for (unsigned ms = 0; !answered; ms++) {
    CHECK(ms < 500);
    pass(1);
  }
}

static std::string last;

static void again() {
  send(last);
  good++;
}

static void fill_in(std::string &body, char mark, uint32_t number) {
  size_t at = body.find(mark);
  if (at != std::string::npos) body.replace(at, 1, std::to_string(number));
}

// Of a line, what comes after its tag.
static void request(std::string body) {
  static unsigned tag = 0;
  tag = tag % TAG_LIMIT + 1;
  fill_in(body, '@', memory.stage.rev);
  fill_in(body, '$', memory.log_newest);
  fill_in(body, '%', clock_now().low);
  last = framed(std::to_string(tag) + body);
  again();
}

static void load(const std::string &text) {
  std::string bytes;
  for (size_t i = 0; i < text.size(); i++) {
    bool flip = (uint8_t)text[i] == FLIP && i + 1 < text.size();
    if (flip) i++;
    bytes += flip ? text[i] ^ 0x80 : text[i];
  }
  if (bytes.empty()) return;
  unsigned talk = (uint8_t)bytes[0] % (LIMIT_TALKS + 1);
  bytes.erase(0, 1);
  char word[48];
  snprintf(word, sizeof word, " load %zu %04X", bytes.size(), crc_over(bytes));
  request(word);
  for (size_t i = 0; i < bytes.size(); i += DATA_LIMIT) {
    request(" data " + std::to_string(i) + " " + hex(bytes.substr(i, DATA_LIMIT)));
    // As a host does, it waits until there is room for the next.
    pass(DATA_LIMIT + 5);
  }
  uint16_t rev = memory.stage.rev;
  snprintf(word, sizeof word, " commit @ %u %04X", talk, crc_over(bytes));
  request(word);
  pass(60);
  loads += memory.stage.rev != rev;
}

static void tell() {
  fprintf(stderr, "%lu lines, %lu with a right checksum; %lu programmes came into force\n", lines,
          good, loads);
}

static unsigned long most = ~0UL;

static void start() {
  atexit(tell);
  if (const char *wanted = getenv("FUZZ_LINES")) most = strtoul(wanted, nullptr, 10);
  memset(board.eeprom, 0xFF, sizeof board.eeprom);
  board.clock_ahead = (1ULL << 32) - 60000;
  setup();
  pass(200);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static bool started = (start(), true);
  (void)started;
  static uint64_t touched_at = 0;
  uint16_t rev = memory.stage.rev;
  // A button that was let go of still has to be noticed.
  bool innocent = !board.pressed && board.ms - touched_at > 100;
  for (size_t i = 0; i < size;) {
    uint8_t first = data[i];
    if (first == WAIT) pass(50);
    if (first == LONG_WAIT) pass(1100);
    if (first == BUTTON) {
      board.pressed = !board.pressed;
      touched_at = board.ms;
      innocent = false;
    }
    if (first >= LONG_WAIT) {
      i++;
      continue;
    }
    size_t end = i;
    while (end < size && data[end] != '\n' && data[end] != WAIT && data[end] != BUTTON) end++;
    std::string line((const char *)data + i, end - i);
    if (first == '!') request(line.substr(1));
    else if (first == '#') load(line.substr(1));
    else if (line == "=") again();
    else send(line + '\n');
    innocent = innocent && first != '!' && first != '#' && first != '=';
    i = end + (end < size && data[end] == '\n');
  }
  if (innocent) CHECK(memory.stage.rev == rev);
  greet();
  // libFuzzer takes exit() for a finding.
  if (lines >= most) tell(), _exit(0);
  return 0;
}
