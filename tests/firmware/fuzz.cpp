// The line reader and every handler under libFuzzer: the whole firmware but its hardware runs on,
// from input to input. Of the input
//   a line that begins with '!' is sent with a right tag and checksum: the others as they are;
//   0xFE lets 50 ms pass, 0xFD presses or lets go of the button.
// Checked, besides what the sanitizers see: that bytes which are no request never change the stage,
// that everything it says is a whole line with a right checksum, and that it answers the next good
// line. At the end it says how many lines there were.
#include "../../firmware/claplight/crc.h"
#include "../../firmware/claplight/podium.h"
#include "board.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>

#define CHECK(what) ((what) ? (void)0 : (fprintf(stderr, "not so: %s\n", #what), abort()))

static std::string framed(const std::string &body) {
  uint16_t crc = CRC_START;
  for (char c : body) crc = crc_add(crc, (uint8_t)c);
  char tail[8];
  snprintf(tail, sizeof tail, "*%04X\n", crc);
  return body + tail;
}

static unsigned long lines;
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

static void pass(unsigned ms) {
  while (ms-- > 0) {
    loop();
    CHECK(board.lamps < 16);
    check_sent();
  }
}

static void send(const std::string &bytes) {
  board.received.insert(board.received.end(), bytes.begin(), bytes.end());
  while (!board.received.empty()) pass(1);
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

static void start() {
  atexit([] { fprintf(stderr, "%lu lines\n", lines); });
  memset(board.eeprom, 0xFF, sizeof board.eeprom);
  setup();
  pass(200);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static bool started = (start(), true);
  (void)started;
  static unsigned tag = 0;
  uint16_t rev = memory.stage.rev;
  static uint64_t touched_at = 0;
  // A button that was let go of still has to be noticed.
  bool innocent = !board.pressed && board.ms - touched_at > 100;
  for (size_t i = 0; i < size;) {
    if (data[i] == 0xFE) pass(50);
    if (data[i] == 0xFD) {
      board.pressed = !board.pressed;
      touched_at = board.ms;
      innocent = false;
    }
    if (data[i] >= 0xFD) {
      i++;
      continue;
    }
    size_t end = i;
    while (end < size && data[end] != '\n' && data[end] < 0xFD) end++;
    std::string line((const char *)data + i, end - i);
    if (!line.empty() && line[0] == '!') {
      tag = tag % TAG_LIMIT + 1;
      // `@` stands for the revision, so that inputs stay good when the stage has moved on.
      size_t at = line.find('@');
      if (at != std::string::npos) line.replace(at, 1, std::to_string(memory.stage.rev));
      line = framed(std::to_string(tag) + line.substr(1));
      innocent = false;
    } else {
      line += '\n';
    }
    send(line);
    lines++;
    i = end + (end < size && data[end] == '\n');
  }
  if (innocent) CHECK(memory.stage.rev == rev);
  greet();
  return 0;
}
