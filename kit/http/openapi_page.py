"""One page of documentation from an OpenAPI document: HTML without scripts or requests."""

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Any, Final

Json = dict[str, Any]
STYLE: Final = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1a1a1a}
code,pre{font:14px/1.4 ui-monospace,monospace;background:#f4f4f4;border-radius:4px}
code{padding:.1em .3em}pre{padding:.8rem;overflow:auto}
article{border-top:1px solid #ccc;margin-top:2rem;padding-top:.5rem}
table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ddd}
"""
CSP: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
)


def page(document: Json) -> str:
    """The whole document, readable."""
    info = document["info"]
    operations = [
        (method.upper(), path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    tags = document.get("tags", [])
    groups = [
        f"<h2>{_text(tag['name'])}</h2><p>{_text(tag['description'])}</p>"
        + "".join(_operation(*o) for o in operations if tag["name"] in o[2]["tags"])
        for tag in tags
    ]
    rest = [_operation(*o) for o in operations if not o[2]["tags"]]
    schemas = document["components"]["schemas"].items()
    models = "".join(_schema(name, schema) for name, schema in schemas)
    body = f"{_contents(operations)}{''.join(groups + rest)}<h2>Models</h2>{models}"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(info['title'])}</title><style>{STYLE}</style></head><body>"
        f"<h1>{_text(info['title'])}</h1><p>{_text(info['description'])}</p>"
        f'<p><a href="openapi.json">OpenAPI document</a></p>{body}</body></html>'
    )


def _contents(operations: list[tuple[str, str, Json]]) -> str:
    lines = "".join(
        f'<li><a href="#{_text(o["operationId"])}">{_text(o["summary"])}</a> '
        f"<code>{method} {_text(path)}</code></li>"
        for method, path, o in operations
    )
    return f"<ul>{lines}</ul>"


def _operation(method: str, path: str, operation: Json) -> str:
    parameters = [
        _row(p["name"], p["in"], "yes" if p["required"] else "no", p.get("description", ""))
        for p in operation["parameters"]
    ]
    answers = [
        _row(status, _names(answer), "", answer["description"])
        for status, answer in operation["responses"].items()
    ]
    request = operation.get("requestBody", {}).get("content", {})
    success = [a.get("content", {}) for s, a in operation["responses"].items() if s < "300"]
    return (
        f'<article id="{_text(operation["operationId"])}"><h3>{_text(operation["summary"])}</h3>'
        f"<p><code>{method} {_text(path)}</code></p><p>{_text(operation['description'])}</p>"
        f"<p>Access: {_text(_access(operation))}</p>"
        f"{_table(('Parameter', 'In', 'Required', ''), parameters)}"
        f"{_example('Request', request)}{''.join(_example('Response', c) for c in success)}"
        f"{_table(('Status', 'Model', '', ''), answers)}</article>"
    )


def _access(operation: Json) -> str:
    schemes = [name for scheme in operation["security"] for name in scheme]
    roles = operation.get("x-roles", [])
    return (" or ".join(schemes) or "public") + (f" ({', '.join(roles)})" if roles else "")


def _schema(name: str, schema: Json) -> str:
    required = schema.get("required", [])
    rows = [
        _row(field, _kind(part), "yes" if field in required else "no", part.get("description", ""))
        for field, part in schema.get("properties", {}).items()
    ]
    about = _text(schema.get("description", ""))
    table = _table(("Field", "Type", "Required", ""), rows)
    return f'<article id="{_text(name)}"><h3>{_text(name)}</h3><p>{about}</p>{table}</article>'


def _kind(schema: Json) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type", "any"))


def _names(answer: Json) -> str:
    schemas = [content.get("schema", {}) for content in answer.get("content", {}).values()]
    return ", ".join("Problem" if "allOf" in schema else _kind(schema) for schema in schemas)


def _example(title: str, content: Json) -> str:
    shown = [c["example"] for c in content.values() if "example" in c]
    texts = (json.dumps(example, indent=1, ensure_ascii=False) for example in shown)
    return "".join(f"<h4>{title}</h4><pre>{_text(text)}</pre>" for text in texts)


def _table(head: tuple[str, ...], rows: list[str]) -> str:
    if not rows:
        return ""
    return f"<table><tr>{''.join(f'<th>{_text(h)}</th>' for h in head)}</tr>{''.join(rows)}</table>"


def _row(*cells: str) -> str:
    first, *rest = map(_text, cells)
    return f"<tr><td><code>{first}</code></td>{''.join(f'<td>{c}</td>' for c in rest)}</tr>"


def _text(text: str) -> str:
    return escape(str(text)).replace("\n", "<br>")
