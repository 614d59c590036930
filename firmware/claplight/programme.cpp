#include "programme.h"
#include "crc.h"
#include "image.h"
#include "ring.h"
#include "store.h"

// The head of a copy.
struct Head {
  uint8_t generation;
  uint8_t place;
  uint8_t crc[2];
  uint8_t seal;
};
static_assert(sizeof(Head) == PROGRAMME_HEAD, "the head's bytes");
#define SEALED_BYTES (PROGRAMME_HEAD - 1)

// A place in a byte: the talk, and a multiple for what the session is like.
#define PLACES (LIMIT_TALKS + 1)
#define PLACE_UNDER_WAY 1
#define PLACE_CLOSED 2

static uint16_t in_force, spare;  // addresses of the images
static Head head;                 // of the one in force
static uint8_t talks, scores;

static uint16_t image_of(uint8_t copy) {
  return STORE_PROGRAMMES + PROGRAMME_COPY * copy + PROGRAMME_HEAD;
}

static bool read_head(uint16_t image) {
  uint8_t *bytes = (uint8_t *)&head;
  store_copy(image - PROGRAMME_HEAD, bytes, PROGRAMME_HEAD);
  return head.seal == crc_seal(bytes, SEALED_BYTES);
}

static void read_counts() {
  talks = store_read(in_force);
  scores = store_read(in_force + 1);
}

uint16_t programme_crc() {
  return talks == 0 ? 0 : head.crc[0] | head.crc[1] << 8;
}

static bool undamaged() {
  uint16_t length = LAYOUT_HEAD + LAYOUT_TALK * talks + LAYOUT_SCORE * scores +
                    LAYOUT_CUE * store_read(in_force + 2);
  if (length > PROGRAMME_LONGEST) return false;
  image_begin(in_force, length, head.crc[0] | head.crc[1] << 8);
  Check check;
  while ((check = image_check(1)) == CHECK_GOES_ON) {
  }
  return check == CHECK_RIGHT;
}

void programme_begin(bool known, uint8_t later) {
  bool first = read_head(image_of(0));
  uint8_t generation = head.generation;
  bool second = read_head(image_of(1));
  bool newer = second && (!first || (int8_t)(head.generation - generation) > 0);
  in_force = image_of(newer);
  spare = image_of(!newer);
  read_head(in_force);
  read_counts();
  // A damaged copy is no programme. The other one is older: it would be a guess.
  bool older = known && later == ring_generation(head.generation + 1);
  if (!(first || second) || older || !undamaged()) talks = scores = 0;
  // What is loaded next must not be taken for the one that is damaged.
  if (older) head.generation++;
}

void programme_switch() {
  uint16_t image = spare;
  spare = in_force;
  in_force = image;
  read_head(in_force);
  read_counts();
}

uint8_t programme_talks() {
  return talks;
}

uint8_t programme_generation() {
  return head.generation;
}

Place programme_place() {
  uint8_t kind = head.place / PLACES;
  Place place = {(uint8_t)(head.place % PLACES), kind == PLACE_UNDER_WAY, kind == PLACE_CLOSED};
  return place;
}

static uint16_t talk_address(uint16_t image, uint8_t talk) {
  return image + LAYOUT_HEAD + LAYOUT_TALK * talk;
}

uint8_t programme_find(uint16_t id) {
  for (uint8_t talk = 0; talk < talks; talk++)
    if (store_read16(talk_address(in_force, talk)) == id) return talk;
  return NO_TALK;
}

bool programme_score(uint8_t number, Score &score) {
  if (number >= scores) return false;
  uint16_t at = talk_address(in_force, talks);
  uint16_t cues = at + LAYOUT_SCORE * scores;
  for (; number > 0; number--, at += LAYOUT_SCORE) cues += LAYOUT_CUE * score_count(store_read(at));
  uint8_t head[LAYOUT_SCORE];
  store_copy(at, head, LAYOUT_SCORE);
  score_head(score, head);
  store_copy(cues, score.cues, LAYOUT_CUE * score.count);
  return true;
}

void programme_talk_score(uint8_t talk, Score &score) {
  uint16_t at = talk_address(in_force, talk);
  uint8_t flags = store_read(at + 2);
  programme_score(flags & TALK_SCORE, score);
  score.id = store_read16(at);
  score.flags = flags;
}

uint16_t programme_spare() {
  return spare;
}

uint8_t programme_spare_talks() {
  return store_read(spare);
}

uint16_t programme_spare_id(uint8_t talk) {
  return store_read16(talk_address(spare, talk));
}

void programme_seal(uint16_t crc, Place place) {
  uint8_t kind = place.closed ? PLACE_CLOSED : place.under_way ? PLACE_UNDER_WAY : 0;
  uint8_t bytes[PROGRAMME_HEAD];
  bytes[0] = head.generation + 1;
  bytes[1] = place.talk + PLACES * kind;
  bytes[2] = crc;
  bytes[3] = crc >> 8;
  bytes[SEALED_BYTES] = crc_seal(bytes, SEALED_BYTES);
  store_write(spare - PROGRAMME_HEAD, bytes, PROGRAMME_HEAD, true);
}

void programme_unseal() {
  const uint8_t unsealed = UNSEALED;
  store_write(spare - 1, &unsealed, 1, false);
}
