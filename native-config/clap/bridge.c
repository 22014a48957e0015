#define _GNU_SOURCE
#include "bridge.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

_Static_assert(offsetof(Meeting, server) == 64, "Ligature's words");
_Static_assert(offsetof(Meeting, owner) == 128, "the plugin's words");
_Static_assert(offsetof(Meeting, command) == 192, "the command's words");
_Static_assert(offsetof(Meeting, slots) == 4096, "the slots");
_Static_assert(offsetof(Slot, records) == 64 && sizeof(Record) == 16, "the records");

static const int64_t MILLI = 1000000;
#define LOOK_NANOS (20 * MILLI)
#define DEAD_NANOS (2000 * MILLI)   /* without a beat */
#define ADAPT_NANOS (4000 * MILLI)
#define SLICE_NANOS (100 * MILLI)

int64_t bridge_nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 * MILLI + now.tv_nsec;
}

void bridge_nap(int64_t nanos) {
  struct timespec time = {nanos / (1000 * MILLI), nanos % (1000 * MILLI)};
  nanosleep(&time, NULL);
}

/* Where the file lies: false if the system has no place for it. */
static bool path_of(char* path, size_t size) {
#ifdef MEETING_FOLDER
  int length = snprintf(path, size, "%s/%s", MEETING_FOLDER, MEETING_NAME);
#else
  const char* run = getenv("XDG_RUNTIME_DIR");
  int length = run != NULL && run[0] == '/'
                   ? snprintf(path, size, "%s/%s", run, MEETING_NAME)
                   : snprintf(path, size, "/dev/shm/%s-%u", MEETING_NAME, (unsigned) geteuid());
#endif
  return length > 0 && (size_t) length < size;
}

static bool is_ours(const struct stat* file) {
  return S_ISREG(file->st_mode) && file->st_uid == geteuid() && (file->st_mode & 077) == 0 &&
         file->st_size == (off_t) sizeof(Meeting);
}

/* Forgets a file that is another one by now; the audio thread may hold it for a block. */
static void unmap(Bridge* bridge) {
  Meeting* old = atomic_exchange(&bridge->meeting, NULL);
  bridge->alive = false;
  while (atomic_load(&bridge->busy)) {
    bridge_nap(MILLI);
  }
  if (old != NULL) {
    munmap(old, sizeof(Meeting));
  }
}

