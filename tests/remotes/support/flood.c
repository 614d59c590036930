/*
 * flood PORT RATE COUNT SECONDS: sends COUNT OSC packets to a UDP port of this computer, RATE a second, for
 * SECONDS at most, and prints how many it sent and in how many seconds. JavaScript sends 40,000 a second.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/udp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

/* The kernel cuts what one call hands over into packets: the cheapest way to send many. */
#define TOGETHER 60
#define BATCH 4

static const char packet[] = "/claplight/finish\0\0\0,s\0\0junk\0\0\0\0";
#define SIZE (sizeof packet - 1)
static char packets[TOGETHER * SIZE];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  double rate = atof(argv[2]), count = atof(argv[3]), longest = atof(argv[4]);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  for (int i = 0; i < TOGETHER; i++) memcpy(packets + i * SIZE, packet, SIZE);
  struct iovec bytes = {packets, sizeof packets};
  static struct mmsghdr batch[BATCH];
  for (int i = 0; i < BATCH; i++)
    batch[i].msg_hdr = (struct msghdr){.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &bytes, .msg_iovlen = 1};
  int out = socket(AF_INET, SOCK_DGRAM, 0), size = SIZE;
  if (setsockopt(out, SOL_UDP, UDP_SEGMENT, &size, sizeof size) != 0) {
    perror("UDP_SEGMENT");
    return 1;
  }
  double from = now(), sent = 0, passed = 0;
  while (sent < count && passed < longest) {
    int done = sendmmsg(out, batch, BATCH, 0);
    if (done > 0) sent += done * TOGETHER;
    passed = now() - from;
    double ahead = sent / rate - passed;
    if (ahead > 0) {
      struct timespec rest = {0, (long)(ahead * 1e9) % 1000000000};
      nanosleep(&rest, NULL);
    }
  }
  printf("{\"sent\":%.0f,\"seconds\":%.3f}\n", sent, now() - from);
  return 0;
}
