"""LV2 instruments without window and sound card: lilv finds and starts them, this module plays them block by block.

Needs Debian's liblilv-0-0. `Lv2(uri)` has the same methods as `dssi.Dssi`; `instruments.play` makes notes with either.
"""

import ctypes as c
import struct

import numpy as np

RATE, BLOCK = 48000, 256
EVENT_BYTES = 65536
ATOM, URID = "http://lv2plug.in/ns/ext/atom#", "http://lv2plug.in/ns/ext/urid#"
CORE, BUFFER = "http://lv2plug.in/ns/lv2core#", "http://lv2plug.in/ns/ext/buf-size#"
WORKER, STATE = "http://lv2plug.in/ns/ext/worker#", "http://lv2plug.in/ns/ext/state#"

MAP = c.CFUNCTYPE(c.c_uint32, c.c_void_p, c.c_char_p)
UNMAP = c.CFUNCTYPE(c.c_void_p, c.c_void_p, c.c_uint32)
SCHEDULE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_uint32, c.c_void_p)
WORK = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_uint32, c.c_void_p)
RESPONSE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_uint32, c.c_void_p)
SET_PORT = c.CFUNCTYPE(None, c.c_char_p, c.c_void_p, c.c_void_p, c.c_uint32, c.c_uint32)


class Pair(c.Structure):
    """A handle and a function: the shape of most features."""

    _fields_ = [("handle", c.c_void_p), ("function", c.c_void_p)]


class Feature(c.Structure):
    _fields_ = [("uri", c.c_char_p), ("data", c.c_void_p)]


class Option(c.Structure):
    _fields_ = [("context", c.c_int), ("subject", c.c_uint32), ("key", c.c_uint32), ("size", c.c_uint32),
                ("type", c.c_uint32), ("value", c.c_void_p)]


class Descriptor(c.Structure):
    _fields_ = [("uri", c.c_char_p), ("instantiate", c.c_void_p),
                ("connect", c.CFUNCTYPE(None, c.c_void_p, c.c_uint32, c.c_void_p)),
                ("activate", c.CFUNCTYPE(None, c.c_void_p)), ("run", c.CFUNCTYPE(None, c.c_void_p, c.c_uint32)),
                ("deactivate", c.CFUNCTYPE(None, c.c_void_p)), ("cleanup", c.CFUNCTYPE(None, c.c_void_p)),
                ("extension", c.CFUNCTYPE(c.c_void_p, c.c_char_p))]


class Instance(c.Structure):
    _fields_ = [("descriptor", c.POINTER(Descriptor)), ("handle", c.c_void_p), ("lilv", c.c_void_p)]


class Worker(c.Structure):
    _fields_ = [("work", WORK), ("response", c.c_void_p), ("end", c.c_void_p)]


def _library():
    lilv = c.CDLL("liblilv-0.so.0")
    pointers = ("world_new", "new_uri", "world_get_all_plugins", "plugins_get_by_uri", "plugin_get_port_by_index",
                "port_get_symbol", "state_new_from_world", "state_new_from_string", "plugin_get_uri")
    for name in pointers:
        getattr(lilv, "lilv_" + name).restype = c.c_void_p
    lilv.lilv_plugin_instantiate.restype = c.POINTER(Instance)
    lilv.lilv_node_as_string.restype = c.c_char_p
    lilv.lilv_port_is_a.restype = c.c_bool
    return lilv


