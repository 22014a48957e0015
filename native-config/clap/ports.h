/* What goes in and out: notes, and a stereo sound. */
#ifndef LIGATURE_PORTS_H
#define LIGATURE_PORTS_H

#include "clap_abi.h"

extern const Ports AUDIO_PORTS, NOTE_PORTS;

#endif
