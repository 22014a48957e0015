/* An LV2 plugin that is late by a time which its mode chooses, and reports it: it forgets its sound when that changes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "descriptor.h"

#define LATE 32
#define LATER 1500

enum { IN, OUT, MODE, LATENCY, PORTS };

typedef struct {
  float* ports[PORTS];
  float line[LATER];
  int late;
  int at;
} Plugin;

static void* instantiate(const Descriptor* d, double rate, const char* path, const Feature* const* f) {
  return calloc(1, sizeof(Plugin));
}

static void connect_port(void* handle, uint32_t port, void* data) {
  ((Plugin*)handle)->ports[port] = data;
}

static void run(void* handle, uint32_t frames) {
  Plugin* p = handle;
  int late = *p->ports[MODE] < 1.5f ? LATE : LATER;
  if (late != p->late) {
    memset(p->line, 0, sizeof p->line);
    p->late = late;
    p->at = 0;
  }
  for (uint32_t i = 0; i < frames; i++) {
    float x = p->ports[IN][i];
    p->ports[OUT][i] = p->line[p->at];
    p->line[p->at] = x;
    p->at = (p->at + 1) % late;
  }
  *p->ports[LATENCY] = late;
}

static void cleanup(void* handle) { free(handle); }

static const Descriptor shifting = {
    "urn:ligature:test:shifting", instantiate, connect_port, NULL, run, NULL, cleanup, NULL};

const Descriptor* lv2_descriptor(uint32_t index) { return index == 0 ? &shifting : NULL; }
