/* Preloaded into a host: what it writes below a folder takes as long as a file says. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define STEP_MS 5

/* In ms. The file is looked at again and again, so that a wait can be ended. */
static long delay(void)
{
  static int file = -1;
  char text[64] = "";
  long ms = 0;
  if (file < 0 && getenv("SLOW_DISK_FILE"))
    file = (REAL(open64))(getenv("SLOW_DISK_FILE"), O_RDONLY | O_CLOEXEC);
  if (file >= 0 && (REAL(pread64))(file, text, sizeof text - 1, 0) > 0) sscanf(text, "%ld", &ms);
  return ms;
}

static void wait_for(const char *path)
{
  const char *folder = getenv("SLOW_DISK");
  if (!folder || !path || strncmp(path, folder, strlen(folder)) != 0) return;
  for (long waited = 0; waited < delay(); waited += STEP_MS) {
    struct timespec step = { 0, STEP_MS * 1000000L };
    nanosleep(&step, NULL);
  }
}

static void wait_for_file(int file)
{
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return;
  path[length] = '\0';
  wait_for(path);
}

ssize_t write(int file, const void *bytes, size_t count)
{
  wait_for_file(file);
  return (REAL(write))(file, bytes, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at)
{
  wait_for_file(file);
  return (REAL(pwrite64))(file, bytes, count, at);
}

ssize_t writev(int file, const struct iovec *parts, int count)
{
  wait_for_file(file);
  return (REAL(writev))(file, parts, count);
}

int fsync(int file)
{
  wait_for_file(file);
  return (REAL(fsync))(file);
}

int fdatasync(int file)
{
  wait_for_file(file);
  return (REAL(fdatasync))(file);
}

int open64(const char *path, int flags, ...)
{
  va_list rest;
  va_start(rest, flags);
  int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0;
  va_end(rest);
  if (flags & O_CREAT) wait_for(path);
  return (REAL(open64))(path, flags, mode);
}

int rename(const char *from, const char *to)
{
  wait_for(to);
  return (REAL(rename))(from, to);
}

int link(const char *from, const char *to)
{
  wait_for(to);
  return (REAL(link))(from, to);
}

int unlink(const char *path)
{
  wait_for(path);
  return (REAL(unlink))(path);
}
