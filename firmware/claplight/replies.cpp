#include "replies.h"
#include "memory.h"

bool replies_wanted(Request request) {
  return REQUESTS_ONCE >> request & 1;
}

void replies_add(uint16_t tag, Request request, ErrorCode code, uint16_t rev) {
  Reply &reply = memory.replies[memory.next_reply];
  memory.next_reply = (memory.next_reply + 1) % KEPT_REPLIES;
  reply.tag = tag;
  reply.request = request;
  reply.code = code;
  reply.rev = rev;
}

bool replies_find(uint16_t tag, Request request, ErrorCode &code, uint16_t &rev) {
  for (uint8_t i = 0; i < KEPT_REPLIES; i++) {
    const Reply &reply = memory.replies[i];
    if (reply.tag != tag || reply.request != request) continue;
    code = reply.code;
    rev = reply.rev;
    return true;
  }
  return false;
}
