/*
 * An AVR in simavr with a genuine bootloader in its flash, or another program, behind a pseudo terminal. simavr
 * can program its own flash (SPM), which our own emulator cannot, and knows more chips.
 *
 *   bootloader CHIP PROGRAM.hex LINK FOLDER [worn | APPLICATION.hex]
 *
 * Opening LINK resets the board, as DTR does on a real one. Bytes at another speed than the UART's don't
 * get through. It says "ready" on its standard output when LINK is there, and obeys lines on its standard
 * input, each with "done" for an answer:
 *
 *   reset    somebody presses the board's reset button, and keeps it until the program has spoken in vain
 *   garble   the next byte that the board sends is damaged
 *   pull     the cable is pulled: LINK is gone, and the board has no power
 *   plug     the cable is plugged again
 *   low PN   pin N of port P is pulled low, as by a button: low G0
 *   free PN  it is let go
 *   dump     flash, EEPROM and memory are written to FOLDER/flash.bin, FOLDER/eeprom.bin and FOLDER/data.bin
 *
 * `worn`: some cells of the flash stay erased. APPLICATION: what was flashed before.
 */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <simavr/avr_eeprom.h>
#include <simavr/avr_ioport.h>
#include <simavr/avr_uart.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_hex.h>

#define HZ 16000000UL
/* What is run before the wires are looked at: 0.1 ms. */
#define SLICE (HZ / 10000)

static avr_t *avr;
static avr_irq_t *to_board;
/* The board's end of the cable, or -1 while it is pulled. */
static int wire = -1;
/* Whether some program has the other end open, and who tells of each opening. */
static int opened;
static int openings;
static int garbled;
static int room = 1;
/* Bytes for the board, one after the other as the line has them. */
static unsigned char queue[1 << 16];
static unsigned head, tail;
static avr_cycle_count_t next_byte;
/* When the last byte went either way. */
static avr_cycle_count_t last_byte;

/* What the UART is set to, by its registers UBRR0 and UCSR0A. */
static double baud(void) {
  unsigned divisor = 1 + (avr->data[0xc4] | avr->data[0xc5] << 8);
  return (double)HZ / (avr->data[0xc0] & 2 ? 8 : 16) / divisor;
}

/* Whether the program at the other end has set the same speed. */
static int same_speed(void) {
  struct termios now;
  if (wire < 0 || tcgetattr(wire, &now) != 0) return 0;
  speed_t speed = cfgetospeed(&now);
  double off = (speed == B115200 ? 115200 : speed == B57600 ? 57600 : 0) / baud() - 1;
  return off > -0.05 && off < 0.05;
}

static void from_board(struct avr_irq_t *irq, uint32_t value, void *param) {
  unsigned char byte = value ^ (garbled ? 0x55 : 0);
  (void)irq, (void)param;
  if (!opened || !same_speed()) return;
  last_byte = avr->cycle;
  garbled = 0;
  if (write(wire, &byte, 1) != 1) perror("write");
}

static void xon(struct avr_irq_t *irq, uint32_t value, void *param) {
  (void)irq, (void)value, (void)param;
  room = 1;
}

static void xoff(struct avr_irq_t *irq, uint32_t value, void *param) {
  (void)irq, (void)value, (void)param;
  room = 0;
}

/* Emulated sleep takes no real time by itself: the main loop keeps pace. */
static void sleep_not(avr_t *sleeper, avr_cycle_count_t cycles) {
  (void)sleeper, (void)cycles;
}

static void boot(void) {
  avr_reset(avr);
  avr->pc = avr->reset_pc;
  /* Optiboot looks why it was reset: only an outer reset makes it listen. */
  avr->data[0x54] = 1 << 1;
  head = tail = 0;
  /* What its UART had no room for before is forgotten, too: nobody would tell that there is room again. */
  room = 1;
  next_byte = avr->cycle;
}

/* Returns where the last large piece begins. */
static avr_flashaddr_t load(const char *path) {
  ihex_chunk_p chunks = NULL;
  int count = read_ihex_chunks(path, &chunks);
  avr_flashaddr_t at = 0;
  if (count <= 0) exit(2);
  for (int i = 0; i < count; i++) {
    /* Both files have a chunk of four bytes that tells where to start. */
    if (chunks[i].size <= 4) continue;
    memcpy(avr->flash + chunks[i].baseaddr, chunks[i].data, chunks[i].size);
    if (chunks[i].size > 100) at = chunks[i].baseaddr;
  }
  return at;
}

static void save(const char *folder, const char *name, const void *bytes, size_t size) {
  char path[256];
  snprintf(path, sizeof path, "%s/%s.bin", folder, name);
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(bytes, 1, size, file) != size) exit(2);
  fclose(file);
}

static void dump(const char *folder) {
  avr_eeprom_desc_t eeprom = {.size = avr->e2end + 1};
  avr_ioctl(avr, AVR_IOCTL_EEPROM_GET, &eeprom);
  save(folder, "flash", avr->flash, avr->flashend + 1);
  save(folder, "eeprom", eeprom.ee, eeprom.size);
  save(folder, "data", avr->data, avr->ramend + 1);
}

static void set_pin(const char *pin, int level) {
  avr_raise_irq(avr_io_getirq(avr, AVR_IOCTL_IOPORT_GETIRQ(pin[0]), pin[1] - '0'), level);
}

