"""`python -m data.convert <folder of gathered facts>` rewrites the reference data; the same facts
give the same bytes.

The folder holds procedures.json, procedures2/ (whose names are whole), agencies.json,
holidays_vn.json and document_substitutions.json.
Nothing reads it later: what is written here is committed, and is what ships. Price lists are kept
by hand.
"""

import argparse
import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.convert.agencies import agencies_from
from data.convert.calendar import calendar_from
from data.convert.procedures import Readings, procedure_from
from data.convert.second_reading import rows_of

HERE = Path(__file__).parent.parent
GATHERED = "2026-11-21"
Row = dict[str, Any]


def main() -> None:
    """Converts every file of the folder named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m data.convert")
    parser.add_argument("facts", type=Path, help="the folder of gathered facts")
    facts: Path = parser.parse_args().facts
    before = read(HERE / "convert" / "communes_before_2025_07.json")
    agencies = agencies_from(read(facts / "agencies.json"), before)
    substitutions = read(facts / "document_substitutions.json")
    readings = Readings(
        {row["code"]: row for row in read(facts / "procedures.json")},
        {agency["name"]: agency["code"] for agency in agencies["agencies"]},
        substitutions["rows"],
    )
    rows = rows_of(facts / "procedures2").values()
    write_catalogue([procedure_from(row, readings) for row in rows])
    write("agencies.json", {"version": GATHERED, **agencies})
    write(
        "holidays_vn.json", {"version": GATHERED, **calendar_from(read(facts / "holidays_vn.json"))}
    )
    write("document_substitutions.json", {"version": GATHERED, **substitutions})


def write_catalogue(entries: list[Row]) -> None:
    """All procedures, compressed, one a line; the core again in a form that diffs well."""
    core = [entry for entry in entries if entry["core"]]
    write("catalogue/procedures.json", {"version": GATHERED, "procedures": core})
    lines = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
    packed = gzip.compress(lines.encode(), compresslevel=9, mtime=0)
    (HERE / "catalogue" / "procedures.jsonl.gz").write_bytes(packed)


def read(path: Path) -> Any:
    """What a JSON file holds."""
    return json.loads(path.read_text(encoding="utf-8"))


def write(name: str, content: Mapping[str, Any]) -> None:
    """Writes one file of data/ in a form that diffs well."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (HERE / name).write_text(text + "\n", encoding="utf-8")


main()
