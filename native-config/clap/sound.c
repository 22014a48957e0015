/* The sound that a project keeps: from and to Ligature by commands. */
#include <stdlib.h>
#include <string.h>

#include "bridge.h"

static const int64_t MILLI = 1000000;
#define REPLY_NANOS (3000 * MILLI)

/* Sends a command and waits for its reply: -1 none, else the status. */
static int command(Bridge* bridge, Meeting* m, uint32_t kind, const char* text, uint32_t length) {
  memcpy(m->state, text, length);
  m->kind = kind;
  m->length = length;
  uint32_t sent = m->command + 1;
  m->command = sent;
  int64_t begin = bridge_nanos();
  while (m->replied != sent) {
    if (bridge_nanos() - begin > REPLY_NANOS || !bridge_look(bridge) || bridge->meeting != m) {
      return -1;
    }
    bridge_nap(MILLI);
  }
  return (int) m->status;
}

int bridge_send(Bridge* bridge) {
  Meeting* m = bridge->meeting;
  uint32_t server = m->server;
  int status = command(bridge, m, LOAD, bridge->text, bridge->text_length);
  if (status >= 0) {
    bridge->sent_to = server;
  }
  return status;
}

/* Waits for the first beat of a Ligature that may be there; with the lock. */
static bool reach(Bridge* bridge) {
  bridge->wants = true;
  for (int64_t begin = bridge_nanos(); !bridge_look(bridge); bridge_nap(MILLI)) {
    if (bridge->meeting == NULL || bridge_nanos() - begin > FIRST_BEAT_NANOS) {
      return false;
    }
  }
  return true;
}

uint32_t bridge_save(Bridge* bridge, char** text) {
  pthread_mutex_lock(&bridge->lock);
  bool unsent = bridge->text != NULL && reach(bridge) &&
                bridge->meeting->server != bridge->sent_to && bridge_send(bridge) < 0;
  if (!unsent && reach(bridge)) {
    Meeting* m = bridge->meeting;
    uint32_t server = m->server;
    if (command(bridge, m, SAVE, "", 0) == 0 && m->reply_length <= STATE_BYTES) {
      uint32_t length = m->reply_length;
      char* saved = malloc(length + 1);
      if (saved != NULL) {
        memcpy(saved, m->state, length);
        free(bridge->text);
        bridge->text = saved;
        bridge->text_length = length;
        bridge->sent_to = server;
      }
    }
  }
  uint32_t length = bridge->text == NULL ? 0 : bridge->text_length;
  *text = malloc(length + 1);
  if (*text == NULL) {
    length = 0;
  } else if (length > 0) {
    memcpy(*text, bridge->text, length);
  }
  pthread_mutex_unlock(&bridge->lock);
  return length;
}

bool bridge_load(Bridge* bridge, char* text, uint32_t length) {
  pthread_mutex_lock(&bridge->lock);
  char* before = bridge->text;
  uint32_t length_before = bridge->text_length;
  bridge->text = text;
  bridge->text_length = length;
  bridge->sent_to = 0;
  bool refused = reach(bridge) && bridge_send(bridge) == REFUSED;
  if (refused) {
    bridge->text = before;
    bridge->text_length = length_before;
    before = text;
  }
  free(before);
  pthread_mutex_unlock(&bridge->lock);
  return !refused;
}
