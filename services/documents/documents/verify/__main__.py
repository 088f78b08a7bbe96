"""`python -m documents.verify FILE`: is the chain of legal facts in this file whole?

Exit status 0: it is; 1: it was tampered with, each finding on a line; 2: it is no such file.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from documents.verify.chain_file import ChainFile, parse
from documents.verify.findings import findings_of, is_ended
from documents.verify.hostile_json import Refused, read_file
from documents.verify.signatures import fingerprint
from documents.verify.words import describe, refusal


def main(arguments: Sequence[str]) -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(prog="python -m documents.verify", description=__doc__)
    parser.add_argument("file", type=Path, help="tệp chuỗi dữ kiện pháp lý của một hồ sơ")
    parser.add_argument(
        "--keys", type=Path, help="the province's keys: the response of GET /documents/v1/keys"
    )
    options = parser.parse_args(arguments)
    try:
        trusted = _trusted(read_file(options.keys)) if options.keys else None
        file = parse(read_file(options.file))
    except Refused as refused:
        _say(refusal(refused.why))
        return 2
    findings = findings_of(file, trusted)
    for finding in findings:
        _say(describe(finding))
    if not findings:
        _say_whole(file, vouched=trusted is not None)
    return 1 if findings else 0


def _trusted(content: bytes) -> dict[str, str]:
    """PEM by the key's id; raises Refused."""
    try:
        return {str(key["key"]): str(key["pem"]) for key in json.loads(content)["items"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused("no_keys") from None


def _say_whole(file: ChainFile, *, vouched: bool) -> None:
    ended = "hồ sơ đã kết thúc" if is_ended(file) else "hồ sơ chưa kết thúc"
    _say(f"Chuỗi nguyên vẹn: hồ sơ {file.dossier}, {len(file.facts)} dữ kiện, {ended} (intact)")
    for key in file.keys:
        compared = "đã đối chiếu" if vouched else "chưa đối chiếu với danh sách khóa của tỉnh"
        _say(f"Khóa {key.key}, SHA-256 {fingerprint(key)}: {compared}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