class World:
    """All installed plugins, and the numbers of URIs."""

    _only = None

    @classmethod
    def get(cls):
        cls._only = cls._only or cls()
        return cls._only

    def __init__(self):
        self.lilv = _library()
        self.pointer = c.c_void_p(self.lilv.lilv_world_new())
        self.lilv.lilv_world_load_all(self.pointer)
        self.numbers, self.names = {}, []
        self._map = MAP(lambda _, uri: self.number(uri.decode()))
        self._unmap = UNMAP(lambda _, number: c.cast(self.names[number - 1], c.c_void_p).value)
        self.map = Pair(None, c.cast(self._map, c.c_void_p))
        self.unmap = Pair(None, c.cast(self._unmap, c.c_void_p))

    def number(self, uri: str) -> int:
        if uri not in self.numbers:
            self.names.append(c.create_string_buffer(uri.encode()))
            self.numbers[uri] = len(self.names)
        return self.numbers[uri]

    def node(self, uri: str) -> c.c_void_p:
        return c.c_void_p(self.lilv.lilv_new_uri(self.pointer, uri.encode()))

    def plugin(self, uri: str):
        """The plugin, or None if it is not installed."""
        every = c.c_void_p(self.lilv.lilv_world_get_all_plugins(self.pointer))
        found = self.lilv.lilv_plugins_get_by_uri(every, self.node(uri))
        return c.c_void_p(found) if found else None


