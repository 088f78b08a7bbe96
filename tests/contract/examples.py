"""`python -m tests.contract.examples`: records an example of every operation that has none yet.

Each is asked as the first role that the authorisation table lets in; what was sent and answered
goes to docs/api/examples/<service>.json. What is there already, and may be better, stays.
"""

import json
from typing import Any

from infra.openapi_texts import EXAMPLES, examples
from infra.places import SERVICES
from kit.http.operation import JSON
from tests.contract.authorisation import Cell, cells_of, table
from tests.contract.contract_world import ContractWorld
from tests.contract.gateway import routes
from tests.contract.mounted_apps import opened
from tests.contract.route_requests import route_requests
from tests.contract.test_authorisation import send_cell

Example = dict[str, Any]


def recorded(contract_world: ContractWorld, route: str) -> Example:
    """What is sent and answered where everything is right; {} where nothing is JSON."""
    example: Example = {}
    sent = route_requests(contract_world)[route]
    if sent.body is not None:
        example["request"] = sent.body
    elif sent.raw is not None and routes()[route].operation.raw == JSON:
        example["request"] = json.loads(sent.raw)
    response = send_cell(contract_world, _admitted(route))
    if response.headers.get("Content-Type") == "application/json" and response.text:
        example["response"] = _shortened(response.body)
    return example


def _shortened(body: Any) -> Any:
    """Two of a list's entries are enough to see its form."""
    if isinstance(body, dict):
        return {name: _shortened(part) for name, part in body.items()}
    return [_shortened(part) for part in body[:2]] if isinstance(body, list) else body


def _admitted(route: str) -> Cell:
    return next(cell for cell in cells_of(route) if cell.status < 400)


def main() -> None:
    """Fill docs/api/examples."""
    EXAMPLES.mkdir(parents=True, exist_ok=True)
    with opened() as contract_world:
        for service in SERVICES:
            shown = examples(service)
            for route in (r for r in table() if routes()[r].service == service):
                operation = routes()[route].operation
                name = operation.id or f"{service}_{operation.name}"
                if name not in shown:
                    shown[name] = recorded(contract_world, route)
            text = json.dumps(shown, indent=1, ensure_ascii=False, sort_keys=True)
            (EXAMPLES / f"{service}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
