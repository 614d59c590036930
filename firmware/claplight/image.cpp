#include "image.h"
#include "crc.h"
#include "score.h"
#include "store.h"
#include <string.h>

static struct {
  uint16_t at, left, sum, wanted;
  // The part (head, talk, score or cue) that is being gathered.
  uint8_t part[LAYOUT_SCORE];
  uint8_t gathered;
  bool headed;
  uint8_t talks, scores, cues;  // still to come
  // Whose cues come next: where its head is, how many heads there are, how many cues it still has.
  uint16_t head;
  uint8_t heads, head_cues;
  uint32_t last_due;
} image;

void image_begin(uint16_t address, uint16_t bytes, uint16_t crc) {
  memset(&image, 0, sizeof image);
  image.at = address;
  image.left = bytes;
  image.wanted = crc;
  image.sum = CRC_START;
}

static uint8_t part_length() {
  if (!image.headed) return LAYOUT_HEAD;
  return image.talks > 0 ? LAYOUT_TALK : image.scores > 0 ? LAYOUT_SCORE : LAYOUT_CUE;
}

static bool head_is_right() {
  const uint8_t *part = image.part;
  image.headed = true;
  image.talks = part[0];
  image.scores = image.heads = part[1];
  image.cues = part[2];
  image.head = image.at + LAYOUT_TALK * image.talks;
  return part[0] <= LIMIT_TALKS && part[1] > 0 && part[1] <= LIMIT_SCORES &&
         part[2] <= LIMIT_CUES && part[3] == LAYOUT_VERSION;
}

static bool talk_is_right() {
  const uint8_t *part = image.part;
  image.talks--;
  uint8_t score = part[2] & 0x0F, flags = part[2] & 0xF0;
  return (part[0] | part[1]) != 0 && (part[0] & part[1]) != 0xFF && score > 0 &&
         score < image.heads && (flags & ~(TALK_SILENT | TALK_NO_FLASH)) == 0;
}

static bool score_is_right() {
  const uint8_t *part = image.part;
  image.scores--;
  uint8_t count = score_count(part[0]);
  return count > 0 && count <= LIMIT_CUES_IN_SCORE && (part[0] & 0x7F) == count &&
         (part[1] > 0 || part[2] == 0);
}

// The cues of a score begin at 0 and follow each other.
static bool cue_is_right() {
  const uint8_t *part = image.part;
  uint8_t sound = part[2] >> (DUE_BITS - 16);
  uint32_t due = part[0] | (uint16_t)part[1] << 8 | (uint32_t)(part[2] & 0x1F) << 16;
  bool ordered = due > image.last_due;
  image.cues--;
  if (image.head_cues == 0) {
    if (image.heads-- == 0) return false;
    image.head_cues = score_count(store_read(image.head));
    image.head += LAYOUT_SCORE;
    ordered = due == 0;
  }
  image.head_cues--;
  image.last_due = due;
  return ordered && part[3] >> 4 < ANNOUNCEMENT_COUNT && sound < SOUND_COUNT;
}

static bool part_is_right() {
  image.gathered = 0;
  if (!image.headed) return head_is_right();
  if (image.talks > 0) return talk_is_right();
  if (image.scores > 0) return score_is_right();
  return image.cues > 0 && cue_is_right();
}

// Nothing is missing and nothing left over.
static bool all_is_right() {
  uint8_t missing = image.talks | image.scores | image.cues | image.heads | image.head_cues;
  return image.headed && missing == 0 && image.gathered == 0 && image.sum == image.wanted;
}

Check image_check(uint8_t count) {
  for (; count > 0; count--) {
    if (image.left == 0) return all_is_right() ? CHECK_RIGHT : CHECK_WRONG;
    image.left--;
    uint8_t byte = store_read(image.at++);
    image.sum = crc_add(image.sum, byte);
    image.part[image.gathered++] = byte;
    if (image.gathered == part_length() && !part_is_right()) return CHECK_WRONG;
  }
  return CHECK_GOES_ON;
}
