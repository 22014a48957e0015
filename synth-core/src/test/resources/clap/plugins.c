/* CLAP plugins that use every part of the interface, and some that fail in every way that a host
   must survive. */
#include "clap_abi.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LATE 32
#define LATER 1500
#define TAIL_FRAMES 1000
#define KEYS 128

typedef struct {
  Plugin plugin; /* first, so that one is the other */
  const Host* host;
  const ThreadCheck* threads;
  char name[32];
  int channels;
  bool active, processing, offline;
  bool misused; /* the host did what it may not */
  double gain, moved, mode, level[2];
  int notes, timers;   /* how often */
  uint32_t timer;
  bool called_back, asked;
  struct { bool down; double velocity, tuning, pressure; } keys[KEYS];
  float line[2][LATER];
  int late; /* frames */
  int at;
  long silent, blocks;
} Own;

static bool is(const Own* own, const char* name) { return strcmp(own->name, name) == 0; }

static void on_main(Own* own) {
  if (!own->threads->is_main(own->host) || own->threads->is_audio(own->host)) own->misused = true;
}

static void on_audio(Own* own) {
  if (!own->threads->is_audio(own->host)) own->misused = true;
}

/* ---- audio ports: in and out, and a side chain that nobody feeds */
static uint32_t port_count(const Plugin* p, bool in) {
  on_main((Own*)p);
  return ((Own*)p)->channels == 1 ? 1 : is((Own*)p, "synth") || is((Own*)p, "midi") ? !in : 1 + in;
}

static bool port_get(const Plugin* p, uint32_t index, bool in, void* info) {
  on_main((Own*)p);
  AudioPort* port = info;
  uint32_t ports = port_count(p, in);
  bool main = index + 1 == ports; /* the main one is the last */
  memset(port, 0, sizeof *port);
  port->id = index;
  port->flags = main;
  port->channels = main ? ((Own*)p)->channels : 1;
  port->type = port->channels == 2 ? "stereo" : "mono";
  port->in_place = UINT32_MAX;
  snprintf(port->name, sizeof port->name, main ? "Main" : "Side chain");
  return index < ports;
}

static const Ports audio_ports = {port_count, port_get};

/* ---- note ports */
static uint32_t note_count(const Plugin* p, bool in) {
  on_main((Own*)p);
  return in && ((Own*)p)->channels == 2;
}

static bool note_get(const Plugin* p, uint32_t index, bool in, void* info) {
  on_main((Own*)p);
  NotePort* port = info;
  memset(port, 0, sizeof *port);
  port->dialects = is((Own*)p, "midi") ? 2 : 1;
  port->preferred = port->dialects;
  return in && index == 0;
}

static const Ports note_ports = {note_count, note_get};

/* ---- parameters */
static const Parameter parameters[] = {
    {7, AUTOMATABLE | MODULATABLE, NULL, "Gain", "", 0, 2, 1},
    {3, AUTOMATABLE | HIDDEN, NULL, "Hidden", "", 0, 1, 0},
    {900, AUTOMATABLE | STEPPED | ENUM, NULL, "Mode", "", 0, 2, 1},
    {4, AUTOMATABLE | READONLY, NULL, "Meter", "", 0, 1, 0},
    {11, AUTOMATABLE, NULL, "Level", "Osc 1", 0, 1, 0},
    {12, AUTOMATABLE, NULL, "Level", "Osc 2", 0, 1, 0},
    {13, 0, NULL, "Fixed", "", 0, 1, 0},
};

static uint32_t parameter_count(const Plugin* p) {
  on_main((Own*)p);
  return sizeof parameters / sizeof *parameters;
}

static double* value_of(Own* own, uint32_t id) {
  switch (id) {
    case 7: return &own->gain;
    case 900: return &own->mode;
    case 11: return &own->level[0];
    case 12: return &own->level[1];
  }
  return NULL;
}

static bool parameter_info(const Plugin* p, uint32_t index, Parameter* info) {
  on_main((Own*)p);
  if (index >= parameter_count(p)) return false;
  *info = parameters[index];
  info->cookie = value_of((Own*)p, info->id);
  return true;
}

static bool parameter_value(const Plugin* p, uint32_t id, double* value) {
  on_main((Own*)p);
  double* own = value_of((Own*)p, id);
  if (own) *value = *own;
  return own;
}

