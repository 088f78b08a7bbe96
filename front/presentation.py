"""What pages are made of: templates, sentences and static files of a client and of this library."""

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from front.messages import messages

if TYPE_CHECKING:
    from jinja2 import Environment

NO_VALUES: Final[Mapping[str, object]] = MappingProxyType({})
FRONT: Final = Path(__file__).parent
COMPILED: Final = "compiled_templates"
"""The folder of a packaged client in which its templates lie as modules."""
MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


class Presentation:
    """`package` has `templates`, `static` and `texts`, which stand before the library's; `values`
    are those of every template of the client. `numeric_days`: days are "22/11/2026", as officials
    compare them in tables; else they are written out.
    """

    def __init__(
        self,
        package: Path,
        values: Mapping[str, object] = NO_VALUES,
        *,
        numeric_days: bool = False,
    ) -> None:
        self.package = package
        self.values = values
        self.numeric_days = numeric_days

    @property
    def folders(self) -> tuple[Path, Path]:
        """The library's, then the client's."""
        return FRONT, self.package

    def translate(self, language: str, key: str, **values: object) -> str:
        """One sentence with its placeholders filled; raises KeyError for an unknown key."""
        return self.messages(language)[key].format(**values)

    def messages(self, language: str) -> dict[str, str]:
        """All sentences of a language."""
        return messages(tuple(folder / "texts" for folder in self.folders), language)

    @cached_property
    def environment(self) -> "Environment":
        """Jinja2 that escapes everything and raises for an undefined name.

        Templates are modules where the client is packaged, and compiled from their texts elsewhere.
        """
        from jinja2 import Environment, FileSystemLoader, ModuleLoader, StrictUndefined

        compiled = self.package / COMPILED
        folders = [folder / "templates" for folder in reversed(self.folders)]
        environment = Environment(
            loader=ModuleLoader(compiled) if compiled.exists() else FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals |= self.values
        return environment

    @cached_property
    def static_files(self) -> dict[str, Path]:
        """Name -> file, of those that a browser may load."""
        files = (p for folder in self.folders for p in (folder / "static").glob("*"))
        return {path.name: path for path in files if path.suffix in MEDIA_TYPES}

    @cached_property
    def digests(self) -> dict[str, str]:
        """Name -> the part of its address that changes with its content."""
        return {
            name: sha256(path.read_bytes()).hexdigest()[:12]
            for name, path in self.static_files.items()
        }
