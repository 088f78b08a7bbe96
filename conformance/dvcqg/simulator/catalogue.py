"""What the portal publishes: procedures, agencies, fields, accounts of people."""

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any


class Catalogue:
    """Procedures in the shape of LayThuTuc's answer; a sample of three where none are passed."""

    def __init__(self, members: Mapping[str, Any] | None = None) -> None:
        if members is None:
            text = files("dvcqg").joinpath("data", "catalogue.json").read_text(encoding="utf-8")
            members = json.loads(text)
        self._procedures = {p["MATTHC"]: p for p in members["procedures"]}
        self.agencies: list[Any] = list(members["agencies"])
        self.fields: list[Any] = list(members["fields"])

    def procedure(self, code: str) -> dict[str, Any] | None:
        """A procedure by its national code."""
        return self._procedures.get(code)

    def replace(self, procedure: dict[str, Any]) -> None:
        """Publishes a procedure, or its next version, by its MATTHC; raises KeyError without."""
        self._procedures[procedure["MATTHC"]] = procedure

    def withdraw(self, code: str) -> bool:
        """No longer publishes a procedure; whether it was there."""
        return self._procedures.pop(code, None) is not None

    def listed_procedures(self) -> list[Any]:
        """Code, name and field of each."""
        return [
            {
                "MATTHC": p["MATTHC"],
                "TENTTHC": p["TENTTHC"],
                "MALINHVUC": next((f["MALINHVUC"] for f in p["LINHVUCTHUCHIEN"]), ""),
            }
            for p in self._procedures.values()
        ]

    def technical_id(self, identity: str) -> str:
        """Of the account of an identity; a number that ends in 02 has none."""
        if identity.endswith("02"):
            return ""
        digest = hashlib.sha256(identity.encode()).hexdigest()
        return f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}"
