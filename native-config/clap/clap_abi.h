/* As much of CLAP's binary interface as our plugin and those of the tests need: layouts by its
   public specification, in words of our own. */
#ifndef LIGATURE_CLAP_ABI_H
#define LIGATURE_CLAP_ABI_H
#include <stdbool.h>
#include <stdint.h>

typedef struct { uint32_t major, minor, revision; } Version;

typedef struct {
  Version version;
  const char *id, *name, *vendor, *url, *manual, *support, *release, *description;
  const char* const* features;
} Descriptor;

typedef struct Host {
  Version version;
  void* data;
  const char *name, *vendor, *url, *release;
  const void* (*get_extension)(const struct Host*, const char*);
  void (*request_restart)(const struct Host*);
  void (*request_process)(const struct Host*);
  void (*request_callback)(const struct Host*);
} Host;

typedef struct { uint32_t size, time; uint16_t space, type; uint32_t flags; } Event;

typedef struct { Event header; int32_t id; int16_t port, channel, key; double velocity; } NoteEvent;

typedef struct {
  Event header;
  int32_t expression, id;
  int16_t port, channel, key;
  double value;
} ExpressionEvent;

typedef struct {
  Event header;
  uint32_t parameter;
  void* cookie;
  int32_t id;
  int16_t port, channel, key;
  double value;
} ParameterEvent;

typedef struct { Event header; uint16_t port; uint8_t data[3]; } MidiEvent;

enum { NOTE_ON, NOTE_OFF, NOTE_CHOKE, NOTE_END, NOTE_EXPRESSION, PARAM_VALUE, PARAM_MOD, MIDI = 10 };
enum { VOLUME, TUNING = 2, BRIGHTNESS = 5, PRESSURE = 6 };

typedef struct InEvents {
  void* data;
  uint32_t (*size)(const struct InEvents*);
  const Event* (*get)(const struct InEvents*, uint32_t);
} InEvents;

typedef struct OutEvents {
  void* data;
  bool (*try_push)(const struct OutEvents*, const Event*);
} OutEvents;

typedef struct {
  float** samples;
  double** doubles;
  uint32_t channels, latency;
  uint64_t constant;
} AudioBuffer;

typedef struct {
  int64_t steady;
  uint32_t frames;
  const void* transport;
  const AudioBuffer* in;
  AudioBuffer* out;
  uint32_t ins, outs;
  const InEvents* in_events;
  const OutEvents* out_events;
} Process;

enum { ERROR, CONTINUE, CONTINUE_IF_NOT_QUIET, TAIL, SLEEP };

typedef struct Plugin {
  const Descriptor* descriptor;
  void* data;
  bool (*init)(const struct Plugin*);
  void (*destroy)(const struct Plugin*);
  bool (*activate)(const struct Plugin*, double, uint32_t, uint32_t);
  void (*deactivate)(const struct Plugin*);
  bool (*start_processing)(const struct Plugin*);
  void (*stop_processing)(const struct Plugin*);
  void (*reset)(const struct Plugin*);
  int32_t (*process)(const struct Plugin*, const Process*);
  const void* (*get_extension)(const struct Plugin*, const char*);
  void (*on_main_thread)(const struct Plugin*);
} Plugin;

typedef struct Factory {
  uint32_t (*count)(const struct Factory*);
  const Descriptor* (*descriptor)(const struct Factory*, uint32_t);
  const Plugin* (*create)(const struct Factory*, const Host*, const char*);
} Factory;

typedef struct {
  Version version;
  bool (*init)(const char*);
  void (*deinit)(void);
  const void* (*get_factory)(const char*);
} Entry;

typedef struct {
  uint32_t id;
  char name[256];
  uint32_t flags, channels;
  const char* type;
  uint32_t in_place;
} AudioPort;

typedef struct { uint32_t id, dialects, preferred; char name[256]; } NotePort;

typedef struct {
  uint32_t id, flags;
  void* cookie;
  char name[256], module[1024];
  double min, max, initial;
} Parameter;

enum {
  STEPPED = 1, HIDDEN = 4, READONLY = 8, AUTOMATABLE = 32, MODULATABLE = 1 << 10, ENUM = 1 << 16
};

typedef struct {
  uint32_t (*count)(const Plugin*, bool);
  bool (*get)(const Plugin*, uint32_t, bool, void*);
} Ports;

typedef struct {
  uint32_t (*count)(const Plugin*);
  bool (*info)(const Plugin*, uint32_t, Parameter*);
  bool (*value)(const Plugin*, uint32_t, double*);
  bool (*to_text)(const Plugin*, uint32_t, double, char*, uint32_t);
  bool (*from_text)(const Plugin*, uint32_t, const char*, double*);
  void (*flush)(const Plugin*, const InEvents*, const OutEvents*);
} Parameters;

typedef struct Stream {
  void* data;
  int64_t (*move)(const struct Stream*, void*, uint64_t);
} Stream;

typedef struct {
  bool (*save)(const Plugin*, const Stream*);
  bool (*load)(const Plugin*, const Stream*);
} State;

typedef struct { uint32_t (*get)(const Plugin*); } Frames; /* latency and tail */

typedef struct {
  bool (*is_hard)(const Plugin*);
  bool (*set)(const Plugin*, int32_t);
} Render;

typedef struct { void (*on_timer)(const Plugin*, uint32_t); } Timer;

/* of the host */
typedef struct { bool (*is_main)(const Host*); bool (*is_audio)(const Host*); } ThreadCheck;
typedef struct { void (*log)(const Host*, int32_t, const char*); } Log;
typedef struct { void (*call)(const Host*); } Tell; /* latency, tail, state */
typedef struct {
  bool (*add)(const Host*, uint32_t, uint32_t*);
  bool (*remove)(const Host*, uint32_t);
} Timers;
#endif
