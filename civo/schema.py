"""The file language as JSON Schemas, for editors that complete and check while one writes, and as plain field lists.

A schema is a help to write by; `civo check` decides. It is a little stricter than the loader: it wants `true` and whole
numbers without quotes, and it cannot know which ids exist.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin

from civo.dates import Period
from civo.errors import UnknownName
from civo.fields import Asking, OneOrMore, Ref
from civo.kind_words import KIND_WORDS
from civo.loading.manifest import Manifest
from civo.loading.scenarios import Scenario
from civo.loading.validating import NAMELESS
from civo.models import Model
from civo.records import KINDS, Body, Record, Seat
from civo.selectors import QUERY_KEYS, RELATED, Selector
from civo.views.view import View
from civo.words import Text, nearest

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FILES: dict[str, str] = {
    "records": "A file of records, under the word for their kind.",
    "structure": "structure.yaml.",
    "view": "diagrams/<view>.yaml.",
    "scenario": "scenarios/<scenario>.yaml in a structure's folder.",
}
"""The sorts of file that have a schema of their own, and what each is."""


class FieldDoc(NamedTuple):
    """One field as a file writes it.

    `many` tells a list, `single` that one value may stand for a list of one; `leaf` is the type of the value or of the
    list's items, and `refs` the kinds of record it may name (empty: any kind; None: it names none).
    """

    name: str
    leaf: Any
    many: bool
    single: bool
    required: bool
    refs: tuple[str, ...] | None
    pattern: str
    meaning: str

    @property
    def model(self) -> type[Model] | None:
        """The model of the value's own fields, if it has any."""
        return self.leaf if isinstance(self.leaf, type) and issubclass(self.leaf, Model) else None


@cache
def fields_of(model: type[Model]) -> tuple[FieldDoc, ...]:
    """The fields of a model in their order, with what the docstring under each says."""
    meanings: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if issubclass(cls, Model) and cls is not Model:
            meanings |= _docstrings(sys.modules[cls.__module__].__file__ or "").get(cls.__name__, {})
    found = []
    for attribute, info in model.model_fields.items():
        leaf, marks = _leaf(info.annotation, list(info.metadata))
        many = get_origin(leaf) is tuple
        if many:
            leaf, marks = _leaf(get_args(leaf)[0], marks)
        leaf = Asking if Asking in marks else leaf
        ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
        pattern = next((p for mark in marks if isinstance(p := getattr(mark, "pattern", None), str)), "")
        found.append(
            FieldDoc(
                info.alias or attribute,
                leaf,
                many,
                OneOrMore in marks,
                info.is_required(),
                ref.kinds if ref else None,
                pattern,
                meanings[attribute],
            )
        )
    return tuple(found)


def _leaf(annotation: Any, marks: list[Any]) -> tuple[Any, list[Any]]:
    """The type inside `Annotated` and `| None`, with the marks met on the way."""
    while True:
        if hasattr(annotation, "__metadata__"):
            marks = [*marks, *annotation.__metadata__]
            annotation = annotation.__origin__
        elif NoneType in get_args(annotation):
            annotation = next(part for part in get_args(annotation) if part is not NoneType)
        else:
            return annotation, marks


@cache
def _docstrings(file: str) -> dict[str, dict[str, str]]:
    """Of each class in a module: the string under each of its fields."""
    tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    return {
        node.name: {
            field.target.id: " ".join(text.value.value.split())
            for field, text in zip(node.body, node.body[1:], strict=False)
            if isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
            and isinstance(text.value.value, str)
        }
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }


