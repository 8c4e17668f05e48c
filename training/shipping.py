"""Files beside the networks of a model that ships: written so that the program finds them, by their checksums in labels.json."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np


def add_to_model(folder: Path, name: str, **arrays: Any) -> None:
    """Write arrays as a file of a model, and its checksum."""
    np.savez_compressed(folder / name, **arrays)
    path = folder / "labels.json"
    labels = json.loads(path.read_text(encoding="utf-8"))
    labels["sha256"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    path.write_text(json.dumps(labels, indent=0), encoding="utf-8")