class Lv2:
    """One running instrument. Channels are its audio outputs."""

    def __init__(self, uri: str):
        self.world = World.get()
        self.lilv = self.world.lilv
        self.plugin = self.world.plugin(uri)
        if self.plugin is None:
            raise ValueError(f"the LV2 plugin {uri} is not installed")
        self.pending = []
        self.features = self._features()
        self.instance = self.lilv.lilv_plugin_instantiate(self.plugin, c.c_double(RATE), self.features)
        if not self.instance:
            raise ValueError(f"the LV2 plugin {uri} does not start")
        self.descriptor, self.handle = self.instance.contents.descriptor.contents, self.instance.contents.handle
        found = self.descriptor.extension((WORKER + "interface").encode())
        self.worker = c.cast(found, c.POINTER(Worker)).contents if found else None
        self._connect()
        self.active = False

    def _features(self):
        number = self.world.number
        values = [(BUFFER + "minBlockLength", "Int", c.c_int32(1)), (BUFFER + "maxBlockLength", "Int", c.c_int32(BLOCK)),
                  (BUFFER + "nominalBlockLength", "Int", c.c_int32(BLOCK)),
                  (BUFFER + "sequenceSize", "Int", c.c_int32(EVENT_BYTES)),
                  ("http://lv2plug.in/ns/ext/parameters#sampleRate", "Float", c.c_float(RATE))]
        options = (Option * (len(values) + 1))()
        for option, (key, kind, value) in zip(options, values):
            option.key, option.size, option.type = number(key), 4, number(ATOM + kind)
            option.value = c.addressof(value)
        self._schedule = SCHEDULE(self._schedule_work)
        schedule = Pair(None, c.cast(self._schedule, c.c_void_p))
        self._kept = values, options, schedule
        given = [(URID + "map", c.addressof(self.world.map)), (URID + "unmap", c.addressof(self.world.unmap)),
                 ("http://lv2plug.in/ns/ext/options#options", c.addressof(options)),
                 (BUFFER + "boundedBlockLength", None), (WORKER + "schedule", c.addressof(schedule)),
                 (STATE + "loadDefaultState", None)]
        self._made = [Feature(uri.encode(), data) for uri, data in given]
        pointers = (c.POINTER(Feature) * (len(given) + 1))(*(c.pointer(f) for f in self._made))
        return pointers

    def _schedule_work(self, _, size, data):
        self.pending.append(c.string_at(data, size))
        return 0

    def _work(self):
        """Does at once, between two blocks, what the plugin asked a worker for."""
        while self.pending:
            data, answers = self.pending.pop(0), []
            respond = RESPONSE(lambda _, size, body: answers.append(c.string_at(body, size)) or 0)
            self.worker.work(self.handle, c.cast(respond, c.c_void_p), None, len(data), c.cast(data, c.c_void_p))
            if self.worker.response:
                for answer in answers:
                    RESPONSE(self.worker.response)(self.handle, len(answer), c.cast(answer, c.c_void_p))
        if self.worker and self.worker.end:
            c.CFUNCTYPE(c.c_int, c.c_void_p)(self.worker.end)(self.handle)

    def _connect(self):
        lilv = self.lilv
        count = lilv.lilv_plugin_get_num_ports(self.plugin)
        default = np.zeros(count, np.float32)
        pointer = default.ctypes.data_as(c.c_void_p)
        lilv.lilv_plugin_get_port_ranges_float(self.plugin, None, None, pointer)
        self.values = np.nan_to_num(default)
        self.controls, self.outputs, self.events_in, self.events_out, self._silence = {}, [], [], [], []
        is_a = lambda port, kind: lilv.lilv_port_is_a(self.plugin, port, self.world.node(kind))
        for i in range(count):
            port = c.c_void_p(lilv.lilv_plugin_get_port_by_index(self.plugin, i))
            symbol = lilv.lilv_node_as_string(c.c_void_p(lilv.lilv_port_get_symbol(self.plugin, port))).decode()
            entry = is_a(port, CORE + "InputPort")
            if is_a(port, CORE + "ControlPort") or is_a(port, CORE + "CVPort"):
                self.controls[symbol] = i
                target = self.values[i:].ctypes.data
            elif is_a(port, CORE + "AudioPort"):
                buffer = np.zeros(BLOCK, np.float32)
                (self._silence if entry else self.outputs).append(buffer)
                target = buffer.ctypes.data
            else:
                buffer = c.create_string_buffer(EVENT_BYTES + 8)
                (self.events_in if entry else self.events_out).append(buffer)
                target = c.addressof(buffer)
            self.descriptor.connect(self.handle, i, target)

    def set(self, symbol: str, value: float):
        self.values[self.controls[symbol]] = value

    def restore(self, preset: str):
        """Takes over a preset that is installed, by its URI."""
        node = self.world.node(preset)
        self.lilv.lilv_world_load_resource(self.world.pointer, node)
        self._restore(self.lilv.lilv_state_new_from_world(self.world.pointer, c.byref(self.world.map), node), preset)

    def restore_text(self, turtle: str):
        """Takes over a state written in Turtle."""
        self._restore(self.lilv.lilv_state_new_from_string(self.world.pointer, c.byref(self.world.map), turtle.encode()),
                      "text")

    def _restore(self, state, name):
        if not state:
            raise ValueError(f"there is no preset {name}")

        def put(symbol, _, value, size, kind):
            kinds = {self.world.number(ATOM + n): t for n, t in (("Float", c.c_float), ("Int", c.c_int32),
                                                                 ("Double", c.c_double), ("Bool", c.c_int32))}
            if symbol.decode() in self.controls and kind in kinds:
                self.set(symbol.decode(), c.cast(value, c.POINTER(kinds[kind])).contents.value)

        self._put = SET_PORT(put)
        self.lilv.lilv_state_restore(c.c_void_p(state), self.instance, self._put, None, 0, self.features)
        self._work()

    def process(self, events=()) -> np.ndarray:
        """One block [channels, BLOCK]; events are (frame, MIDI bytes)."""
        if not self.active:
            if self.descriptor.activate:  # may be missing
                self.descriptor.activate(self.handle)
            self.active = True
        body = struct.pack("<II", 0, 0)
        for frame, midi in events:
            event = struct.pack("<qII", frame, len(midi), self.world.number("http://lv2plug.in/ns/ext/midi#MidiEvent"))
            body += event + midi + bytes(-len(midi) % 8)
        sequence = self.world.number(ATOM + "Sequence")
        for i, buffer in enumerate(self.events_in):
            sent = body if i == 0 else body[:8]
            buffer[: 8 + len(sent)] = struct.pack("<II", len(sent), sequence) + sent
        for buffer in self.events_out:
            buffer[:8] = struct.pack("<II", EVENT_BYTES, self.world.number(ATOM + "Chunk"))
        self.descriptor.run(self.handle, BLOCK)
        self._work()
        return np.stack(self.outputs)
