#include "ports.h"

#include <string.h>

enum { DIALECT_CLAP = 1, DIALECT_MIDI = 2, PORT_IS_MAIN = 1 };

static uint32_t count_audio(const Plugin* plugin, bool is_input) {
  (void) plugin;
  return is_input ? 0 : 1;
}

static bool get_audio(const Plugin* plugin, uint32_t index, bool is_input, void* to) {
  (void) plugin;
  if (is_input || index != 0) {
    return false;
  }
  AudioPort* port = to;
  memset(port, 0, sizeof *port);
  strcpy(port->name, "Output");
  port->flags = PORT_IS_MAIN;
  port->channels = 2;
  port->type = "stereo";
  port->in_place = UINT32_MAX;
  return true;
}

static uint32_t count_notes(const Plugin* plugin, bool is_input) {
  (void) plugin;
  return is_input ? 1 : 0;
}

static bool get_notes(const Plugin* plugin, uint32_t index, bool is_input, void* to) {
  (void) plugin;
  if (!is_input || index != 0) {
    return false;
  }
  NotePort* port = to;
  memset(port, 0, sizeof *port);
  port->dialects = DIALECT_CLAP | DIALECT_MIDI;
  port->preferred = DIALECT_CLAP;
  strcpy(port->name, "Notes");
  return true;
}

const Ports AUDIO_PORTS = {count_audio, get_audio};
const Ports NOTE_PORTS = {count_notes, get_notes};
