#include "notes.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum { CHANNELS = 16, KEYS = 128, CLAP_SPACE = 0 };
enum { CONTROLLER_EXPRESSION = 11, CONTROLLER_BRIGHTNESS = 74 };

static Record* add(Sheet* sheet, const Event* event, int kind, int channel, int number,
                   double value) {
  if (sheet->slot->events == MOST_EVENTS) {
    sheet->full = true;
    return NULL;
  }
  Record* record = &sheet->slot->records[sheet->slot->events++];
  record->frame = event->time - sheet->from;
  record->kind = (uint8_t) kind;
  record->channel = (uint8_t) channel;
  record->number = (uint16_t) number;
  record->value = (float) value;
  return record;
}

static double clamp(double value, double low, double high) {
  return value >= low ? (value <= high ? value : high) : low; /* low for what is no number */
}

/* The same for the channel of an event, or for all where it says so. */
static void add_each(Sheet* sheet, const Event* event, int kind, int channel, int number,
                     double value) {
  if (channel >= 0 && channel < CHANNELS) {
    add(sheet, event, kind, channel, number, value);
  } else if (channel < 0) {
    for (int c = 0; c < CHANNELS; c++) {
      add(sheet, event, kind, c, number, value);
    }
  }
}

static bool is_key(int channel, int key) {
  return channel >= 0 && channel < CHANNELS && key >= 0 && key < KEYS;
}

/* A tuning that comes with its note is the note's pitch, which goes before it. */
static void add_pitch(Sheet* sheet, const InEvents* in, uint32_t index, const NoteEvent* note) {
  uint32_t count = in->size(in);
  for (uint32_t i = index + 1; i < count; i++) {
    const ExpressionEvent* next = (const ExpressionEvent*) in->get(in, i);
    if (next == NULL || next->header.time != note->header.time) {
      return;
    }
    if (next->header.space == CLAP_SPACE && next->header.type == NOTE_EXPRESSION &&
        next->expression == TUNING && next->channel == note->channel && next->key == note->key) {
      double key = clamp(next->key + next->value, 0, KEYS - 1);
      add(sheet, &note->header, PLAY_NOTE_PITCH, note->channel, note->key,
          440 * pow(2, (key - 69) / 12));
      return;
    }
  }
}

static void add_note(Sheet* sheet, const InEvents* in, uint32_t index, const NoteEvent* note) {
  int channel = note->channel, key = note->key, type = note->header.type;
  if (type == NOTE_ON) {
    if (is_key(channel, key)) {
      add_pitch(sheet, in, index, note);
      add(sheet, &note->header, PLAY_NOTE_ON, channel, key, clamp(note->velocity, 1e-3, 1));
    }
  } else if (key < 0) {
    add_each(sheet, &note->header, type == NOTE_OFF ? PLAY_ALL_OFF : PLAY_ALL_SILENT, channel, 0,
             0);
  } else if (key < KEYS) { /* one key cannot be cut alone: it is lifted as fast as can be */
    double velocity = type == NOTE_OFF ? clamp(note->velocity, 0, 1) : 1;
    add_each(sheet, &note->header, PLAY_NOTE_OFF, channel, key, velocity);
  }
}

/* What has an equal in Ligature; the rest is passed over. */
static void add_expression(Sheet* sheet, const ExpressionEvent* event) {
  bool for_all_keys = event->key < 0;
  double value = event->value;
  const Event* header = &event->header;
  if (event->expression == PRESSURE && for_all_keys) {
    add_each(sheet, header, PLAY_PRESSURE, event->channel, 0, clamp(value, 0, 1));
  } else if (event->expression == PRESSURE && event->key < KEYS) {
    add_each(sheet, header, PLAY_KEY_PRESSURE, event->channel, event->key, clamp(value, 0, 1));
  } else if (event->expression == TUNING && for_all_keys) { /* the wheel's usual range */
    add_each(sheet, header, PLAY_BEND, event->channel, 0, clamp(value / 2, -1, 1));
  } else if (event->expression == BRIGHTNESS) {
    add_each(sheet, header, PLAY_CONTROLLER, event->channel, CONTROLLER_BRIGHTNESS,
             clamp(value, 0, 1));
  } else if (event->expression == VOLUME && for_all_keys) {
    add_each(sheet, header, PLAY_CONTROLLER, event->channel, CONTROLLER_EXPRESSION,
             clamp(value, 0, 1));
  }
}

static void add_midi(Sheet* sheet, const MidiEvent* event) {
  Record* record = add(sheet, &event->header, PLAY_MIDI, 0, 0, 0);
  if (record != NULL) {
    memcpy(record->midi, event->data, sizeof event->data);
  }
}

void write_events(Sheet* sheet, const InEvents* in) {
  uint32_t count = in == NULL ? 0 : in->size(in);
  for (uint32_t i = 0; i < count; i++) {
    const Event* event = in->get(in, i);
    if (event == NULL || event->space != CLAP_SPACE || event->time < sheet->from ||
        event->time - sheet->from >= sheet->frames) {
      continue;
    }
    if (event->type == NOTE_ON || event->type == NOTE_OFF || event->type == NOTE_CHOKE) {
      add_note(sheet, in, i, (const NoteEvent*) event);
    } else if (event->type == NOTE_EXPRESSION) {
      add_expression(sheet, (const ExpressionEvent*) event);
    } else if (event->type == MIDI) {
      add_midi(sheet, (const MidiEvent*) event);
    }
  }
}
