"""The keys under which a case is found: the end of its code, and keyed hashes (chỉ mục mù) of its
applicant's name and identity number.

The secret keeps a hash from being found by trial: names and twelve digits are few.
"""

import hmac
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from contracts.terms import Applicant

END_DIGITS: Final = 4
"""The least digits of a dossier's number, and the fewest that somebody types of it."""
HASH_CHARACTERS: Final = 32


@dataclass(frozen=True, slots=True)
class SearchKeys:
    """Made under the `current` one of `secrets`, by version: older cases are found as long as the
    version stays under which they were listed.
    """

    current: str
    secrets: Mapping[str, bytes]

    def of(self, code: str, applicant: Applicant | None) -> dict[str, str]:
        """The keys of a case, by what they are made of."""
        keys = {"end": end_key(code)}
        if applicant:
            keys["name"] = self._hash(self.current, "name", folded_name(applicant.full_name))
            document = applicant.identity_number or applicant.passport
            if document:
                keys["identity"] = self._hash(self.current, "identity", document.upper())
        return keys

    def of_name(self, name: str) -> tuple[str, ...]:
        """The keys of everybody of that name, whatever its accents, by each version."""
        return self._by_version("name", folded_name(name))

    def of_identity(self, number: str) -> tuple[str, ...]:
        """The keys of an identity number or a passport, by each version."""
        return self._by_version("identity", number.upper())

    def _by_version(self, kind: str, text: str) -> tuple[str, ...]:
        return tuple(self._hash(version, kind, text) for version in self.secrets)

    def _hash(self, version: str, kind: str, text: str) -> str:
        digest = hmac.digest(self.secrets[version], f"{kind}|{text}".encode(), sha256)
        return f"{kind}#{version}:{digest.hex()[:HASH_CHARACTERS]}"


def end_key(code: str) -> str:
    """The key of all cases whose codes end in the same digits."""
    return f"end#{code[-END_DIGITS:]}"


def folded_name(name: str) -> str:
    """A name without accents, in small letters: `Nguyễn Thị An` is `nguyen thi an`."""
    decomposed = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))
