/* The CLAP instrument through which a DAW plays a Ligature that runs beside it with
   `ligature play --audio clap`. It makes no sound of its own: a block's notes go to Ligature, the
   block comes back. The bridge adds no frames; what is late is what Ligature itself says. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bridge.h"
#include "clap_abi.h"
#include "notes.h"
#include "ports.h"

#define STATE_HEAD "ligature-clap 1\n"

static const int64_t SECOND_NANOS = 1000000000;
static const int64_t OFFLINE_NANOS = 20 * SECOND_NANOS;

typedef struct {
  Plugin plugin;
  const Host* host;
  Bridge bridge;
  bool open;
  uint32_t told_latency;
  double rate;
  uint32_t most_frames;
  atomic_bool offline;
  /* of the audio thread */
  bool resets;    /* the next block begins anew */
  uint32_t muted; /* frames of before a reset that are still to come */
  uint32_t server, wish;
} Instance;

static Instance* of(const Plugin* plugin) { return plugin->data; }

/* ---- the audio thread: no lock, no memory, no file ---- */

static void silence(float* left, float* right, uint32_t from, uint32_t frames) {
  memset(left + from, 0, frames * sizeof(float));
  memset(right + from, 0, frames * sizeof(float));
}

/* Asks Ligature for a part of a block; false: silence, because it did not answer. */
static bool ask(Instance* self, Meeting* m, const Process* process, Sheet* sheet, float* left,
                float* right) {
  uint32_t posted = m->posted;
  uint32_t backlog = posted - m->answered;
  if (backlog >= SLOTS) {
    self->resets = true; /* these notes are lost */
    return false;
  }
  if (m->server != self->server || m->wish != self->wish) {
    self->server = m->server;
    self->wish = m->wish;
    self->resets = true;
  }
  bool offline = self->offline;
  Slot* slot = &m->slots[posted % SLOTS];
  sheet->slot = slot;
  slot->frames = sheet->frames;
  slot->events = 0;
  slot->flags = self->resets ? RESET : 0;
  slot->done = 0;
  if (self->resets) {
    self->muted = m->latency;
  }
  self->resets = false;
  write_events(sheet, process->in_events);
  self->resets = sheet->full; /* a note-off may be among what found no room */
  m->offline = offline;
  bridge_post(m, posted + 1);
  /* half of the block's own time at most; none while Ligature has not caught up */
  int64_t patience = offline        ? OFFLINE_NANOS
                     : backlog == 0 ? (int64_t) (sheet->frames * 0.5e9 / self->rate)
                                    : 0;
  if (!bridge_await(&self->bridge, m, posted + 1, patience, offline) ||
      slot->done != posted + 1) {
    return false;
  }
  memcpy(left + sheet->from, slot->left, sheet->frames * sizeof(float));
  memcpy(right + sheet->from, slot->right, sheet->frames * sizeof(float));
  return true;
}

static void play(Instance* self, const Process* process, float* left, float* right) {
  for (uint32_t from = 0; from < process->frames; from += MOST_FRAMES) {
    uint32_t left_over = process->frames - from;
    Sheet sheet = {NULL, false, from, left_over < MOST_FRAMES ? left_over : MOST_FRAMES};
    Meeting* m = bridge_enter(&self->bridge);
    bool heard = m != NULL && ask(self, m, process, &sheet, left, right);
    if (m != NULL) {
      bridge_leave(&self->bridge);
    } else {
      self->resets = true;
    }
    uint32_t quiet = heard ? (self->muted < sheet.frames ? self->muted : sheet.frames)
                           : sheet.frames;
    silence(left, right, from, quiet);
    self->muted -= self->muted < sheet.frames ? self->muted : sheet.frames;
  }
}

static int32_t process(const Plugin* plugin, const Process* process) {
  if (process->outs == 0 || process->out[0].channels < 2 || process->out[0].samples == NULL) {
    return ERROR;
  }
  process->out[0].constant = 0;
  play(of(plugin), process, process->out[0].samples[0], process->out[0].samples[1]);
  return CONTINUE; /* Ligature has keys of its own, too */
}

static bool start_processing(const Plugin* plugin) {
  of(plugin)->resets = true;
  return true;
}

static void stop_processing(const Plugin* plugin) { (void) plugin; }

static void reset(const Plugin* plugin) { of(plugin)->resets = true; }

/* ---- latency, rendering ---- */

static uint32_t get_latency(const Plugin* plugin) { return of(plugin)->told_latency; }

static bool needs_real_time(const Plugin* plugin) {
  (void) plugin;
  return false;
}

static bool set_render(const Plugin* plugin, int32_t mode) {
  of(plugin)->offline = mode == 1;
  return mode == 0 || mode == 1;
}

static const Frames LATENCY = {get_latency};
static const Render RENDER = {needs_real_time, set_render};

/* ---- state ---- */

static bool move_all(const Stream* stream, void* data, uint64_t size) {
  uint64_t done = 0;
  while (done < size) {
    int64_t moved = stream->move(stream, (char*) data + done, size - done);
    if (moved <= 0) {
      return false;
    }
    done += (uint64_t) moved;
  }
  return true;
}

