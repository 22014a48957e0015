/* LV2 plugins with X11 editors, which do what the parameter "mode" says: they use every part of what
 * a host serves, or fail. Structures of LV2 and X are written out, so that no headers are needed. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "descriptor.h"

#define LV2 "http://lv2plug.in/ns/"
#define UI LV2 "extensions/ui#"
#define TEST "urn:ligature:test:"

enum { IN, OUT, GAIN, LEVEL, TELL, SHOW, MODE, PORTS };

enum {
  TURN = 1,
  TELL_PLUGIN,
  CRASH,
  HANG,
  RESIZE,
  LEAVE,
  METER,
  CLICK_CLOSE,
  MIRROR
};

typedef struct { void* handle; uint32_t (*map)(void*, const char*); } Map;
typedef struct { void* handle; const char* (*unmap)(void*, uint32_t); } Unmap;
typedef struct { uint32_t size, type; } Atom;
typedef struct { Atom atom; uint32_t unit, pad; } Sequence;
typedef struct { int64_t frame; Atom atom; int32_t number; uint32_t name; } Event;
typedef struct { Atom atom; int32_t number; uint32_t name; } Message;

static void* data_of(const Feature* const* features, const char* uri, int* found) {
  for (; *features; features++) {
    if (strcmp((*features)->uri, uri) == 0) {
      if (found) {
        *found = 1;
      }
      return (*features)->data;
    }
  }
  return NULL;
}

/* The plugin */

typedef int (*Store)(void*, uint32_t, const void*, size_t, uint32_t, uint32_t);
typedef const void* (*Retrieve)(void*, uint32_t, size_t*, uint32_t*, uint32_t*);
typedef struct {
  int (*save)(void*, Store, void*, uint32_t, const Feature* const*);
  int (*restore)(void*, Retrieve, void*, uint32_t, const Feature* const*);
} StateInterface;

typedef struct {
  void* ports[PORTS];
  Map* map;
  int32_t kept;
} Plugin;

static uint32_t named(Plugin* p, const char* uri) { return p->map->map(p->map->handle, uri); }

static void* instantiate(
    const Descriptor* d, double rate, const char* path, const Feature* const* features) {
  Plugin* p = calloc(1, sizeof(Plugin));
  p->map = data_of(features, LV2 "ext/urid#map", NULL);
  return p;
}

static void connect_port(void* handle, uint32_t port, void* data) {
  ((Plugin*)handle)->ports[port] = data;
}

static void run(void* handle, uint32_t frames) {
  Plugin* p = handle;
  float* in = p->ports[IN];
  float* out = p->ports[OUT];
  float peak = 0;
  if (!out) { /* one of those that have no more than one port */
    return;
  }
  for (uint32_t i = 0; i < frames; i++) {
    peak = fmaxf(peak, fabsf(in[i]));
    out[i] = in[i] * *(float*)p->ports[GAIN];
  }
  *(float*)p->ports[LEVEL] = peak;
  Sequence* told = p->ports[TELL];
  Sequence* shown = p->ports[SHOW];
  Event* answer = (Event*)(shown + 1);
  uint32_t bytes = sizeof(Sequence) - sizeof(Atom);
  char* at = (char*)(told + 1);
  while (at < (char*)told + sizeof(Atom) + told->atom.size) {
    Event* event = (Event*)at;
    if (event->atom.type == named(p, TEST "keep")) {
      p->kept = event->number;
      answer->frame = event->frame;
      answer->atom.size = 8;
      answer->atom.type = named(p, TEST "kept");
      answer->number = event->number + 1;
      answer->name = named(p, TEST "a name that only the plugin knows");
      bytes += sizeof(Event);
    }
    at += 16 + (event->atom.size + 7) / 8 * 8;
  }
  shown->atom.type = told->atom.type;
  shown->atom.size = bytes;
}

static int save(
    void* handle, Store store, void* to, uint32_t flags, const Feature* const* features) {
  Plugin* p = handle;
  return store(to, named(p, TEST "number"), &p->kept, 4, named(p, LV2 "ext/atom#Int"), 3);
}

static int restore(
    void* handle, Retrieve retrieve, void* from, uint32_t flags, const Feature* const* features) {
  Plugin* p = handle;
  size_t size = 0;
  uint32_t type, found;
  const int32_t* number = retrieve(from, named(p, TEST "number"), &size, &type, &found);
  if (number && size == 4) {
    p->kept = *number;
  }
  return 0;
}

