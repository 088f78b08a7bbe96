"""Crockford's base 32 (crockford.com/base32): no I, L, O or U, so that a person can read it out."""

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def encode(number: int, length: int) -> str:
    """The lowest `length` digits of a number, the highest first."""
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (length - 1), -1, -5))