static bool to_text(const Plugin* p, uint32_t id, double value, char* text, uint32_t size) {
  static const char* const modes[] = {"Half", "Unity", "Double"};
  on_main((Own*)p);
  if (id == 900) return snprintf(text, size, "%s", modes[(int)value]) > 0;
  return snprintf(text, size, "%g", value) > 0;
}

static bool from_text(const Plugin* p, uint32_t id, const char* text, double* value) {
  *value = atof(text);
  return true;
}

static void take(Own* own, const Event* event) {
  if (event->space != 0) return;
  switch (event->type) {
    case PARAM_VALUE:
    case PARAM_MOD: {
      const ParameterEvent* e = (const ParameterEvent*)event;
      double* value = value_of(own, e->parameter);
      if (!value || e->cookie != value || e->key != -1 || e->header.size != sizeof *e) {
        own->misused = true;
      } else if (event->type == PARAM_VALUE) {
        *value = e->value;
      } else if (e->parameter == 7) {
        own->moved = e->value;
      } else {
        own->misused = true; /* cannot be moved */
      }
      break;
    }
    case NOTE_ON:
    case NOTE_OFF:
    case NOTE_CHOKE: {
      const NoteEvent* e = (const NoteEvent*)event;
      for (int key = 0; key < KEYS; key++) {
        if (e->key == key || e->key == -1) {
          own->keys[key].down = event->type == NOTE_ON;
          own->keys[key].velocity = e->velocity;
          own->keys[key].tuning = own->keys[key].pressure = 0;
        }
      }
      own->notes += event->type == NOTE_ON;
      if (is(own, "midi") || e->header.size != sizeof *e) own->misused = true;
      break;
    }
    case NOTE_EXPRESSION: {
      const ExpressionEvent* e = (const ExpressionEvent*)event;
      for (int key = 0; key < KEYS; key++) {
        if (e->key == key || e->key == -1) {
          if (e->expression == TUNING) own->keys[key].tuning = e->value;
          if (e->expression == PRESSURE) own->keys[key].pressure = e->value;
        }
      }
      break;
    }
    case MIDI: {
      const MidiEvent* e = (const MidiEvent*)event;
      int kind = e->data[0] & 0xF0;
      if (kind == 0x90 || kind == 0x80) {
        own->keys[e->data[1]].down = kind == 0x90;
        own->keys[e->data[1]].velocity = e->data[2] / 127.0;
        own->notes += kind == 0x90;
      }
      if (!is(own, "midi")) own->misused = true;
      break;
    }
    default: own->misused = true;
  }
}

static void flush(const Plugin* p, const InEvents* in, const OutEvents* out) {
  for (uint32_t i = 0; i < in->size(in); i++) take((Own*)p, in->get(in, i));
}

static const Parameters params = {
    parameter_count, parameter_info, parameter_value, to_text, from_text, flush};

/* ---- state: in pieces, as streams may */
static bool move(const Stream* stream, void* bytes, uint64_t size) {
  char* at = bytes;
  while (size > 0) {
    int64_t done = stream->move(stream, at, size > 5 ? 5 : size);
    if (done <= 0) return false;
    at += done;
    size -= done;
  }
  return true;
}

typedef struct { char magic[4]; int notes; double gain, mode, level[2]; } Saved;

static bool save(const Plugin* p, const Stream* stream) {
  Own* own = (Own*)p;
  on_main(own);
  Saved saved = {"LIG1", own->notes, own->gain, own->mode, {own->level[0], own->level[1]}};
  return move(stream, &saved, sizeof saved);
}

static bool load(const Plugin* p, const Stream* stream) {
  Own* own = (Own*)p;
  on_main(own);
  Saved saved;
  char more;
  if (!move(stream, &saved, sizeof saved) || memcmp(saved.magic, "LIG1", 4) != 0) return false;
  if (stream->move(stream, &more, 1) != 0) return false; /* the end */
  own->notes = saved.notes;
  own->gain = saved.gain;
  own->mode = saved.mode;
  memcpy(own->level, saved.level, sizeof saved.level);
  return true;
}

static const State state = {save, load};

/* ---- latency, tail, rendering, timer */
static uint32_t get_latency(const Plugin* p) {
  on_main((Own*)p);
  if (!((Own*)p)->active) ((Own*)p)->misused = true;
  return is((Own*)p, "synth") || is((Own*)p, "midi") ? 0 : ((Own*)p)->late;
}

static uint32_t get_tail(const Plugin* p) {
  if (!((Own*)p)->threads->is_main(((Own*)p)->host)) on_audio((Own*)p);
  return TAIL_FRAMES;
}

