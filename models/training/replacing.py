"""Files that are written beside their target and then moved into its place: an interruption leaves the old one whole."""

from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(target):
    """The path to write to, of the same suffix; it becomes `target` unless the writing fails."""
    target = Path(target)
    partial = target.with_name("partial-" + target.name)
    yield partial
    partial.replace(target)
