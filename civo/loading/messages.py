"""What a validation error means, said in Swedish and English to the author of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args

from civo.errors import Problem
from civo.loading.raw import Path_, Span
from civo.models import Model
from civo.words import Text, nearest

FindSpan = Callable[[Path_, bool], Span]


def problems_of(errors: Sequence[Any], model: type[Model], span: FindSpan) -> Iterator[Problem]:
    """Each validation error as a problem at its place. `span` finds a path's value (or its key)."""
    misspelt = _misspelt(errors, model)
    for error in errors:
        path, kind, context = tuple(error["loc"]), error["type"], error.get("ctx", {})
        if kind == "missing" and path in misspelt:
            continue
        if kind == _UNKNOWN_TYPE:
            place = span(path, True)
            known = field_names(_model_at(model, path[:-1]) or model)
            yield Problem(
                place.position,
                _UNKNOWN_FIELD.filled(name=str(path[-1])),
                Text(", ".join(known)),
                nearest(str(path[-1]), known) or "",
                place.length,
            )
            continue
        place = span(path[:-1], False) if kind == "missing" else span(path, False)
        message, expected, suggestion = _said(kind, path, error.get("input"), context)
        length = place.length if kind != "missing" else 1
        yield Problem(place.position, message, expected, suggestion, length)


def _misspelt(errors: Sequence[Any], model: type[Model]) -> set[Path_]:
    """The paths of the fields that unknown fields are probably meant to be: those are not missing as well."""
    found = set()
    for error in errors:
        if error["type"] == _UNKNOWN_TYPE:
            *above, name = error["loc"]
            near = nearest(str(name), field_names(_model_at(model, tuple(above)) or model))
            found.add((*above, near or ""))
    return found


def field_names(model: type[Model]) -> list[str]:
    """The names that a file may write in a record, in their order."""
    return [info.alias or name for name, info in model.model_fields.items()]


def fields_at(model: type[Model], path: Path_) -> list[str] | None:
    """The names that a file may write at a path inside a record; None where there is no record with fields of its own."""
    found = _model_at(model, path)
    return field_names(found) if found else None


def _model_at(model: type[Model], path: Path_) -> type[Model] | None:
    """The model that stands at a path inside another."""
    for part in path:
        if isinstance(part, int):
            continue
        info = next((f for n, f in model.model_fields.items() if part in (n, f.alias)), None)
        inner = next(_models_in(info.annotation), None) if info else None
        if inner is None:
            return None
        model = inner
    return model


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _said(kind: str, path: Path_, written: object, context: Mapping[str, Any]) -> tuple[Text, Text, str]:
    name = str(next((part for part in reversed(path) if isinstance(part, str)), ""))
    value = written if isinstance(written, str) else ""
    if kind == "missing":
        return _MISSING.filled(name=name), Text(""), ""
    if kind == "literal_error":
        parts = [part.strip(" '") for part in str(context["expected"]).replace(" or ", ", ").split(",")]
        allowed = [part for part in parts if part]
        return _NOT_ALLOWED.filled(name=name, value=value), Text(", ".join(allowed)), nearest(value, allowed) or ""
    if kind == "civo_selector":
        part = str(context.get("part", ""))
        known = list(context.get("expected", ()))
        return _SELECTOR.filled(part=part or "–"), _SELECTOR_FORM, nearest(part, known) or ""
    if kind == "civo_term":
        return _TERM.filled(name=name, value=value), _TERM_FORM, str(context.get("suggestion", ""))
    message, expected = _BY_TYPE.get(kind, (_OTHER, Text(kind.replace("_", " "))))
    return message.filled(name=name, value=value), expected, ""


_UNKNOWN_TYPE = "unexpected_keyword_argument"
_UNKNOWN_FIELD = Text("fältet ”{name}” finns inte här", 'there is no field "{name}" here')
_MISSING = Text("fältet ”{name}” saknas", 'the field "{name}" is missing')
_NOT_ALLOWED = Text("”{value}” går inte som {name}", '"{value}" will not do as {name}')
_SELECTOR = Text("urvalet går inte att läsa vid ”{part}”", 'the selector cannot be read at "{part}"')
_SELECTOR_FORM = Text(
    "kind, in, level, ids, tags, not – t.ex. kind:kommun in:vasterbottens-lan",
    "kind, in, level, ids, tags, not - e.g. kind:kommun in:vasterbottens-lan",
)
_TERM = Text("{name}: ”{value}” är ingen tidslängd", '{name}: "{value}" is not a length of time')
_TERM_FORM = Text("1 år, 6 månader, 2 veckor eller 30 dagar", "1 year, 6 months, 2 weeks or 30 days")
_OTHER = Text("{name}: värdet ”{value}” går inte", '{name}: the value "{value}" will not do')
_A_TEXT = (Text("{name} ska vara en text", "{name} has to be a text"), Text("en text", "a text"))
_A_LIST = (Text("{name} ska vara en lista", "{name} has to be a list"), Text("en lista", "a list"))
_FIELDS = (Text("{name} ska ha egna fält", "{name} has to have fields of its own"), Text("fält: värde", "field: value"))
_NUMBER = (
    Text("{name}: ”{value}” är inget heltal", '{name}: "{value}" is not a whole number'),
    Text("ett heltal", "a whole number"),
)
_BOOLEAN = (
    Text("{name}: ”{value}” är varken ja eller nej", '{name}: "{value}" is neither true nor false'),
    Text("true, false"),
)
_BY_TYPE: dict[str, tuple[Text, Text]] = {
    "civo_text": (_A_TEXT[0], Text("en text, eller sv: och en:", "a text, or sv: and en:")),
    "civo_date": (
        Text("{name}: ”{value}” är inget datum som finns", '{name}: "{value}" is not a date that exists'),
        Text("2023, 2023-05 eller 2023-05-17", "2023, 2023-05 or 2023-05-17"),
    ),
    "string_type": _A_TEXT,
    "string_pattern_mismatch": (
        Text("”{value}” går inte som id", '"{value}" will not do as an id'),
        Text(
            "a–z, 0–9, bindestreck och punkt; börjar med bokstav eller siffra",
            "a-z, 0-9, hyphens and dots; begins with a letter or digit",
        ),
    ),
    "tuple_type": _A_LIST,
    "list_type": _A_LIST,
    "dataclass_type": _FIELDS,
    "dict_type": _FIELDS,
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": _NUMBER,
    "greater_than_equal": (
        Text("{name}: {value} är för litet", "{name}: {value} is too small"),
        Text("ett antal", "a number of things"),
    ),
    "bool_parsing": _BOOLEAN,
    "bool_type": _BOOLEAN,
}