static const Frames latency = {get_latency};
static const Frames tail = {get_tail};

static bool is_hard(const Plugin* p) { return false; }

static bool set_rendering(const Plugin* p, int32_t mode) {
  on_main((Own*)p);
  ((Own*)p)->offline = mode == 1;
  return true;
}

static const Render rendering = {is_hard, set_rendering};

static void on_timer(const Plugin* p, uint32_t id) {
  Own* own = (Own*)p;
  on_main(own);
  if (id != own->timer) own->misused = true;
  own->timers++;
}

static const Timer timer = {on_timer};

static const void* get_extension(const Plugin* p, const char* id) {
  if (strcmp(id, "clap.audio-ports") == 0) return &audio_ports;
  if (strcmp(id, "clap.note-ports") == 0) return &note_ports;
  if (strcmp(id, "clap.params") == 0) return &params;
  if (strcmp(id, "clap.state") == 0) return &state;
  if (strcmp(id, "clap.latency") == 0) return &latency;
  if (strcmp(id, "clap.tail") == 0) return &tail;
  if (strcmp(id, "clap.render") == 0) return &rendering;
  if (strcmp(id, "clap.timer-support") == 0) return &timer;
  return NULL;
}

/* ---- life */
static bool init(const Plugin* p) {
  Own* own = (Own*)p;
  const Host* host = own->host;
  static const char* const wanted[] = {"clap.log",    "clap.thread-check", "clap.latency",
                                       "clap.tail",   "clap.params",       "clap.state",
                                       "clap.audio-ports", "clap.note-ports", "clap.timer-support"};
  own->threads = host->get_extension(host, "clap.thread-check");
  if (is(own, "refuses") || host->version.major != 1 || !host->name) return false;
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    if (!host->get_extension(host, wanted[i])) return false;
  }
  if (host->get_extension(host, "urn:ligature:test:teleport")) return false;
  on_main(own);
  ((const Log*)host->get_extension(host, "clap.log"))->log(host, 0, "begins");
  const Timers* timers = host->get_extension(host, "clap.timer-support");
  if (!timers->add(host, 20, &own->timer)) return false;
  host->request_callback(host);
  return true;
}

static void on_main_thread(const Plugin* p) {
  Own* own = (Own*)p;
  on_main(own);
  own->called_back = true;
  ((const Tell*)own->host->get_extension(own->host, "clap.state"))->call(own->host);
}

static void destroy(const Plugin* p) {
  Own* own = (Own*)p;
  on_main(own);
  ((const Timers*)own->host->get_extension(own->host, "clap.timer-support"))
      ->remove(own->host, own->timer);
  free(own);
}

static bool activate(const Plugin* p, double rate, uint32_t least, uint32_t most) {
  Own* own = (Own*)p;
  on_main(own);
  own->active = true;
  own->late = is(own, "changing") && own->mode == 2 ? LATER : LATE;
  memset(own->line, 0, sizeof own->line);
  own->at = 0;
  if (is(own, "changing"))
    ((const Tell*)own->host->get_extension(own->host, "clap.latency"))->call(own->host);
  return rate == 48000 && least >= 1 && most >= least;
}

static void deactivate(const Plugin* p) {
  Own* own = (Own*)p;
  on_main(own);
  if (own->processing) own->misused = true;
  own->asked = false;
  own->active = false;
}

static bool start(const Plugin* p) {
  Own* own = (Own*)p;
  on_audio(own);
  if (!own->active) own->misused = true;
  return own->processing = true;
}

static void stop(const Plugin* p) {
  on_audio((Own*)p);
  ((Own*)p)->processing = false;
}

static void reset(const Plugin* p) {
  Own* own = (Own*)p;
  on_audio(own);
  memset(own->line, 0, sizeof own->line);
  memset(own->keys, 0, sizeof own->keys);
}

static double gate(const Own* own) {
  double sum = 0;
  for (int key = 0; key < KEYS; key++) {
    if (own->keys[key].down) {
      sum += own->keys[key].velocity + own->keys[key].pressure + 0.01 * own->keys[key].tuning;
    }
  }
  return sum;
}

static void fail(Own* own, const Process* process) {
  bool later = ++own->blocks > 50;
  float first = process->ins ? process->in[process->ins - 1].samples[0][0] : 0;
  if ((is(own, "crashes") && later) || (is(own, "touchy") && first > 100)) *(volatile int*)16 = 1;
  volatile bool hangs = (is(own, "hangs") && later) || (is(own, "touchy") && first < -100);
  while (hangs) {
  }
  if (is(own, "exits") && later) exit(3);
  if (is(own, "wrong-thread") && later) {
    ((const Tell*)own->host->get_extension(own->host, "clap.state"))->call(own->host);
  }
}