def json_schema(name: str = "records") -> Schema:
    """The JSON Schema (draft 2020-12) of a sort of file (see FILES), or of a list of records of one kind.

    Raises UnknownName for anything else.
    """
    definitions: dict[str, Schema] = {}
    if name in KINDS:
        body = {"type": "array", "items": _model(KINDS[name], definitions)}
        title = name
    elif name == "records":
        body, title = _object(_lists(definitions), [], FILES[name]), f"civo {name}"
    elif name == "scenario":
        body, title = _scenario(definitions), f"civo {name}"
    elif name in FILES:
        inner = _model(Manifest if name == "structure" else View, definitions)
        body, title = definitions.pop(inner["$ref"].rpartition("/")[2]), f"civo {name}"
    else:
        known = (*FILES, *KINDS)
        raise UnknownName(name, nearest(name, known) or "", Text("schemana", "the schemas"))
    return {"$schema": DRAFT, "title": title, **body, "$defs": dict(sorted(definitions.items()))}


def _lists(definitions: dict[str, Schema]) -> dict[str, Schema]:
    """A list of records of each kind."""
    return {
        kind: {"description": summary(model), "type": "array", "items": _model(model, definitions)}
        for kind, model in KINDS.items()
    }


def _scenario(definitions: dict[str, Schema]) -> Schema:
    """A scenario: records to add, and changes to those that are there, whose fields depend on what they change."""
    change = {"type": "object", "properties": {"id": _shared("Word", definitions)}, "additionalProperties": True}
    told: dict[str, Schema] = {
        "add": _object(_lists(definitions), [], "New records, listed by their kind."),
        "end": _one_or_more({"anyOf": [_shared("Word", definitions), change]}),
    }
    for name, definition in definitions.items():  # a scenario is its own source
        if "required" in definition:
            kept = [field for field in definition["required"] if field != "source"]
            definitions[name] = {**definition, "required": kept}
    properties = {}
    for field in fields_of(Scenario):
        value = told.get(field.name) or (_one_or_more(change) if field.leaf is Any else _property(field, definitions))
        properties[field.name] = {**value, "description": field.meaning}
    return _object(properties, ["title"], FILES["scenario"])


def schema_text(name: str = "records") -> str:
    """A schema as the text of its file."""
    return json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"


def schema_files() -> Iterator[tuple[str, str]]:
    """The name and the text of the schema file for each sort of file."""
    for name in FILES:
        yield f"{name}.schema.json", schema_text(name)


def summary(model: type[Model]) -> str:
    """What a model is, from its docstring."""
    return " ".join((model.__doc__ or "").split())


def _model(model: type[Model], definitions: dict[str, Schema], *, nested: bool = False) -> Schema:
    """A reference to the definition of a model's fields, which is added if it is not there yet."""
    name = f"{model.__name__}InBody" if nested else model.__name__
    if name not in definitions:
        definitions[name] = {}
        fields = fields_of(model)
        properties = {field.name: _property(field, definitions) for field in fields}
        if model is Body:
            properties["seats"] = {
                "description": "Its seats; they need not name the body.",
                **_one_or_more(_model(Seat, definitions, nested=True)),
            }
        required = [field.name for field in fields if field.required or needs_source(model, field)]
        left_out = {"id"} if any(KINDS[kind] is model for kind in NAMELESS) else set()
        left_out |= {"body"} if nested else set()
        definitions[name] = _object(properties, [r for r in required if r not in left_out], summary(model))
    return {"$ref": f"#/$defs/{name}"}


def needs_source(model: type[Model], field: FieldDoc) -> bool:
    """Whether the field is the source that every record must name; a seat may take its body's."""
    return field.name == "source" and issubclass(model, Record) and model not in (KINDS["sources"], Seat)


def _object(properties: dict[str, Schema], required: list[str], description: str) -> Schema:
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _one_or_more(value: Schema) -> Schema:
    return {"anyOf": [value, {"type": "array", "items": value}]}


def _property(field: FieldDoc, definitions: dict[str, Schema]) -> Schema:
    value = _value(field, definitions)
    if field.many:
        value = _one_or_more(value) if field.single else {"type": "array", "items": value}
        value = _shared("Words", definitions) if value == _SHARED["Words"] else value
    return {"description": f"{field.meaning}{names_what(field)}", **value}


