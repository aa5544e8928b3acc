"""structure.yaml: what a structure is called, of which date it speaks, what it builds on, its layers."""

from typing import Annotated, Literal

from civo.fields import BilingualText, Date, Id, OneOrMore
from civo.models import Model


class Layer(Model):
    """Files that are switched on and off together: the report; external facts; proposals."""

    id: Id
    """What `--layer` says."""
    name: BilingualText
    """What readers see."""
    files: Annotated[tuple[str, ...], OneOrMore]
    """File names, or patterns such as `external/*.yaml`, inside the structure's folder."""
    default: bool = True
    """Whether the layer is on when nothing is said."""


class Manifest(Model):
    """structure.yaml: what the structure is called, of which date it speaks, and what it builds on."""

    title: BilingualText
    """The structure's name."""
    date: Date
    """The date that answers are for when no other is asked: when the facts were gathered."""
    language: Literal["sv", "en"] = "sv"
    """The language of what is published."""
    builds_on: Annotated[tuple[Id, ...], OneOrMore] = ()
    """Structures in sibling folders whose records this one may refer to."""
    layers: tuple[Layer, ...] = ()
    """Layers; a file in none of them is always on."""
    area: str = ""
    """The area that the structure is about."""
