"""The services of the portal by name, each with its schema."""

import json
from functools import cache
from importlib.resources import files
from typing import Final

from dvcqg.form.schema import Check, Schema, compile_schema

DOSSIERS: Final = "DongBoHoSoMC"
STEPS: Final = "CapNhatTienDoHoSoMC"
QUESTIONS: Final = "DongBoHoiDap"
REPLIES: Final = "DongBoKetQuaHoiDapGuiTuDVCQG"
PUSH: Final = "GuiHoSo"
RECEIPT: Final = "XacNhanHoSo"
LOG_IN: Final = "DangNhap"


@cache
def schema_of(service: str) -> Schema:
    """The schema of a request of a service; KeyError where there is no such service."""
    if service not in service_names():
        raise KeyError(service)
    text = files("dvcqg").joinpath("schemas", f"{service}.json").read_text(encoding="utf-8")
    schema: Schema = json.loads(text)
    return schema


@cache
def service_names() -> frozenset[str]:
    """Every service that has a schema."""
    folder = files("dvcqg").joinpath("schemas")
    return frozenset(p.name.removesuffix(".json") for p in folder.iterdir())


@cache
def request_check(service: str) -> Check:
    """Checks the whole request."""
    return compile_schema(schema_of(service))


@cache
def item_check(service: str) -> Check:
    """Checks one item of `data`."""
    return compile_schema(schema_of(service)["properties"]["data"]["items"])
