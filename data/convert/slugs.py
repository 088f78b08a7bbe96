"""Slugs of Vietnamese texts, for ids that a person can read."""

import hashlib
import re
import unicodedata


def slug_of(text: str) -> str:
    """ "Bệnh viện" is "benh-vien"; a long text ends with four digits of its digest."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    digest = hashlib.sha256(slug.encode()).hexdigest()[:4]
    return slug if len(slug) <= 50 else f"{slug[:45].strip('-')}-{digest}"
