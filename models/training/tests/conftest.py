import sys
from pathlib import Path

import pytest
import torch

sys.path.insert(0, str(Path(__file__).parent.parent))
torch.set_num_threads(1)

from model import load_decoder  # noqa: E402

MODEL = Path(__file__).parent.parent.parent / "ligature-48k"


@pytest.fixture(scope="session")
def shipped():
    """The decoder that ships."""
    return load_decoder(MODEL)


@pytest.fixture(scope="session")
def model_folder():
    return MODEL
