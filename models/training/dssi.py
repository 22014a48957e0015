"""DSSI instruments without window and sound card, block by block, with the methods of `lv2.Lv2`."""

import ctypes as c
import struct

import numpy as np

from lv2 import BLOCK, RATE

FOLDER = "/usr/lib/dssi/"
OUTPUT, CONTROL = 2, 4  # of a LADSPA port descriptor: an output, a control port
NOTE_ON, NOTE_OFF, CONTROLLER = 6, 7, 10  # of ALSA's sequencer events
HANDLE = c.c_void_p


class Ladspa(c.Structure):
    _fields_ = [("id", c.c_ulong), ("label", c.c_char_p), ("properties", c.c_int), ("name", c.c_char_p),
                ("maker", c.c_char_p), ("copyright", c.c_char_p), ("ports", c.c_ulong), ("kinds", c.POINTER(c.c_int)),
                ("names", c.POINTER(c.c_char_p)), ("hints", c.c_void_p), ("data", c.c_void_p),
                ("instantiate", c.CFUNCTYPE(HANDLE, c.c_void_p, c.c_ulong)),
                ("connect", c.CFUNCTYPE(None, HANDLE, c.c_ulong, c.c_void_p)),
                ("activate", c.CFUNCTYPE(None, HANDLE)), ("run", c.c_void_p), ("run_adding", c.c_void_p),
                ("gain", c.c_void_p), ("deactivate", c.c_void_p), ("cleanup", c.c_void_p)]


class Descriptor(c.Structure):
    _fields_ = [("version", c.c_int), ("ladspa", c.POINTER(Ladspa)), ("configure", c.c_void_p), ("program", c.c_void_p),
                ("select", c.c_void_p), ("controller", c.c_void_p),
                ("run", c.CFUNCTYPE(None, HANDLE, c.c_ulong, c.c_void_p, c.c_ulong))]


def _event(frame: int, midi: bytes) -> bytes:
    """A MIDI message as ALSA's 28 bytes."""
    kind = midi[0] & 0xF0
    head = struct.pack("<BBBBIIHH", {0x90: NOTE_ON, 0x80: NOTE_OFF, 0xB0: CONTROLLER}[kind], 0, 0, 0, frame, 0, 0, 0)
    if kind == 0xB0:
        return head + struct.pack("<BxxxIi", 0, midi[1], midi[2])
    return head + struct.pack("<BBBBII", 0, midi[1], midi[2], 0, 0, 0)


class Dssi:
    """One running instrument; its controls have the names of its ports."""

    def __init__(self, file: str):
        library = c.CDLL(FOLDER + file)
        library.dssi_descriptor.restype = c.POINTER(Descriptor)
        self.descriptor = library.dssi_descriptor(c.c_ulong(0)).contents
        ladspa = self.ladspa = self.descriptor.ladspa.contents
        self.handle = ladspa.instantiate(c.addressof(ladspa), RATE)
        self.values = np.zeros(ladspa.ports, np.float32)
        self.controls, self.outputs = {}, []
        for i in range(ladspa.ports):
            if ladspa.kinds[i] & CONTROL:
                self.controls[ladspa.names[i].decode()] = i
                target = self.values[i:].ctypes.data
            else:
                buffer = np.zeros(BLOCK, np.float32)
                if ladspa.kinds[i] & OUTPUT:
                    self.outputs.append(buffer)
                target = buffer.ctypes.data
                self._kept = getattr(self, "_kept", []) + [buffer]
            ladspa.connect(self.handle, i, target)
        self.active = False

    def set(self, name: str, value: float):
        self.values[self.controls[name]] = value

    def process(self, events=()) -> np.ndarray:
        """One block [channels, BLOCK]; events are (frame, MIDI bytes)."""
        if not self.active:
            if self.ladspa.activate:
                self.ladspa.activate(self.handle)
            self.active = True
        packed = b"".join(_event(frame, midi) for frame, midi in events)
        self.descriptor.run(self.handle, BLOCK, c.cast(packed, c.c_void_p), len(events))
        return np.stack(self.outputs)
