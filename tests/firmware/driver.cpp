// Stage and player of the firmware on a PC, driven by text, to be held against those of protocol/.
//
// It reads commands, one a line, and answers each with what came of it, the last line being `ok` or
// why not:
//   programme HEX|- [MS]        the bytes of protocol/programme.ts, two hex digits each, or none;
//                               starts anew, with the player's clock at MS
//   level off|quiet|normal      of the sound
//   lost 0|1                    whether power was lost
//   at MS                       time passes, up to MS on the player's clock
//   event NAME [SECONDS [MS]]   an event, now or at MS; SECONDS for a grant, else 0
//   put STATE TALK MS|- SECONDS [QUIET]  where the stage is, elapsed and granted, and how many cues
//                               were announced
//   adopt TALK                  the stage's talk has another index (the programme is the same)
//   practise SCORE CUE SECONDS  shows a cue
//   digits WIDTH COUNT OVER CHANGEOVER  what digits say now: a cell each, two hex digits
//   look                        STATE TALK REV CUE LAMPS BUZZER ELAPSED|- GRANTED
// Whenever something changes it prints, before the answer:
//   MS lamps SET                the lamps that are lit: green 1, amber 2, red 4, blue 8
//   MS buzzer 0|1
//   MS cue TALK SCORE CUE POSITION
#include "../../firmware/claplight/digits.h"
#include "../../firmware/claplight/player.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

static const char *REFUSALS[] = {"refused", "stale", "guard", "first",
                                 "nothing", "amount", "limit", "no-programme", "moment"};
static std::vector<uint8_t> image;
static Stage stage;
static Player player;
static Score changeover, talk_score;
static uint64_t now;
static uint64_t due;
static int lamps, buzzer;

static Time instant(uint64_t ms) {
  return {(uint32_t)ms, (uint8_t)(ms >> 32)};
}

// The same walk through the bytes as programme.cpp does in the EEPROM.
static Score score_of(unsigned number) {
  Score score = Score();
  const uint8_t *heads = &image[LAYOUT_HEAD + LAYOUT_TALK * image[0]];
  const uint8_t *cues = heads + LAYOUT_SCORE * image[1];
  for (unsigned i = 0; i < number; i++, heads += LAYOUT_SCORE) cues += LAYOUT_CUE * score_count(heads[0]);
  score_head(score, heads);
  memcpy(score.cues, cues, LAYOUT_CUE * score.count);
  return score;
}

static void load_scores() {
  if (player.talks == 0) return;
  changeover = score_of(0);
  if (stage.at.talk >= player.talks) return;
  const uint8_t *talk = &image[LAYOUT_HEAD + LAYOUT_TALK * stage.at.talk];
  talk_score = score_of(talk[2] & TALK_SCORE);
  talk_score.flags = talk[2];
}

static void play() {
  static uint64_t turn;
  if (now >> 24 != turn) stage_rebase(stage, now);
  turn = now >> 24;
  load_scores();
  due = now + player_play(player, instant(now));
  int number = stage.at.state == STATE_STANDBY ? 0 : talk_score.flags & TALK_SCORE;
  long long position = (long long)stage_elapsed(stage.at, now) - stage.at.granted * 1000LL;
  unsigned long long ms = now;
  for (unsigned i = player.cues; i-- > 0;)
    printf("%llu cue %u %d %u %lld\n", ms, stage.at.talk, number, player.entered - i, position);
  if (player.column.lit != lamps) printf("%llu lamps %u\n", ms, player.column.lit);
  if (player.buzzer != buzzer) printf("%llu buzzer %d\n", ms, player.buzzer);
  lamps = player.column.lit;
  buzzer = player.buzzer;
}

static int index_of(const char *words, const char *word) {
  for (int i = 0; *words; i++, words += strlen(words) + 1)
    if (strcmp(words, word) == 0) return i;
  fprintf(stderr, "no \"%s\" here\n", word);
  exit(2);
}

static const char *result(ErrorCode code) {
  return code == ACCEPTED ? "ok" : REFUSALS[code];
}

