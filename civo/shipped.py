"""Data that comes with civo: structures and views, in the installed package or in a checkout."""

from pathlib import Path


def shipped(folder: str) -> Path:
    """A folder of data: inside the installed package, or beside the package in a checkout."""
    package = Path(__file__).parent
    inside = package / "data" / folder
    return inside if inside.is_dir() else package.parent / folder