static const void* plugin_extension(const char* uri) {
  static const StateInterface state = {save, restore};
  return strcmp(uri, LV2 "ext/state#interface") == 0 ? &state : NULL;
}

const Descriptor* lv2_descriptor(uint32_t index) {
  static const char* const uris[] = {TEST "edited", TEST "shut", TEST "sulks"};
  static Descriptor descriptors[3];
  if (index >= 3) {
    return NULL;
  }
  Descriptor d = {uris[index], instantiate, connect_port, NULL, run, NULL, free, plugin_extension};
  descriptors[index] = d;
  return &descriptors[index];
}

/* Its editor */

typedef unsigned long Window;
void* XOpenDisplay(const char*);
Window XCreateSimpleWindow(
    void*, Window, int, int, unsigned, unsigned, unsigned, unsigned long, unsigned long);
int XMapWindow(void*, Window);
int XSync(void*, int);
int XGetGeometry(
    void*, Window, Window*, int*, int*, unsigned*, unsigned*, unsigned*, unsigned*);
int XGetWindowAttributes(void*, Window, void*);
unsigned long XInternAtom(void*, const char*, int);
int XSendEvent(void*, Window, int, long, void*);

typedef struct {
  int x, y, width, height, border, depth;
  void* visual;
  Window root;
  int numbers[4];
  unsigned long planes, pixel;
  int save_under;
  unsigned long colormap;
  int map_installed, map_state;
  char rest[64];
} Attributes;

typedef union {
  struct {
    int type;
    unsigned long serial;
    int send;
    void* display;
    Window window;
    unsigned long message;
    int format;
    long data[5];
  } client;
  long pad[24];
} XEvent;

typedef void (*Write)(void*, uint32_t, uint32_t, uint32_t, const void*);
typedef struct { void* handle; int (*resize)(void*, int, int); } Resize;
typedef struct { void* handle; void (*touch)(void*, uint32_t, _Bool); } Touch;
typedef struct { void* handle; uint32_t (*index)(void*, const char*); } PortMap;
typedef struct { int context; uint32_t subject, key, size, type; const void* value; } Option;

typedef struct {
  Write write;
  void* controller;
  Map* map;
  Unmap* unmap;
  Resize* resize;
  Touch* touch;
  void* display;
  Window parent, window;
  int mode;
  int awaits_size;
  float gain;
} Editor;

typedef struct UiDescriptor {
  const char* uri;
  void* (*instantiate)(
      const struct UiDescriptor*,
      const char*,
      const char*,
      Write,
      void*,
      void**,
      const Feature* const*);
  void (*cleanup)(void*);
  void (*port_event)(void*, uint32_t, uint32_t, uint32_t, const void*);
  const void* (*extension_data)(const char*);
} UiDescriptor;

static int rate_is(const Option* option, Map* map, float hz) {
  for (; option && option->key; option++) {
    if (option->key == map->map(map->handle, LV2 "ext/parameters#sampleRate")) {
      return *(const float*)option->value == hz;
    }
  }
  return 0;
}

static void* open_editor(
    const UiDescriptor* descriptor,
    const char* plugin,
    const char* bundle,
    Write write,
    void* controller,
    void** widget,
    const Feature* const* features) {
  Editor* e = calloc(1, sizeof(Editor));
  int idles = 0;
  e->write = write;
  e->controller = controller;
  e->map = data_of(features, LV2 "ext/urid#map", NULL);
  e->unmap = data_of(features, LV2 "ext/urid#unmap", NULL);
  e->resize = data_of(features, UI "resize", NULL);
  e->touch = data_of(features, UI "touch", NULL);
  e->parent = (Window)data_of(features, UI "parent", NULL);
  data_of(features, UI "idleInterface", &idles);
  PortMap* ports = data_of(features, UI "portMap", NULL);
  const Option* options = data_of(features, LV2 "ext/options#options", NULL);
  printf("what an editor prints goes nowhere\n");
  fflush(stdout);
  char path[4096];
  snprintf(path, sizeof path, "%sedited.ttl", bundle);
  FILE* file = fopen(path, "r");
  if (!e->map || !e->unmap || !e->resize || !e->touch || !e->parent || !idles || !ports || !file ||
      ports->index(ports->handle, "gain") != GAIN || strcmp(plugin, TEST "edited") != 0 ||
      !rate_is(options, e->map, 48000)) {
    return NULL;
  }
  fclose(file);
  e->display = XOpenDisplay(NULL);
  e->window = XCreateSimpleWindow(e->display, e->parent, 0, 0, 320, 200, 0, 0, 0x20c080);
  XMapWindow(e->display, e->window);
  XSync(e->display, 0);
  *widget = (void*)e->window;
  return e;
}

