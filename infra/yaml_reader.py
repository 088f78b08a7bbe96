"""YAML files, read by libyaml where PyYAML has it: a tenth of the time that Python takes."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from yaml import SafeLoader
else:
    try:
        from yaml import CSafeLoader as SafeLoader
    except ImportError:  # built without libyaml
        from yaml import SafeLoader

__all__ = ["SafeLoader", "read_yaml"]


def read_yaml(path: Path) -> Any:
    """What the file says; plain types only."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=SafeLoader)