def names_what(field: FieldDoc) -> str:
    """What the ids in a field may be of, as a remark to its meaning; nothing where it holds no ids."""
    if field.refs is None:
        return ""
    kinds = ", ".join(KIND_WORDS[kind].one.en for kind in field.refs) or "any record"
    return f" (The id of: {kinds}.)"


def _value(field: FieldDoc, definitions: dict[str, Schema]) -> Schema:
    leaf = field.leaf
    if get_origin(leaf) is Literal:
        return {"enum": list(get_args(leaf))}
    if field.model:
        return _model(field.model, definitions)
    if leaf is bool:
        return {"type": "boolean"}
    if leaf is int:
        return {"type": "integer"}
    if get_origin(leaf) is dict:
        return {"type": "object", "additionalProperties": _shared("Word", definitions)}
    if field.pattern:
        return {**_SHARED["Word"], "pattern": field.pattern}
    return _shared(
        {str: "Word", Text: "Text", Period: "Date", Selector: "Selector", Asking: "Query"}[leaf], definitions
    )


def _shared(name: str, definitions: dict[str, Schema]) -> Schema:
    """A reference to one of the definitions that stand below; it and those that it needs are added."""
    definitions[name] = _SHARED[name]
    for other in _SHARED:
        if other not in definitions and f'#/$defs/{other}"' in json.dumps(_SHARED[name]):
            _shared(other, definitions)
    return {"$ref": f"#/$defs/{name}"}


_WORD = {"$ref": "#/$defs/Word"}
_WORDS = {"$ref": "#/$defs/Words"}


def _apart(name: str) -> Schema:
    """Such a selector, or several of which each is meant by itself."""
    one: Schema = {"$ref": f"#/$defs/{name}"}
    return {"anyOf": [one, {"type": "array", "items": {**one, "type": "object"}}]}


_SHARED: dict[str, Schema] = {
    # the loader takes a text as it is written, so 0114 and 5.2 need no quotes
    "Word": {"type": ["string", "number", "boolean"]},
    "Words": {"anyOf": [_WORD, {"type": "array", "items": _WORD}]},
    "Text": {
        "description": "A text in the language of the structure, or one in each language.",
        "anyOf": [
            _WORD,
            {
                "type": "object",
                "properties": {"sv": _WORD, "en": _WORD},
                "minProperties": 1,
                "additionalProperties": False,
            },
        ],
    },
    "Date": {
        "description": "A year, a month or a day: 2023, 2023-05, 2023-05-17.",
        "anyOf": [
            {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
            {"type": "integer", "minimum": 1000, "maximum": 9999},
        ],
    },
    "Query": {
        "description": "These records: a text such as `level:regional not:seats:kind:kommun`, or a mapping with the same keys.",
        "anyOf": [
            _WORDS,
            {
                "type": "object",
                "properties": {
                    **{key: {"$ref": "#/$defs/Query"} if key in RELATED else _WORDS for key in QUERY_KEYS},
                    "not": _apart("Query"),
                },
                "additionalProperties": False,
            },
        ],
    },
    "Selector": {
        "description": "These organisations: ids, a text such as `kind:kommun in:vasterbottens-lan`, or a mapping.",
        "anyOf": [
            _WORDS,
            {
                "type": "object",
                "properties": {
                    "kind": {"description": "Of one of these kinds.", **_WORDS},
                    "in": {"description": "Inside one of these areas.", **_WORDS},
                    "level": {"description": "Acting at one of these levels.", **_WORDS},
                    "ids": {"description": "These organisations, and the members of these collectives.", **_WORDS},
                    "tags": {"description": "Bearing one of these tags.", **_WORDS},
                    "not": {"description": "But not these.", **_apart("Selector")},
                },
                "additionalProperties": False,
            },
        ],
    },
}
