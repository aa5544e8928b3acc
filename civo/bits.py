"""Sets of small numbers, each kept as one whole number with a bit for every member: two are compared at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from struct import unpack


def bits(numbers: Collection[int]) -> int:
    """The set of these numbers."""
    found = bytearray(max(numbers, default=0) // 8 + 1)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


def numbers(some: int) -> Iterator[int]:
    """The numbers in a set, in order."""
    words = some.bit_length() // 64 + 1
    for place, word in enumerate(unpack(f"<{words}Q", some.to_bytes(8 * words, "little"))):
        while word:
            lowest = word & -word
            yield 64 * place + lowest.bit_length() - 1
            word ^= lowest