static void start_anew(const std::string &hex, uint64_t ms) {
  image.clear();
  for (size_t i = 0; i + 1 < hex.size(); i += 2)
    image.push_back((uint8_t)strtoul(hex.substr(i, 2).c_str(), nullptr, 16));
  SoundLevel level = player.level;
  stage = Stage();
  player = Player();
  player.stage = &stage;
  player.changeover = &changeover;
  player.talk = &talk_score;
  player.talks = image.empty() ? 0 : image[0];
  player.level = level;
  now = due = ms;
  lamps = buzzer = 0;
}

static const char *pass(uint64_t ms) {
  if (ms < now) return "past";
  while (due <= ms) {
    now = due;
    play();
  }
  now = ms;
  return "ok";
}

static const char *event(const char *name, int seconds, uint64_t moment) {
  play();
  if (player.talks == 0) return "no-programme";
  Event which = (Event)index_of(LOG_NAMES, name);
  ErrorCode code = stage_step(stage, {which, (int16_t)seconds, (Tick)moment}, now, player.talks);
  if (code == ACCEPTED) play();
  return result(code);
}

static const char *put(const char *state, int talk, const char *elapsed, int granted, int quiet) {
  play();
  Anchors to = Anchors();
  to.state = (State)index_of(STATE_NAMES, state);
  to.talk = talk;
  to.going = strcmp(elapsed, "-") != 0;
  to.banked = to.going ? strtoul(elapsed, nullptr, 10) : 0;
  to.granted = granted;
  stage_put(stage, to, now);
  if (quiet > 0) player.heard = {(uint8_t)talk, (uint16_t)quiet, (uint16_t)quiet};
  play();
  return "ok";
}

static const char *practise(int score, int cue, int seconds) {
  Score scored = score_of(score);
  player_practise(player, score_signal(scored, cue), seconds * 1000, false, now);
  play();
  return "ok";
}

static void say_digits(int width, int count, int over, int changeover) {
  DigitsWish wish = {(uint8_t)width, (DigitCount)count, (DigitOver)over, (DigitChangeover)changeover};
  Digits digits;
  digits_say(digits, wish, player, instant(now));
  for (int i = 0; i < width; i++) printf("%02X", digits.cells[i]);
  printf("\n");
}

static void look() {
  const char *state = STATE_NAMES;
  for (int i = 0; i < stage.at.state; i++) state += strlen(state) + 1;
  printf("%s %u %u %u %d %d ", state, stage.at.talk, stage.rev, player.entered, lamps, buzzer);
  if (stage_clocked(stage.at)) printf("%u", (unsigned)stage_elapsed(stage.at, now));
  else printf("-");
  printf(" %d\n", stage.at.granted);
}

static const char *carry_out(char *line) {
  std::vector<char *> words;
  for (char *word = strtok(line, " \n"); word; word = strtok(nullptr, " \n")) words.push_back(word);
  if (words.empty()) return "";
  std::string name = words[0];
  size_t count = words.size();
  auto number = [&](size_t i) { return i < count ? atoi(words[i]) : 0; };
  if (name == "programme") {
    start_anew(count > 1 ? words[1] : "-", count > 2 ? strtoull(words[2], nullptr, 10) : 0);
    play();
  }
  else if (name == "level" && count == 2) {
    player.level = strcmp(words[1], "off") == 0     ? LEVEL_OFF
                   : strcmp(words[1], "quiet") == 0 ? LEVEL_QUIET
                                                    : LEVEL_NORMAL;
    play();
  } else if (name == "lost" && count == 2) {
    player.power_lost = number(1);
    play();
  } else if (name == "at" && count == 2) return pass(strtoull(words[1], nullptr, 10));
  else if (name == "event" && count >= 2) 
    return event(words[1], number(2), count > 3 ? strtoull(words[3], nullptr, 10) : now);
  else if (name == "put" && count >= 5)
    return put(words[1], number(2), words[3], number(4), number(5));
  else if (name == "adopt" && count == 2) {
    play();
    stage_adopt(stage, number(1));
    player_adopt(player);
    play();
  } else if (name == "practise" && count == 4) return practise(number(1), number(2), number(3));
  else if (name == "digits" && count == 5)
    say_digits(number(1), number(2), number(3), number(4));
  else if (name == "look") look();
  else return "what?";
  return "ok";
}

int main() {
  char line[2048];
  start_anew("-", 0);
  while (fgets(line, sizeof line, stdin)) {
    puts(carry_out(line));
    fflush(stdout);
  }
}
