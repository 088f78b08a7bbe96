"""The registries as `data/registries.json` lists them."""

from functools import cache
from importlib.resources import files

from exchange.domain.registry import Registries


@cache
def listed_registries() -> Registries:
    """Read once a process."""
    text = (files("data") / "registries.json").read_text("utf-8")
    return Registries.model_validate_json(text)