static void say(const char *what) {
  printf("%s\n", what);
  fflush(stdout);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void plug(const char *link) {
  char name[128];
  struct termios raw;
  int slave;
  memset(&raw, 0, sizeof raw);
  cfmakeraw(&raw);
  if (openpty(&wire, &slave, name, &raw, NULL) != 0) exit(2);
  close(slave);
  fcntl(wire, F_SETFL, O_NONBLOCK);
  if (inotify_add_watch(openings, name, IN_OPEN) < 0) exit(2);
  unlink(link);
  if (symlink(name, link) != 0) exit(2);
  opened = 0;
}

static void pull(const char *link) {
  unlink(link);
  close(wire);
  wire = -1;
  opened = 0;
}

/*
 * A terminal that nobody has open is hung up. Closed and opened again between two looks, it seems never to
 * have been closed: each opening is told, too.
 */
static void look_who_opened(void) {
  struct pollfd look = {.fd = wire, .events = POLLIN};
  char told[4096];
  int again = read(openings, told, sizeof told) > 0;
  opened = wire >= 0 && poll(&look, 1, 0) >= 0 && !(look.revents & POLLHUP);
  if (again && opened) boot();
}

static void fetch(void) {
  /* What was written before it was closed is on its way all the same. */
  if (head < tail || wire < 0) return;
  ssize_t count = read(wire, queue, sizeof queue);
  head = 0;
  tail = count > 0 && same_speed() ? count : 0;
  if (next_byte < avr->cycle) next_byte = avr->cycle;
}

static void feed(void) {
  if (head == tail || !room || avr->cycle < next_byte) return;
  avr_raise_irq(to_board, queue[head++]);
  last_byte = avr->cycle;
  next_byte += HZ * 10 / baud();
}

/*
 * Whether a bootloader has something to do: it takes bytes, writes a page, answers. That is done as fast as this
 * computer can, so that a whole image does not take the time of a real line. What it waits for takes real time.
 */
static int at_work(void) {
  if (avr->reset_pc == 0 || avr->pc < avr->reset_pc) return 0;
  return head < tail || avr->cycle - last_byte < HZ / 100;
}

/*
 * Let go between a question and the next, a board would answer as if nothing had been: Optiboot listens at once. So
 * the finger stays until something was lost.
 */
static void press_reset(void) {
  struct pollfd spoken = {.fd = wire, .events = POLLIN};
  if (head == tail && wire >= 0 && poll(&spoken, 1, 5000) > 0 && read(wire, queue, sizeof queue) < 0) perror("read");
  boot();
}

static void obey(const char *line, char **argv) {
  if (strncmp(line, "reset", 5) == 0) press_reset();
  else if (strncmp(line, "garble", 6) == 0) garbled = 1;
  else if (strncmp(line, "pull", 4) == 0) pull(argv[3]);
  else if (strncmp(line, "plug", 4) == 0) plug(argv[3]);
  else if (strncmp(line, "low ", 4) == 0) set_pin(line + 4, 0);
  else if (strncmp(line, "free ", 5) == 0) set_pin(line + 5, 1);
  else if (strncmp(line, "dump", 4) == 0) dump(argv[4]);
  say("done");
}

int main(int argc, char **argv) {
  if (argc < 5) return 2;
  int worn = argc > 5 && strcmp(argv[5], "worn") == 0;
  avr = avr_make_mcu_by_name(argv[1]);
  if (!avr) return 2;
  avr_init(avr);
  avr->frequency = HZ;
  avr->log = LOG_NONE;
  avr->sleep = sleep_not;
  memset(avr->flash, 0xff, avr->flashend + 1);
  if (argc > 5 && !worn) load(argv[5]);
  avr->reset_pc = load(argv[2]);
  uint32_t flags = 0;
  avr_ioctl(avr, AVR_IOCTL_UART_GET_FLAGS('0'), &flags);
  /* Nor does it sleep by itself, each time that a bootloader looks for a byte. */
  flags &= ~(AVR_UART_FLAG_STDIO | AVR_UART_FLAG_POLL_SLEEP);
  avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
  avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUTPUT), from_board, NULL);
  avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUT_XON), xon, NULL);
  avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUT_XOFF), xoff, NULL);
  to_board = avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_INPUT);

  fcntl(0, F_SETFL, O_NONBLOCK);
  openings = inotify_init1(IN_NONBLOCK);
  if (openings < 0) return 2;
  plug(argv[3]);
  say("ready");

  boot();
  double began = now();
  avr_cycle_count_t from = avr->cycle;
  for (;;) {
    avr_cycle_count_t until = avr->cycle + SLICE;
    look_who_opened();
    fetch();
    while (avr->cycle < until) {
      int state = avr_run(avr);
      if (state == cpu_Done || state == cpu_Crashed) return 3;
      feed();
    }
    if (worn) memset(avr->flash + 0x210, 0xff, 4);
    char line[32];
    ssize_t count = read(0, line, sizeof line - 1);
    if (count == 0) return 0;
    if (count > 0) {
      line[count] = 0;
      obey(line, argv);
    }
    /* Real time: what a real board takes, so that waits on both sides mean the same. */
    if (at_work()) {
      began = now();
      from = avr->cycle;
    }
    double ahead = (avr->cycle - from) / (double)HZ - (now() - began);
    if (ahead > 0.001) usleep((useconds_t)(ahead * 1e6));
    else if (ahead < -0.1) {
      began = now();
      from = avr->cycle;
    }
  }
}
