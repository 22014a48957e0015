/* LV2 plugins that fail in every way that a host must survive, and one that delays by 64 frames. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "descriptor.h"

#define LATE 64

typedef struct {
  float* ports[3];
  float line[LATE];
  int at;
  int blocks;
} Plugin;

static void* instantiate(const Descriptor* d, double rate, const char* path, const Feature* const* f) {
  return strcmp(d->uri, "urn:ligature:test:refuses") == 0 ? NULL : calloc(1, sizeof(Plugin));
}

static void connect_port(void* handle, uint32_t port, void* data) {
  ((Plugin*)handle)->ports[port] = data;
}

static void late(void* handle, uint32_t frames) {
  Plugin* p = handle;
  for (uint32_t i = 0; i < frames; i++) {
    float x = p->ports[0][i];
    p->ports[1][i] = p->line[p->at];
    p->line[p->at] = x;
    p->at = (p->at + 1) % LATE;
  }
  *p->ports[2] = LATE;
}

static int later(void* handle, uint32_t frames) {
  late(handle, frames);
  return ++((Plugin*)handle)->blocks > 50;
}

static void crashes(void* handle, uint32_t frames) {
  if (later(handle, frames)) {
    *(volatile int*)16 = 1;
  }
}

static void hangs(void* handle, uint32_t frames) {
  volatile int forever = 1;
  while (later(handle, frames) && forever) {
  }
}

static void gives_nan(void* handle, uint32_t frames) {
  if (later(handle, frames)) {
    ((Plugin*)handle)->ports[1][frames / 2] = NAN;
  }
}

static void leaves(void* handle, uint32_t frames) {
  if (later(handle, frames)) {
    exit(3);
  }
}

static void greedy(void* handle, uint32_t frames) {
  while (later(handle, frames)) {
    char* memory = malloc(1 << 28);
    if (memory == NULL) {
      abort();
    }
    memory[0] = 1;
  }
}

/* Does as it is told: crashes above 100, hangs below -100. */
static void touchy(void* handle, uint32_t frames) {
  volatile float first = ((Plugin*)handle)->ports[0][0];
  if (first > 100) {
    *(volatile int*)16 = 1;
  }
  while (first < -100) {
  }
  late(handle, frames);
}

static void cleanup(void* handle) { free(handle); }

#define PLUGIN(name, run) \
  {"urn:ligature:test:" name, instantiate, connect_port, NULL, run, NULL, cleanup, NULL}

static const Descriptor all[] = {
    PLUGIN("late", late),     PLUGIN("crashes", crashes), PLUGIN("hangs", hangs),
    PLUGIN("nan", gives_nan), PLUGIN("exits", leaves),    PLUGIN("greedy", greedy),
    PLUGIN("refuses", late),  PLUGIN("needs", late),      PLUGIN("touchy", touchy)};

const Descriptor* lv2_descriptor(uint32_t index) {
  return index < sizeof all / sizeof *all ? &all[index] : NULL;
}
