"""Questions about paths that people typed: any text is an answerable question, none raises."""

from __future__ import annotations

from pathlib import Path


def is_folder(path: str | Path) -> bool:
    """True for a folder; False also for a name too long or odd for the system."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def is_there(path: str | Path) -> bool:
    """True for a file or folder that exists; False also for a name the system does not take."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False
