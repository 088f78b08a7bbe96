"""`python -m data.convert <folder of gathered facts>` rewrites the reference data; the same facts
give the same bytes.

The folder holds procedures.json, procedures2/ (whose names are whole), agencies.json,
holidays_vn.json and document_substitutions.json.
Nothing reads it later: what is written here is committed, and is what ships. Price lists are kept
by hand.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.convert.agencies import agencies_from
from data.convert.calendar import calendar_from
from data.convert.procedures import procedure_from
from data.convert.whole_names import WholeNames

HERE = Path(__file__).parent.parent
GATHERED = "2026-11-21"


def main() -> None:
    """Converts every file of the folder named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m data.convert")
    parser.add_argument("facts", type=Path, help="the folder of gathered facts")
    facts: Path = parser.parse_args().facts
    write(
        "catalogue/procedures.json",
        catalogue_from(read(facts / "procedures.json"), WholeNames(facts / "procedures2")),
    )
    write("agencies.json", {"version": GATHERED, **agencies_from(read(facts / "agencies.json"))})
    write(
        "holidays_vn.json", {"version": GATHERED, **calendar_from(read(facts / "holidays_vn.json"))}
    )
    substitutions = read(facts / "document_substitutions.json")
    write("document_substitutions.json", {"version": GATHERED, **substitutions})


def catalogue_from(rows: list[dict[str, Any]], names: WholeNames) -> dict[str, Any]:
    """The catalogue's file: a version and one entry per procedure, in the order of the codes."""
    entries = [procedure_from(row, names) for row in sorted(rows, key=lambda row: str(row["code"]))]
    return {"version": GATHERED, "procedures": entries}


def read(path: Path) -> Any:
    """What a JSON file holds."""
    return json.loads(path.read_text(encoding="utf-8"))


def write(name: str, content: Mapping[str, Any]) -> None:
    """Writes one file of data/ in a form that diffs well."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (HERE / name).write_text(text + "\n", encoding="utf-8")


main()