static int32_t process(const Plugin* p, const Process* process) {
  Own* own = (Own*)p;
  static const double modes[] = {0.5, 1, 2};
  on_audio(own);
  if (own->misused || !own->processing || (is(own, "error") && own->blocks > 50)) return ERROR;
  fail(own, process);
  const InEvents* events = process->in_events;
  uint32_t count = events->size(events), next = 0, last = 0;
  bool sounds = false;
  double more = gate(own);
  for (uint32_t i = 0; i < process->frames; i++) {
    for (; next < count && events->get(events, next)->time <= i; next++) {
      const Event* event = events->get(events, next);
      if (event->time < last) own->misused = true; /* out of order */
      last = event->time;
      take(own, event);
      more = gate(own);
    }
    double gain = fmax(0, fmin(2, own->gain + own->moved)) * modes[is(own, "changing") ? 1 : (int)own->mode];
    for (int c = 0; c < own->channels; c++) {
      float in = process->ins ? process->in[process->ins - 1].samples[c][i] : 0;
      float delayed = process->ins ? own->line[c][own->at] : 0;
      own->line[c][own->at] = in;
      process->out[0].samples[c][i] = (float)(gain * delayed + more + own->level[0]);
      sounds |= in != 0 || more != 0;
    }
    own->at = (own->at + 1) % own->late;
  }
  if (is(own, "changing") && own->late != (own->mode == 2 ? LATER : LATE) && !own->asked) {
    own->asked = true;
    own->host->request_restart(own->host);
  }
  if (next < count) own->misused = true; /* beyond the block */
  if (is(own, "nan") && own->blocks > 50) process->out[0].samples[0][process->frames / 2] = NAN;
  own->silent = sounds ? 0 : own->silent + process->frames;
  return sounds ? CONTINUE : own->silent < LATE + TAIL_FRAMES ? TAIL : SLEEP;
}

/* ---- the file */
static const char* const effect[] = {"audio-effect", "stereo", NULL};
static const char* const instrument[] = {"instrument", "synthesizer", NULL};

#define PREFIX "ligature.test."
#define KIND(name, features) \
  {{1, 2, 0}, PREFIX name, "Test " name, "Ligature", "", "", "", "1", "", features}

static const Descriptor all[] = {
    KIND("full", effect),    KIND("synth", instrument), KIND("midi", instrument),
    KIND("mono", effect),    KIND("crashes", effect),   KIND("hangs", effect),
    KIND("nan", effect),     KIND("exits", effect),     KIND("wrong-thread", effect),
    KIND("refuses", effect), KIND("touchy", effect),    KIND("error", effect),
    KIND("changing", effect)};

static uint32_t plugin_count(const Factory* f) { return sizeof all / sizeof *all; }

static const Descriptor* plugin_descriptor(const Factory* f, uint32_t index) {
  return index < plugin_count(f) ? &all[index] : NULL;
}

static const Plugin* create(const Factory* f, const Host* host, const char* id) {
  for (uint32_t i = 0; i < plugin_count(f); i++) {
    if (strcmp(all[i].id, id) == 0) {
      Own* own = calloc(1, sizeof *own);
      Plugin functions = {&all[i],    own,   init,    destroy,       activate,      deactivate, start,
                          stop,       reset, process, get_extension, on_main_thread};
      own->plugin = functions;
      own->host = host;
      own->gain = 1;
      own->mode = 1;
      snprintf(own->name, sizeof own->name, "%s", id + strlen(PREFIX));
      own->channels = is(own, "mono") ? 1 : 2;
      return &own->plugin;
    }
  }
  return NULL;
}

static const Factory factory = {plugin_count, plugin_descriptor, create};

static bool entry_init(const char* path) {
#ifdef CRASHES_WHEN_LOADED
  *(volatile int*)16 = 1;
#endif
  return path && strlen(path) > 5;
}

static void entry_deinit(void) {}

static const void* get_factory(const char* id) {
  return strcmp(id, "clap.plugin-factory") == 0 ? &factory : NULL;
}

#ifndef NO_ENTRY
const Entry clap_entry = {{1, 2, 0}, entry_init, entry_deinit, get_factory};
#endif
