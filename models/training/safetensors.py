"""The safetensors format: 8 bytes header length, a JSON header, then the data. Deterministic bytes."""

import json
import struct
from pathlib import Path

import numpy as np

from replacing import replacing

_TYPES = {"float16": "F16", "float32": "F32", "int64": "I64"}


def write(path, tensors: dict, metadata: dict):
    """Writes arrays by name, in their order, with string metadata; whole or not at all."""
    header, at = {"__metadata__": metadata}, 0
    for name, array in tensors.items():
        header[name] = {
            "dtype": _TYPES[str(array.dtype)],
            "shape": list(array.shape),
            "data_offsets": [at, at + array.nbytes],
        }
        at += array.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with replacing(path) as partial, open(partial, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text)
        for array in tensors.values():
            f.write(np.ascontiguousarray(array).tobytes())


def read(path):
    """The tensors and the metadata of a file of ours."""
    data = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    types = {v: k for k, v in _TYPES.items()}
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        raw = data[8 + length + begin : 8 + length + end]
        tensors[name] = np.frombuffer(raw, types[entry["dtype"]]).reshape(entry["shape"])
    return tensors, metadata