static void turn(Editor* e, float gain) { e->write(e->controller, GAIN, 4, 0, &gain); }

static void tell(Editor* e) {
  Message message = {{8, e->map->map(e->map->handle, TEST "keep")}, 41, 0};
  e->write(
      e->controller,
      TELL,
      sizeof message,
      e->map->map(e->map->handle, LV2 "ext/atom#eventTransfer"),
      &message);
}

static void click_close(Editor* e) {
  XEvent event = {{0}};
  event.client.type = 33;
  event.client.window = e->parent;
  event.client.message = XInternAtom(e->display, "WM_PROTOCOLS", 0);
  event.client.format = 32;
  event.client.data[0] = XInternAtom(e->display, "WM_DELETE_WINDOW", 0);
  XSendEvent(e->display, e->parent, 0, 0, &event);
  XSync(e->display, 0);
}

static void obey(Editor* e) {
  volatile int forever = 1;
  switch (e->mode) {
    case TURN:
      e->touch->touch(e->touch->handle, GAIN, 1);
      turn(e, 0.25f);
      turn(e, 0.75f);
      e->touch->touch(e->touch->handle, GAIN, 0);
      break;
    case TELL_PLUGIN: tell(e); break;
    case CRASH: *(volatile int*)16 = 1; break;
    case HANG:
      while (forever) {
      }
      break;
    case RESIZE:
      e->resize->resize(e->resize->handle, 500, 300);
      e->awaits_size = 1;
      break;
    case CLICK_CLOSE: click_close(e); break;
    case MIRROR: turn(e, e->gain / 2); break;
  }
}

static void port_event(
    void* handle, uint32_t port, uint32_t size, uint32_t format, const void* buffer) {
  Editor* e = handle;
  const Message* message = buffer;
  if (port == GAIN) {
    e->gain = *(const float*)buffer;
  } else if (port == MODE) {
    e->mode = (int)*(const float*)buffer;
    obey(e);
  } else if (port == LEVEL && e->mode == METER) {
    turn(e, *(const float*)buffer);
  } else if (
      port == SHOW && format == e->map->map(e->map->handle, LV2 "ext/atom#eventTransfer") &&
      size == sizeof *message && message->atom.type == e->map->map(e->map->handle, TEST "kept")) {
    const char* name = e->unmap->unmap(e->unmap->handle, message->name);
    if (name && strcmp(name, TEST "a name that only the plugin knows") == 0) {
      turn(e, message->number / 100.0f);
    }
  }
}

static int idle(void* handle) {
  Editor* e = handle;
  if (e->awaits_size) {
    Window root;
    int x, y;
    unsigned width, height, border, depth;
    Attributes attributes;
    XGetGeometry(e->display, e->parent, &root, &x, &y, &width, &height, &border, &depth);
    XGetWindowAttributes(e->display, e->window, &attributes);
    if (width == 500 && height == 300 && attributes.width == 500 && attributes.map_state == 2) {
      e->awaits_size = 0;
      turn(e, 0.5f);
    }
  }
  return e->mode == LEAVE;
}

static void* sulk(
    const UiDescriptor* descriptor,
    const char* plugin,
    const char* bundle,
    Write write,
    void* controller,
    void** widget,
    const Feature* const* features) {
  return NULL;
}

/* A crash at the end is nobody's concern. */
static void cleanup(void* handle) { *(volatile int*)16 = 1; }

static const void* ui_extension(const char* uri) {
  static int (*const idling)(void*) = idle;
  return strcmp(uri, UI "idleInterface") == 0 ? &idling : NULL;
}

const UiDescriptor* lv2ui_descriptor(uint32_t index) {
  static const UiDescriptor works = {
      TEST "edited#ui", open_editor, cleanup, port_event, ui_extension};
  static const UiDescriptor sulks = {TEST "sulks#ui", sulk, cleanup, port_event, ui_extension};
  return index == 0 ? &sulks : index == 1 ? &works : NULL;
}
