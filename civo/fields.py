"""The types of a record's fields: ids, references, names, dates and selectors, as a file may write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator, core_schema

from civo.dates import ImpossibleDate, Period, parsed_period
from civo.selectors import KEYS, BadSelector, Selector, parsed_query, parsed_selector
from civo.terms import TERM_PATTERN, BadTerm, parsed_term
from civo.words import Text


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field whose text is the id of a record of one of the kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A field that one of our own functions reads. (Pydantic's own PlainValidator inspects every signature, which
    costs more at start-up than reading the files.)"""

    read: Callable[[object], object]
    json_schema: dict[str, Any]
    pattern: str = ""
    """What its text looks like, where a text is all that it is."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return self.json_schema


@dataclass(frozen=True, slots=True)
class _OneOrMore:
    """A list field where a single value stands for a list of one.

    One and the same text, list or mapping (a table hands out one for all rows that say the same) becomes one list, made
    once; for that the validation's context has to be a dict to keep them in.
    """

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        checked = SchemaValidator(handler(source)).validate_python
        number = next(_NUMBERS)

        def shared(written: object, info: ValidationInfo[Any]) -> object:
            context = info.context
            if context is None:
                return checked(_as_list(written))
            key = (number, written if type(written) is str else id(written))
            known = context.get(key)
            if known is None:  # what was written is kept with it: its number must not become another's
                known = context[key] = (checked(_as_list(written), context=context), written)
            return known[0]

        return core_schema.with_info_plain_validator_function(shared)


_NUMBERS = count()


def _as_list(written: object) -> object:
    return written if isinstance(written, (list, tuple)) or written is None else [written]


def _text(written: object) -> Text:
    if isinstance(written, Text):
        return written
    if isinstance(written, str) and written.strip():
        return Text(written)
    if isinstance(written, Mapping):
        sv, en = written.get("sv") or "", written.get("en") or ""
        if not set(written) - {"sv", "en"} and isinstance(sv, str) and isinstance(en, str) and (sv or en):
            return Text(sv, en) if sv else Text(en)
    raise PydanticCustomError("civo_text", "a text, or sv: and en:")


def _date(written: object) -> Period:
    if isinstance(written, Period):
        return written
    if isinstance(written, str):
        try:
            return parsed_period(written)
        except ImpossibleDate:
            pass
    raise PydanticCustomError("civo_date", "a date: 2023, 2023-05 or 2023-05-17")


def _term(written: object) -> str:
    """The text of a term as it is written, once it is one."""
    if isinstance(written, str):
        try:
            parsed_term(written)
        except BadTerm as wrong:
            raise PydanticCustomError("civo_term", "a term", {"suggestion": wrong.suggestion}) from wrong
        return written
    raise PydanticCustomError("civo_term", "a term", {"suggestion": ""})


def _selector(written: object) -> Selector:
    return _read_selector(parsed_selector, written)


def _query(written: object) -> Selector:
    return _read_selector(parsed_query, written)


def _read_selector(read: Callable[[object], Selector], written: object) -> Selector:
    try:
        return read(written)
    except BadSelector as wrong:
        raise PydanticCustomError(
            "civo_selector", "a selector", {"part": wrong.part, "expected": list(wrong.expected)}
        ) from wrong


_selector_schema = {
    "oneOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}},
        {
            "type": "object",
            "properties": {
                **{
                    key: {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
                    for key in KEYS
                    if key != "not"
                },
                "not": {"type": ["object", "string", "array"]},
            },
            "additionalProperties": False,
        },
    ],
}
_text_schema = {
    "oneOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"sv": {"type": "string"}, "en": {"type": "string"}},
            "required": ["sv"],
            "additionalProperties": False,
        },
    ],
}

_ID = r"^[a-z0-9][a-z0-9.#-]*$"
Id = Annotated[str, StringConstraints(pattern=_ID)]


def is_id(text: str) -> bool:
    """Whether a text may be the id of a record."""
    return re.match(_ID, text) is not None


BilingualText = Annotated[Text, Parsed(_text, _text_schema)]
Date = Annotated[Period, Parsed(_date, {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"})]
TermText = Annotated[str, Parsed(_term, {"type": "string", "pattern": TERM_PATTERN}, TERM_PATTERN)]
Organizations = Annotated[Selector, Parsed(_selector, _selector_schema)]
OneOrMore = _OneOrMore()


class Asking:
    """Marks a selector that may ask anything of any record, not only what is declared of organisations."""


Query = Annotated[Selector, Parsed(_query, {"type": ["string", "array", "object"]}), Asking]

LevelRef = Annotated[str, Ref(("levels",))]
KindRef = Annotated[str, Ref(("kinds",))]
AreaRef = Annotated[str, Ref(("areas",))]
OrganizationRef = Annotated[str, Ref(("organizations",))]
HolderRef = Annotated[str, Ref(("organizations", "collectives"))]
RoleRef = Annotated[str, Ref(("roles",))]
BodyRef = Annotated[str, Ref(("bodies",))]
SeatRef = Annotated[str, Ref(("seats",))]
IssueRef = Annotated[str, Ref(("issues",))]
GoalRef = Annotated[str, Ref(("goals",))]
PlanRef = Annotated[str, Ref(("plans",))]
ArrangementRef = Annotated[str, Ref(("arrangements",))]
PlaceRef = Annotated[str, Ref(("bodies", "arrangements"))]
ActorRef = Annotated[str, Ref(("organizations", "collectives", "kinds", "bodies", "roles"))]
SourceRef = Annotated[str, Ref(("sources",))]
AnyRef = Annotated[str, Ref(())]
