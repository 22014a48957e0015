/* What an LV2 plugin gives its host, and what it is given: written out, so that no headers are needed. */
#include <stdint.h>

typedef struct { const char* uri; void* data; } Feature;

typedef struct Descriptor {
  const char* uri;
  void* (*instantiate)(const struct Descriptor*, double, const char*, const Feature* const*);
  void (*connect_port)(void*, uint32_t, void*);
  void (*activate)(void*);
  void (*run)(void*, uint32_t);
  void (*deactivate)(void*);
  void (*cleanup)(void*);
  const void* (*extension_data)(const char*);
} Descriptor;
