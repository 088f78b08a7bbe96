"""The general form, of procedures that have none of their own: made of their required documents."""

from typing import Final

from intake.domain.form import Form, FormPage
from intake.domain.procedure_content import ProcedureContent
from intake.forms.meta_schema import DIALECT
from kit.core.model import JsonDict

LONGEST_NAME: Final = 300
MOST_ORIGINALS: Final = 60


def form_of(content: ProcedureContent) -> Form:
    """The procedure's own form, else the general one."""
    return content.form or general_form(content)


def general_form(content: ProcedureContent) -> Form:
    """What is requested, and which originals come to the desk."""
    properties: JsonDict = {"request": _request(content)}
    originals = [paper for paper in content.documents if paper.originals][:MOST_ORIGINALS]
    if originals:
        names = {
            paper.id: {"vi": paper.name[:LONGEST_NAME], "en": paper.name[:LONGEST_NAME]}
            for paper in originals
        }
        properties["originals"] = {
            "type": "array",
            "items": {"enum": list(names), "x-names": names},
            "maxItems": len(names),
            "uniqueItems": True,
            "x-title": {
                "vi": "Bản chính sẽ nộp hoặc xuất trình tại bộ phận một cửa",
                "en": "Originals that will be brought to the one-stop desk",
            },
            "x-kind": "choices",
        }
    page = FormPage.model_validate(
        {
            "id": "request",
            "title": {"vi": "Nội dung đề nghị", "en": "Your request"},
            "fields": tuple(properties),
        }
    )
    schema = {
        "$schema": DIALECT,
        "type": "object",
        "properties": properties,
        "required": ["request"],
        "additionalProperties": False,
    }
    return Form(answer_schema=schema, pages=(page,))


def _request(content: ProcedureContent) -> JsonDict:
    return {
        "type": "string",
        "minLength": 1,
        "maxLength": 2000,
        "pattern": r"\S",
        "x-title": {"vi": "Nội dung đề nghị giải quyết", "en": "What you request"},
        "x-hint": {
            "vi": f"Thủ tục: {content.short_name}"[:LONGEST_NAME],
            "en": f"Procedure: {content.short_name}"[:LONGEST_NAME],
        },
        "x-kind": "long_text",
        "x-lines": 6,
        "examples": ["Đề nghị giải quyết theo hồ sơ gửi kèm."],
    }
