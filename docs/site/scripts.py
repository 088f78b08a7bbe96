"""The documentation site's scripts, as hooks of MkDocs (see mkdocs.yml): nothing is fetched from
another host.
"""

import hashlib
from importlib.resources import files as package_files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

MERMAID: Final = "assets/javascripts/mermaid.min.js"
MERMAID_SHA256: Final = "74d7c46dabca328c2294733910a8aa1ed0c37451776e8d5295da38a2b758fb9b"
"""Of `dist/mermaid.min.js` in mermaid 11.16.0 as its authors publish it on npm (MIT)."""
ADDRESSES: Final = {
    '"https://unpkg.com/mermaid@11/dist/mermaid.min.js"': f'new URL("{MERMAID}",__md_scope).href',
    '"https://unpkg.com/resize-observer-polyfill"': '"data:text/javascript,"',
}
"""What the theme's script would fetch from elsewhere, and what it loads here. Browsers have had
ResizeObserver since 2020, so that its polyfill may be empty."""


def on_files(files: Files, config: "MkDocsConfig") -> Files:
    """Mermaid's script beside the pages."""
    files.append(File.generated(config, MERMAID, content=_mermaid()))
    return files


def on_post_build(config: "MkDocsConfig") -> None:
    """The theme's script loads nothing from elsewhere.

    Raises PluginError when the theme names other addresses than those known here: a new release.
    """
    (script,) = Path(config.site_dir).glob("assets/javascripts/bundle.*.min.js")
    text = script.read_text(encoding="utf-8")
    for address, local in ADDRESSES.items():
        if text.count(address) != 1:
            raise PluginError(
                f"{script.name} does not hold {address} once: see docs/site/scripts.py"
            )
        text = text.replace(address, local)
    script.write_text(text, encoding="utf-8")


def _mermaid() -> bytes:
    """Mermaid's script, which mermaidx carries.

    Raises PluginError unless it is the one that its authors published.
    """
    script = (package_files("mermaidx") / "assets" / "mermaid.js").read_bytes()
    if hashlib.sha256(script).hexdigest() != MERMAID_SHA256:
        raise PluginError("mermaidx carries another mermaid: see docs/site/scripts.py")
    return script
