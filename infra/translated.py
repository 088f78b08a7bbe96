"""`python -m infra.translated`: the templates that CloudFormation deploys, after SAM's transform.

A slip that the transform makes or hides is visible in the translated template only.
"""

import copy
import json
import logging
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from infra.places import BUILD, CLIENTS, ROOT, SERVICES

REGION: Final = "ap-southeast-1"
"""The transform writes no Region into a template, but asks for one."""
PARAMETERS: Final = {
    "Stage": "prod",
    "BundleBucket": "bundles",
    "DomainName": "api.example.vn",
    "PortalName": "dichvu.example.vn",
    "DeskName": "canbo.example.vn",
    "Issuers": "[]",
    "StatusApi": "https://api.example.vn/status/v1",
    "PaymentsApi": "https://api.example.vn/payments/v1",
    "CaseworkApi": "https://api.example.vn/casework/v1",
    "ExchangeApi": "https://api.example.vn/exchange/v1",
    "PartnersApi": "https://api.example.vn/partners/v1",
    "VoiceApi": "https://api.example.vn/voice/v1",
    "LettersApi": "https://api.example.vn/letters/v1",
}
"""Values for parameters without defaults: a stage that is not the local one."""

RESOLVED: Final = ("BundleBucket",)
"""Parameters in whose place the transform writes their values."""


def translated(
    template: Mapping[str, Any], parameters: Mapping[str, str] = PARAMETERS
) -> dict[str, Any]:
    """What SAM's transform makes of a packaged template; raises InvalidDocumentException."""
    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator

    values = {name: text for name, text in parameters.items() if name in template["Parameters"]}
    translator = Translator({}, Parser(), boto_session=_session())
    result: dict[str, Any] = translator.translate(copy.deepcopy(dict(template)), values)
    for name in RESOLVED:
        result["Parameters"].pop(name, None)
    return result


@cache
def _session() -> Any:
    import boto3

    return boto3.Session(region_name=REGION)


def write_translated(service: str, build: Path = BUILD) -> Path:
    """build/<service>/translated.json, from the packaged template beside it."""
    folder = build / service
    result = translated(json.loads((folder / "template.json").read_text()))
    path = folder / "translated.json"
    path.write_text(json.dumps(result, indent=1, sort_keys=True, ensure_ascii=False))
    return path


def main() -> int:
    """Translate the packaged template of every service and print where the results lie."""
    for service in (*SERVICES, *CLIENTS):
        print(write_translated(service).relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
