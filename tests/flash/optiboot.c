/*
 * An ATmega328P in simavr with a genuine bootloader in its flash, behind a pseudo terminal. simavr can
 * program its own flash (SPM), which our own emulator cannot.
 *
 *   optiboot BOOTLOADER.hex LINK DUMP [worn]
 *
 * Says "ready" on its standard output when LINK is there. A line "reset" on its standard input pulls the
 * reset, "dump" writes the flash into the file DUMP and says "dumped". Bytes at another speed than the
 * UART's don't get through. `worn`: some cells of the flash stay erased.
 */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <simavr/avr_ioport.h>
#include <simavr/avr_uart.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_hex.h>

#define HZ 16000000UL
/* What is run before the wires are looked at: 0.1 ms. */
#define SLICE (HZ / 10000)

static avr_t *avr;
static avr_irq_t *to_board;
static int wire, slave;
static int room = 1;
/* Bytes for the board, one after the other as the line has them. */
static unsigned char queue[1 << 16];
static unsigned head, tail;
static avr_cycle_count_t next_byte;

static void from_board(struct avr_irq_t *irq, uint32_t value, void *param) {
  unsigned char byte = value;
  (void)irq, (void)param;
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
  next_byte = avr->cycle;
}

static void load(const char *path) {
  ihex_chunk_p chunks = NULL;
  int count = read_ihex_chunks(path, &chunks);
  if (count <= 0) exit(2);
  memset(avr->flash, 0xff, avr->flashend + 1);
  for (int i = 0; i < count; i++) {
    /* Both files have a chunk of four bytes that tells where to start. */
    if (chunks[i].size <= 4) continue;
    memcpy(avr->flash + chunks[i].baseaddr, chunks[i].data, chunks[i].size);
    if (chunks[i].size > 100) avr->reset_pc = chunks[i].baseaddr;
  }
}

static void dump(const char *path) {
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(avr->flash, 1, avr->flashend + 1, file) == 0) exit(2);
  fclose(file);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

/* What the UART is set to, by its registers UBRR0 and UCSR0A. */
static double baud(void) {
  unsigned divisor = 1 + (avr->data[0xc4] | avr->data[0xc5] << 8);
  return (double)HZ / (avr->data[0xc0] & 2 ? 8 : 16) / divisor;
}

static double told_baud(void) {
  struct termios now;
  if (tcgetattr(slave, &now) != 0) return 0;
  speed_t speed = cfgetospeed(&now);
  return speed == B115200 ? 115200 : speed == B57600 ? 57600 : 0;
}

static void fetch(void) {
  if (head < tail) return;
  ssize_t count = read(wire, queue, sizeof queue);
  double off = told_baud() / baud() - 1;
  head = 0;
  tail = count > 0 && off > -0.05 && off < 0.05 ? count : 0;
  if (next_byte < avr->cycle) next_byte = avr->cycle;
}

static void feed(void) {
  if (head == tail || !room || avr->cycle < next_byte) return;
  avr_raise_irq(to_board, queue[head++]);
  next_byte += HZ * 10 / baud();
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  int worn = argc > 4;
  avr = avr_make_mcu_by_name("atmega328p");
  avr_init(avr);
  avr->frequency = HZ;
  avr->log = LOG_NONE;
  avr->sleep = sleep_not;
  load(argv[1]);
  uint32_t flags = 0;
  avr_ioctl(avr, AVR_IOCTL_UART_GET_FLAGS('0'), &flags);
  flags &= ~AVR_UART_FLAG_STDIO;
  avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
  avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUTPUT), from_board, NULL);
  avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUT_XON), xon, NULL);
  avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUT_XOFF), xoff, NULL);
  to_board = avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_INPUT);

  char name[128];
  struct termios raw;
  memset(&raw, 0, sizeof raw);
  cfmakeraw(&raw);
  if (openpty(&wire, &slave, name, &raw, NULL) != 0) return 2;
  fcntl(wire, F_SETFL, O_NONBLOCK);
  fcntl(0, F_SETFL, O_NONBLOCK);
  unlink(argv[2]);
  if (symlink(name, argv[2]) != 0) return 2;
  printf("ready\n");
  fflush(stdout);

  boot();
  double began = now();
  avr_cycle_count_t from = avr->cycle;
  for (;;) {
    avr_cycle_count_t until = avr->cycle + SLICE;
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
      if (strncmp(line, "reset", 5) == 0) boot();
      if (strncmp(line, "dump", 4) == 0) {
        dump(argv[3]);
        printf("dumped\n");
        fflush(stdout);
      }
    }
    /* Real time: what a real board takes, so that waits on both sides mean the same. */
    double ahead = (avr->cycle - from) / (double)HZ - (now() - began);
    if (ahead > 0.001) usleep((useconds_t)(ahead * 1e6));
    else if (ahead < -0.1) {
      began = now();
      from = avr->cycle;
    }
  }
}
