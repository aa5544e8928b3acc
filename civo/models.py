"""What a file may declare, as frozen objects with slots: pydantic checks what is written, the objects hold little else.

A class of this kind is written as pydantic's own models are: annotated fields, with a default where one may be left out
and `Field(alias=...)` where files use another word. Its objects take a third of the memory, and its classes are made
without work that only a file of their kind needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Self, dataclass_transform, get_args, get_origin

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticUndefined, core_schema


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=True, field_specifiers=(Field,))
class ModelType(type):
    """Makes a slot of every annotated field, and keeps what is said of it for `model_fields`.

    A class variable that begins with an underscore is a slot too, but no field: nothing that a file may declare.
    """

    _told: dict[str, tuple[Any, Any]]
    _infos: dict[str, FieldInfo] | None
    _schema: CoreSchema | None
    _adapter: TypeAdapter[Any] | None

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> ModelType:
        written = namespace.get("__annotations__", {})
        own = {n: a for n, a in written.items() if get_origin(a) is not ClassVar}
        inner = (n for n in written if n.startswith("_"))
        told = {n: (annotation, namespace.pop(n, PydanticUndefined)) for n, annotation in own.items()}
        above = {n: t for base in reversed(bases) for n, t in getattr(base, "_told", {}).items()}
        namespace["__slots__"] = (*(n for n in told if n not in above), *inner)
        made = super().__new__(mcs, name, bases, namespace)
        made._told = above | told
        made._infos = made._schema = made._adapter = None
        return made

    @property
    def model_fields(cls) -> dict[str, FieldInfo]:
        """What is said of each field, in their order."""
        if cls._infos is None:
            cls._infos = {name: _info(annotation, default) for name, (annotation, default) in cls._told.items()}
        return cls._infos

    @property
    def adapter(cls) -> TypeAdapter[Any]:
        """What checks one object of the class; made when the first is checked."""
        if cls._adapter is None:
            cls._adapter = TypeAdapter(cls)
        return cls._adapter


def _info(annotation: Any, default: Any) -> FieldInfo:
    if default is PydanticUndefined:
        return FieldInfo.from_annotation(annotation)
    return FieldInfo.from_annotated_attribute(annotation, default)


class Model(metaclass=ModelType):
    """One thing that a file declares; equal to another of its class that says the same."""

    def __init__(self, **written: Any) -> None:
        type(self).adapter.validator.validate_python(written, self_instance=self)

    @classmethod
    def model_validate(cls, written: object) -> Self:
        """The object that the written fields say. Raises pydantic's ValidationError."""
        made: Self = cls.adapter.validate_python(written)
        return made

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """An object of values that nothing checks; defaults for the fields left out."""
        made = cls.__new__(cls)
        for name, (_, default) in cls._told.items():
            object.__setattr__(made, name, values.get(name, default))
        return made

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The same with other values in some fields; nothing checks them."""
        return self.model_construct(**{**dict(self), **update})

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return ((name, getattr(self, name)) for name in type(self)._told)

    def __eq__(self, other: object) -> bool:
        return self is other or (type(other) is type(self) and tuple(self) == tuple(other))

    def __hash__(self) -> int:
        return hash(tuple(value for _, value in self if not isinstance(value, dict)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed: use model_copy")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        if cls._schema is None:
            fields = [_field_schema(name, *told, handler) for name, told in cls._told.items()]
            arguments = core_schema.dataclass_args_schema(cls.__name__, fields, extra_behavior="forbid")
            cls._schema = core_schema.dataclass_schema(cls, arguments, list(cls._told), slots=True, frozen=True)
        return cls._schema

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        raise NotImplementedError("civo.schema writes the JSON Schemas")


_FIELDS: dict[tuple[int, int, str], core_schema.DataclassField] = {}
"""The schemas of fields, made once for all classes that have them from a common one."""


def _field_schema(
    name: str, annotation: Any, default: Any, handler: GetCoreSchemaHandler
) -> core_schema.DataclassField:
    key = (id(annotation), id(default), name)
    if key not in _FIELDS:
        marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
        of_fields = [mark for mark in marks if isinstance(mark, FieldInfo)]
        if of_fields:
            checks = [c for mark in marks for c in (mark.metadata if isinstance(mark, FieldInfo) else (mark,))]
            annotation = get_args(annotation)[0]
            for check in checks:
                annotation = Annotated[annotation, check]
        schema = handler.generate_schema(annotation)
        if default is not PydanticUndefined:
            schema = core_schema.with_default_schema(schema, default=default)
        alias = next((mark.alias for mark in of_fields if mark.alias), None)
        _FIELDS[key] = core_schema.dataclass_field(name, schema, kw_only=True, validation_alias=alias)
    return _FIELDS[key]
