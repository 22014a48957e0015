/* How the plugin in a DAW and a Ligature beside it meet: a file of shared memory, which Ligature
   makes and ligature.audio.clap.Meeting describes from its side. Both refuse a file whose sizes
   are not exactly these.

   A block is a request: the plugin fills the slot `posted` % SLOTS, counts `posted` up and waits
   for `answered`. Both words are futexes. */
#ifndef LIGATURE_BRIDGE_H
#define LIGATURE_BRIDGE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define MEETING_NAME "ligature-clap"

enum {
  MEETING_MAGIC = 0x4c694362,
  MEETING_VERSION = 1,
  SLOTS = 8,
  MOST_FRAMES = 8192,
  MOST_EVENTS = 1024,
  STATE_BYTES = 1 << 20,
  RESET = 1, /* a flag of a block: what sounded before it ends, keys and wheels are let go */
  SAVE = 1,
  LOAD = 2,
  REFUSED = 1
};

/* Kinds of records: those of ligature.midi.Event, and whole MIDI messages. */
enum {
  PLAY_NOTE_ON = 1,
  PLAY_NOTE_OFF = 2,
  PLAY_BEND = 3,
  PLAY_CONTROLLER = 4,
  PLAY_ALL_OFF = 5,
  PLAY_ALL_SILENT = 6,
  PLAY_PRESSURE = 9,
  PLAY_KEY_PRESSURE = 10,
  PLAY_NOTE_PITCH = 33,
  PLAY_MIDI = 100
};

typedef struct {
  uint32_t frame;
  uint8_t kind, channel;
  uint16_t number;
  float value;
  uint8_t midi[4];
} Record;

typedef struct {
  uint32_t frames, events, flags;
  _Atomic uint32_t done; /* 1 + the number of the request that was answered here last */
  uint32_t unused[12];
  Record records[MOST_EVENTS];
  float left[MOST_FRAMES], right[MOST_FRAMES];
} Slot;

typedef struct {
  uint32_t magic, version, bytes, slot_count, most_frames, most_events, state_bytes, unused[9];
  /* from 64 on: Ligature's */
  _Atomic uint32_t server;   /* another number for each Ligature; 0: there is none */
  _Atomic uint32_t beat;     /* counts up while it lives */
  _Atomic uint32_t served;   /* the wish that it answers; 0: none yet */
  _Atomic uint32_t latency;  /* in frames, for that wish */
  _Atomic uint32_t answered; /* requests */
  uint32_t unused_server[11];
  /* from 128 on: the plugin's */
  _Atomic uint32_t owner; /* the instance that plays; 0: nobody */
  _Atomic uint32_t owner_beat;
  _Atomic uint32_t wish; /* another number for each rate and size of blocks */
  uint32_t rate, frames;
  _Atomic uint32_t offline;
  _Atomic uint32_t posted; /* requests */
  uint32_t unused_plugin[9];
  /* from 192 on: one command at a time */
  _Atomic uint32_t command;
  uint32_t kind, length;
  _Atomic uint32_t replied;
  uint32_t status, reply_length, unused_command[10];
  uint8_t unused_page[4096 - 256];
  Slot slots[SLOTS];
  uint8_t state[STATE_BYTES];
} Meeting;

/* One instance's way to Ligature. The main thread and the keeper share what is below `lock`. */
typedef struct {
  pthread_mutex_t lock;
  pthread_t keeper;
  atomic_bool running;
  _Atomic(Meeting*) meeting; /* null: no file yet */
  atomic_bool busy;          /* the audio thread holds `meeting` */
  atomic_bool alive;
  uint32_t token;
  bool wants; /* activated, or has a state */
  uint32_t rate, frames;
  _Atomic uint32_t wish; /* 0: not activated, or not told yet */
  _Atomic uint32_t latency; /* as the host knows it */
  uint32_t restart_asked;   /* for this latency; latency itself: for none */
  uint32_t seen_beat, seen_server, seen_owner_beat;
  int64_t beat_nanos, owner_nanos;
  dev_t device;
  ino_t inode;
  char* text; /* the sound's, null: not known */
  uint32_t text_length;
  uint32_t sent_to; /* the Ligature that has the text */
  void (*restart)(void*);
  void* owner;
} Bridge;

int64_t bridge_nanos(void);
void bridge_nap(int64_t nanos);

#define FIRST_BEAT_NANOS 300000000 /* a file alone proves nothing: whoever made it may be gone */

/* Finds the file, its Ligature and our right to it; whether commands can be sent. [with the lock] */
bool bridge_look(Bridge*);

/* Gives Ligature the sound that was loaded: 0 done, 1 refused, -1 no reply. [with the lock] */
int bridge_send(Bridge*);

/* Begins to look for Ligature; false if the system gives no thread. [main] */
bool bridge_open(Bridge*, void (*restart)(void*), void* owner);

/* Gives the way free for another instance. [main] */
void bridge_close(Bridge*);

/* Asks for a rate and a size of blocks, waits a while for a Ligature that lives, and returns the
   latency. [main] */
uint32_t bridge_activate(Bridge*, uint32_t rate, uint32_t frames);

/* No blocks will come. [main] */
void bridge_deactivate(Bridge*);

/* The sound that plays now, or the one that was loaded last; its length, 0 for none. The caller
   frees it. [main] */
uint32_t bridge_save(Bridge*, char** text);

/* Takes a sound, owned from here on; false if Ligature refuses it. One that is not there gets it
   when it comes. [main] */
bool bridge_load(Bridge*, char* text, uint32_t length);

/* The meeting if this instance may post to it, held until bridge_leave; else null. [audio] */
Meeting* bridge_enter(Bridge*);
void bridge_leave(Bridge*);

/* Tells Ligature of a request. [audio] */
void bridge_post(Meeting*, uint32_t posted);

/* Waits until the request before `posted` is answered, at most so long; whether it is. [audio] */
bool bridge_await(Bridge*, Meeting*, uint32_t posted, int64_t nanos, bool offline);

#endif
