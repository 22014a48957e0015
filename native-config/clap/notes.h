/* What a host plays, as Ligature reads it. */
#ifndef LIGATURE_NOTES_H
#define LIGATURE_NOTES_H

#include "bridge.h"
#include "clap_abi.h"

typedef struct {
  Slot* slot;
  bool full; /* there were more events than a slot has room for */
  uint32_t from, frames; /* the part of the host's block that the slot holds */
} Sheet;

/* Writes the events of the sheet's part into its slot, behind those that are there. [audio] */
void write_events(Sheet* sheet, const InEvents* in);

#endif
