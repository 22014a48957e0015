"""Results of long work, kept as they come: what is interrupted goes on where it was."""

import base64
import hashlib
import json
from pathlib import Path

import numpy as np


def named_after(*files: Path) -> str:
    """Changes with these files and with the code of this folder: what is kept holds for both."""
    digest = hashlib.sha256()
    for file in [*files, *sorted(Path(__file__).parent.glob("*.py"))]:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


class Kept:
    """Results by name in a file of JSON lines, the first of which says of what they are; of anything else they are forgotten. Without
    a file they are kept in memory."""

    def __init__(self, file, of: str):
        self.results = {}
        self.file = None if file is None else Path(file)
        if self.file is None:
            return
        lines = self.file.read_bytes().splitlines(True) if self.file.exists() else []
        whole = [line for line in lines if line.endswith(b"\n")]  # the last one may be torn
        if whole and json.loads(whole[0]) == {"of": of}:
            self.results = dict(json.loads(line) for line in whole[1:])
        else:
            whole = [json.dumps({"of": of}).encode() + b"\n"]
        if whole != lines:
            self.file.write_bytes(b"".join(whole))

    def put(self, name: str, result):
        self.results[name] = result
        if self.file is not None:
            with open(self.file, "ab") as f:
                f.write(json.dumps([name, result]).encode() + b"\n")

    def all(self, names: list, work) -> list:
        """The results of these names, in their order; `work` is given the names that are missing and yields their results."""
        missing = [name for name in dict.fromkeys(names) if name not in self.results]
        for name, result in zip(missing, work(missing) if missing else ()):
            self.put(name, result)
        return [self.results[name] for name in names]


def packed(tensors: dict) -> dict:
    """Arrays as what JSON can hold, to the bit."""
    return {name: [str(v.dtype), list(v.shape), base64.b64encode(np.ascontiguousarray(v).tobytes()).decode()] for name, v in tensors.items()}


def unpacked(tensors: dict) -> dict:
    return {name: np.frombuffer(base64.b64decode(data), dtype).reshape(shape) for name, (dtype, shape, data) in tensors.items()}
