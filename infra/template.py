"""Reads CloudFormation templates with their short forms (`!Ref`, `!Sub`, …) written out."""

from pathlib import Path
from typing import Any

import yaml

from infra.yaml_reader import SafeLoader


class _Reader(SafeLoader):
    """YAML with CloudFormation's tags."""


def read_template(path: Path) -> dict[str, Any]:
    """As CloudFormation's JSON has it: `!GetAtt A.B` becomes {"Fn::GetAtt": ["A", "B"]}."""
    text = path.read_text(encoding="utf-8")
    template: dict[str, Any] = yaml.load(text, Loader=_Reader)  # noqa: S506 - a SafeLoader
    return template


def _long_form(reader: SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value = _value(reader, node)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}": value}


def _value(reader: SafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return reader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return reader.construct_sequence(node, deep=True)
    if isinstance(node, yaml.MappingNode):
        return reader.construct_mapping(node, deep=True)
    raise TypeError(node.tag)


_Reader.add_multi_constructor("!", _long_form)