static void map(Bridge* bridge) {
  char path[512];
  struct stat file;
  int descriptor =
      path_of(path, sizeof path) ? open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
  if (descriptor < 0) {
    return;
  }
  if (fstat(descriptor, &file) == 0 && is_ours(&file)) {
    void* found =
        mmap(NULL, sizeof(Meeting), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (found != MAP_FAILED) {
      Meeting* m = found;
      if (m->magic == MEETING_MAGIC && m->version == MEETING_VERSION &&
          m->bytes == sizeof(Meeting) && m->slot_count == SLOTS && m->most_frames == MOST_FRAMES &&
          m->most_events == MOST_EVENTS && m->state_bytes == STATE_BYTES) {
        bridge->device = file.st_dev;
        bridge->inode = file.st_ino;
        bridge->seen_beat = m->beat;
        bridge->seen_owner_beat = m->owner_beat;
        bridge->owner_nanos = bridge_nanos();
        bridge->beat_nanos = 0;
        bridge->wish = 0;
        atomic_store(&bridge->meeting, m);
      } else {
        munmap(found, sizeof(Meeting));
      }
    }
  }
  close(descriptor);
}

static bool is_replaced(const Bridge* bridge) {
  char path[512];
  struct stat file;
  return path_of(path, sizeof path) && stat(path, &file) == 0 &&
         (file.st_dev != bridge->device || file.st_ino != bridge->inode);
}

/* Takes the way if nobody has it, or somebody who lives no more. */
static bool claim(Bridge* bridge, Meeting* m) {
  uint32_t owner = m->owner;
  int64_t now = bridge_nanos();
  if (m->owner_beat != bridge->seen_owner_beat) {
    bridge->seen_owner_beat = m->owner_beat;
    bridge->owner_nanos = now;
  }
  if (owner == bridge->token) {
    return true;
  }
  if (!bridge->wants || (owner != 0 && now - bridge->owner_nanos < DEAD_NANOS)) {
    return false;
  }
  bridge->wish = 0;
  return atomic_compare_exchange_strong(&m->owner, &owner, bridge->token);
}

/* Says which rate and blocks will come. */
static void wish(Bridge* bridge, Meeting* m) {
  if (bridge->frames > 0 && bridge->wish == 0) {
    uint32_t next = m->wish + 1;
    bridge->wish = next == 0 ? 1 : next;
    m->rate = bridge->rate;
    m->frames = bridge->frames;
    m->wish = bridge->wish;
  }
}

static bool is_served(const Bridge* bridge, Meeting* m) {
  return bridge->alive && bridge->wish != 0 && m->served == bridge->wish;
}

bool bridge_look(Bridge* bridge) {
  Meeting* m = bridge->meeting;
  if (m == NULL) {
    map(bridge);
    m = bridge->meeting;
    if (m == NULL) {
      return false;
    }
  }
  if (m->owner == bridge->token) {
    m->owner_beat++; /* also while Ligature makes ready: it looks who wants it */
  }
  int64_t now = bridge_nanos();
  if (m->beat != bridge->seen_beat) {
    bridge->seen_beat = m->beat;
    bridge->beat_nanos = now;
  }
  bridge->alive = m->server != 0 && bridge->beat_nanos != 0 && now - bridge->beat_nanos < DEAD_NANOS;
  if (!bridge->alive) {
    if (is_replaced(bridge)) {
      unmap(bridge);
    }
    return false;
  }
  if (!claim(bridge, m)) {
    return false;
  }
  wish(bridge, m);
  return true;
}

static void keep(Bridge* bridge) {
  if (!bridge_look(bridge)) {
    return;
  }
  Meeting* m = bridge->meeting;
  if (bridge->text != NULL && m->server != bridge->sent_to) {
    bridge_send(bridge);
    return;
  }
  uint32_t latency = m->latency;
  if (is_served(bridge, m) && latency != bridge->latency && latency != bridge->restart_asked) {
    bridge->restart_asked = latency;
    bridge->restart(bridge->owner);
  }
}

static void* keeper(void* data) {
  Bridge* bridge = data;
  while (bridge->running) {
    pthread_mutex_lock(&bridge->lock);
    keep(bridge);
    pthread_mutex_unlock(&bridge->lock);
    bridge_nap(LOOK_NANOS);
  }
  return NULL;
}

bool bridge_open(Bridge* bridge, void (*restart)(void*), void* owner) {
  static _Atomic uint32_t instances;
  memset(bridge, 0, sizeof *bridge);
  bridge->restart = restart;
  bridge->owner = owner;
  /* another one for each instance of each process */
  bridge->token = (uint32_t) getpid() << 8 ^ ++instances ^ (uint32_t) (bridge_nanos() >> 10) << 16;
  bridge->token |= 1;
  bridge->running = true;
  pthread_mutex_init(&bridge->lock, NULL);
  if (pthread_create(&bridge->keeper, NULL, keeper, bridge) != 0) {
    pthread_mutex_destroy(&bridge->lock);
    return false;
  }
  return true;
}

void bridge_close(Bridge* bridge) {
  bridge->running = false;
  pthread_join(bridge->keeper, NULL);
  Meeting* m = bridge->meeting;
  uint32_t token = bridge->token;
  if (m != NULL) {
    atomic_compare_exchange_strong(&m->owner, &token, 0);
  }
  unmap(bridge);
  pthread_mutex_destroy(&bridge->lock);
  free(bridge->text);
}

uint32_t bridge_activate(Bridge* bridge, uint32_t rate, uint32_t frames) {
  pthread_mutex_lock(&bridge->lock);
  bridge->rate = rate;
  bridge->frames = frames;
  bridge->wish = 0;
  bridge->wants = true;
  int64_t begin = bridge_nanos();
  int64_t patience = FIRST_BEAT_NANOS;
  while (bridge_nanos() - begin < patience) {
    bool may = bridge_look(bridge);
    Meeting* m = bridge->meeting;
    if (m == NULL || (may && is_served(bridge, m))) {
      break;
    }
    if (may) { /* it lives, and may be gone for a moment to come back at our rate */
      patience = ADAPT_NANOS;
    }
    bridge_nap(MILLI);
  }
  Meeting* m = bridge->meeting;
  if (m != NULL && m->owner == bridge->token && is_served(bridge, m)) {
    bridge->latency = m->latency;
  }
  bridge->restart_asked = bridge->latency;
  uint32_t latency = bridge->latency;
  pthread_mutex_unlock(&bridge->lock);
  return latency;
}

void bridge_deactivate(Bridge* bridge) {
  pthread_mutex_lock(&bridge->lock);
  bridge->frames = 0;
  bridge->wish = 0;
  pthread_mutex_unlock(&bridge->lock);
}

Meeting* bridge_enter(Bridge* bridge) {
  atomic_store(&bridge->busy, true);
  Meeting* m = bridge->meeting;
  if (m == NULL || !bridge->alive || m->owner != bridge->token || bridge->wish == 0 ||
      m->served != bridge->wish) {
    bridge_leave(bridge);
    return NULL;
  }
  return m;
}

void bridge_leave(Bridge* bridge) { atomic_store(&bridge->busy, false); }

void bridge_post(Meeting* m, uint32_t posted) {
  m->posted = posted;
  syscall(SYS_futex, &m->posted, FUTEX_WAKE, INT32_MAX, NULL, NULL, 0);
}

bool bridge_await(Bridge* bridge, Meeting* m, uint32_t posted, int64_t nanos, bool offline) {
  int64_t end = bridge_nanos() + nanos;
  for (;;) {
    uint32_t answered = m->answered;
    if ((int32_t) (answered - posted) >= 0) {
      return true;
    }
    int64_t left = end - bridge_nanos();
    if (left <= 0 || (offline && (!bridge->alive || m->served == 0))) {
      return false;
    }
    left = left < SLICE_NANOS ? left : SLICE_NANOS; /* whoever should wake us may be dead */
    struct timespec time = {0, left};
    syscall(SYS_futex, &m->answered, FUTEX_WAIT, answered, &time, NULL, 0);
  }
}
