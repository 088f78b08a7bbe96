"""Templates of pages, compiled when a client is packaged and not at its first answer."""

from pathlib import Path

from front.presentation import COMPILED, Presentation


def compile_pages(code: Path, client: str) -> None:
    """Write the modules of a client's templates, and of the library's, into its unpacked code.

    Raises jinja2's TemplateSyntaxError for one that can't be compiled.
    """
    package = code / client
    environment = Presentation(package).environment
    environment.compile_templates(package / COMPILED, zip=None, ignore_errors=False)
