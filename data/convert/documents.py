"""Required documents (thành phần hồ sơ) of the second reading, by case."""

from typing import Any

Row = dict[str, Any]
ALWAYS = ("common", "part")
STATED = ("required", "originals", "copies")
"""What is written even where it is false or 0."""
DATA_MAY_REPLACE = "DATA_MAY_REPLACE"


def document_cases_of(row: Row) -> list[Row]:
    """The cases that papers belong to, in the portal's order."""
    used = {paper.get("case") for paper in row.get("papers", ())}
    return [
        {"id": _case_id(case["n"]), "kind": case["kind"], "name": case.get("name", "")}
        for case in row.get("cases", ())
        if case["n"] in used
    ]


def documents_of(row: Row, substitutions: list[Row]) -> list[Row]:
    """The papers, each with how far it is required, why, and which databases have what it says."""
    kinds = {case["n"]: case["kind"] for case in row.get("cases", ())}
    return [document_from(paper, kinds, substitutions) for paper in row.get("papers", ())]


def document_from(paper: Row, kinds: dict[int, str], substitutions: list[Row]) -> Row:
    """One paper; an application form is no paper that a database replaces."""
    form = paper.get("is_application_form", False)
    replaced_by = (
        []
        if form
        else [
            {"row": number, "database": substitutions[number]["database"]}
            for number in paper.get("replaced_by", ())
        ]
    )
    kind = kinds.get(paper.get("case", -1), "common")
    facts = {
        "id": paper["id"],
        "name": paper["name"].strip(" .;") or paper["name"],
        "required": _is_always_required(paper, kind) and not replaced_by,
        "originals": paper["original"],
        "copies": paper["copy"],
        "code": paper.get("code"),
        "case": _case_id(paper["case"]) if "case" in paper else None,
        "requirement": paper["requirement"],
        "reason": paper["reason"],
        "condition": paper.get("condition"),
        "is_application_form": form,
        "presented": "handling" in paper,
        "by_channel": sorted(paper.get("by_channel", ())),
        "replaced_by": replaced_by,
        "templates": paper.get("forms", []),
    }
    return {name: fact for name, fact in facts.items() if name in STATED or fact}


def _is_always_required(paper: Row, kind: str) -> bool:
    return (
        paper["requirement"] == "required"
        and kind in ALWAYS
        and "handling" not in paper
        and "by_channel" not in paper
        and paper["reason"] != DATA_MAY_REPLACE
    )


def _case_id(number: int) -> str:
    return f"c{number}"