static bool save_state(const Plugin* plugin, const Stream* stream) {
  char* text;
  uint32_t length = bridge_save(&of(plugin)->bridge, &text);
  bool done = move_all(stream, STATE_HEAD, strlen(STATE_HEAD)) &&
              (length == 0 || move_all(stream, text, length));
  free(text);
  return done;
}

/* All of a stream behind its head, null if it is none of ours. */
static char* read_text(const Stream* stream, uint32_t* length) {
  char head[sizeof STATE_HEAD - 1];
  if (!move_all(stream, head, sizeof head) || memcmp(head, STATE_HEAD, sizeof head) != 0) {
    return NULL;
  }
  char* text = malloc(STATE_BYTES + 1);
  uint64_t at = 0;
  while (text != NULL) {
    int64_t moved = stream->move(stream, text + at, STATE_BYTES + 1 - at);
    if (moved == 0) {
      *length = (uint32_t) at;
      return text;
    }
    if (moved < 0 || (at += (uint64_t) moved) > STATE_BYTES) {
      free(text);
      return NULL;
    }
  }
  return NULL;
}

static bool load_state(const Plugin* plugin, const Stream* stream) {
  uint32_t length;
  char* text = read_text(stream, &length);
  if (text == NULL) {
    return false;
  }
  if (length == 0) { /* saved while no Ligature was there, and none before */
    free(text);
    return true;
  }
  if (text[0] != '{') {
    free(text);
    return false;
  }
  return bridge_load(&of(plugin)->bridge, text, length);
}

static const State STATE = {save_state, load_state};

/* ---- the plugin's life ---- */

static void restart(void* data) {
  const Instance* self = data;
  self->host->request_restart(self->host);
}

static bool init(const Plugin* plugin) {
  Instance* self = of(plugin);
  self->open = bridge_open(&self->bridge, restart, self);
  return self->open;
}

static void destroy(const Plugin* plugin) {
  Instance* self = of(plugin);
  if (self->open) {
    bridge_close(&self->bridge);
  }
  free(self);
}

static bool activate(const Plugin* plugin, double rate, uint32_t least, uint32_t most) {
  Instance* self = of(plugin);
  (void) least;
  if (!(rate >= 8000 && rate <= 192000) || rate != floor(rate) || most == 0 ||
      most > MOST_FRAMES) {
    return false;
  }
  self->rate = rate;
  self->most_frames = most;
  uint32_t latency = bridge_activate(&self->bridge, (uint32_t) rate, most);
  if (latency != self->told_latency) {
    self->told_latency = latency;
    const Tell* host_latency = self->host->get_extension(self->host, "clap.latency");
    if (host_latency != NULL) {
      host_latency->call(self->host);
    }
  }
  return true;
}

static void deactivate(const Plugin* plugin) { bridge_deactivate(&of(plugin)->bridge); }

static void on_main_thread(const Plugin* plugin) { (void) plugin; }

static const void* get_extension(const Plugin* plugin, const char* id) {
  (void) plugin;
  const struct {
    const char* id;
    const void* table;
  } all[] = {{"clap.audio-ports", &AUDIO_PORTS}, {"clap.note-ports", &NOTE_PORTS},
             {"clap.latency", &LATENCY},         {"clap.render", &RENDER},
             {"clap.state", &STATE}};
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
    if (strcmp(id, all[i].id) == 0) {
      return all[i].table;
    }
  }
  return NULL;
}

/* ---- the file ---- */

static const char* const FEATURES[] = {"instrument", "synthesizer", "stereo", NULL};

static const Descriptor DESCRIPTOR = {
    {1, 2, 0}, "ligature.bridge", "Ligature", "Ligature", "", "", "", "0.1.0",
    "Plays a Ligature that runs beside the DAW", FEATURES};

static uint32_t count(const Factory* factory) {
  (void) factory;
  return 1;
}

static const Descriptor* descriptor(const Factory* factory, uint32_t index) {
  (void) factory;
  return index == 0 ? &DESCRIPTOR : NULL;
}

static const Plugin* create(const Factory* factory, const Host* host, const char* id) {
  (void) factory;
  Instance* self = host->version.major >= 1 && strcmp(id, DESCRIPTOR.id) == 0
                       ? calloc(1, sizeof(Instance))
                       : NULL;
  if (self == NULL) {
    return NULL;
  }
  self->host = host;
  self->resets = true;
  self->plugin = (Plugin){&DESCRIPTOR, self, init, destroy, activate, deactivate, start_processing,
                          stop_processing, reset, process, get_extension, on_main_thread};
  return &self->plugin;
}

static const Factory FACTORY = {count, descriptor, create};

static bool init_file(const char* path) {
  (void) path;
  return true;
}

static void deinit_file(void) {}

static const void* get_factory(const char* id) {
  return strcmp(id, "clap.plugin-factory") == 0 ? &FACTORY : NULL;
}

__attribute__((visibility("default"))) const Entry clap_entry = {{1, 2, 0}, init_file, deinit_file,
                                                                 get_factory};
