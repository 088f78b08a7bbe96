"""Required documents (thành phần hồ sơ) of the second reading, by case."""

from typing import Any

Row = dict[str, Any]
ALWAYS = ("common", "part")
STATED = ("required", "originals", "copies")
"""What is written even where it is false or 0."""
DATA_MAY_REPLACE = "DATA_MAY_REPLACE"


READ: dict[str, dict[str, Row]] = {
    "1.004884": {"p04": {"lists_others": True}},
    "2.000522": {"p04": {"lists_others": True}},
    "2.000720": {
        "c2": {"kind": "case"},
        "p04": {"requirement": "required", "reason": "IN_ITS_CASE"},
        "p05": {"requirement": "required", "reason": "FORM_IN_ITS_CASE"},
    },
}
"""Code -> case or paper -> what somebody who read the page beside the reading corrects.

1.004884, 2.000522: the resolution replaces the identity card, and the row lists school reports and
other papers too. 2.000720: a member of the household becomes its head by the authority of the
others; that is a case, not a filing by somebody else, and its list is "gồm các giấy tờ sau", all of
them."""
LIST_OF_ONE = ("một trong những giấy tờ", "một trong các giấy tờ")
"""How a row begins whose papers stand in rows of their own behind it."""


def document_cases_of(row: Row) -> list[Row]:
    """The cases that papers belong to, in the portal's order."""
    used = {paper.get("case") for paper in row.get("papers", ())}
    cases = (
        {"id": _case_id(case["n"]), "kind": case["kind"], "name": case.get("name", "")}
        for case in row.get("cases", ())
        if case["n"] in used
    )
    read = READ.get(row["code"], {})
    return [case | read.get(case["id"], {}) for case in cases]


def documents_of(row: Row, substitutions: list[Row]) -> list[Row]:
    """The papers, each with how far it is required, why, and which databases have what it says."""
    kinds = {case["n"]: case["kind"] for case in row.get("cases", ())}
    read = READ.get(row["code"], {})
    papers = [paper | read.get(paper["id"], {}) for paper in row.get("papers", ())]
    documents = [document_from(paper, kinds, substitutions) for paper in papers]
    return [document | _replaced_with_its_list(document, documents) for document in documents]


def _replaced_with_its_list(document: Row, documents: list[Row]) -> Row:
    """A database that replaces "one of these papers" replaces each of them."""
    if document.get("reason") != "ONE_OF_ROW" or document.get("replaced_by"):
        return {}
    for lead in documents:
        is_list = lead["name"].casefold().startswith(LIST_OF_ONE)
        if is_list and lead.get("replaced_by") and lead.get("case") == document.get("case"):
            return {"replaced_by": lead["replaced_by"]}
    return {}


def document_from(paper: Row, kinds: dict[int, str], substitutions: list[Row]) -> Row:
    """One paper; an application form is no paper that a database replaces, but may name one."""
    form = paper.get("is_application_form", False)
    numbers = paper.get("replaced_by", ())
    is_more = form or paper.get("lists_others", False)
    replaced_by = [
        {"row": number, "database": substitutions[number]["database"]}
        for number in numbers
        if not is_more
    ]
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
        "held_parts": [
            {"name": row["document_replaced"], "database": row["database"]}
            for row in (substitutions[number] for number in numbers if is_more)
            if _plain(row["document_replaced"]) in _plain(paper["name"])
        ],
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


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _case_id(number: int) -> str:
    return f"c{number}"
