"""The answers of a draft or a supplement: they fit into an event, and numbers are finite."""

import json
from typing import Final

from intake.domain.form import Answers
from kit.core.errors import Invalid

LARGEST_ANSWERS: Final = 16 * 1024
"""Bytes of JSON text."""


class AnswersTooLarge(Invalid):
    """The answers take more than 16 KB."""

    code = "answers_too_large"
    vi = "Nội dung kê khai vượt quá 16 KB."
    en = "The answers are larger than 16 KB."


class AnswersMalformed(Invalid):
    """A number in the answers is infinite or not a number."""

    code = "answers_malformed"
    vi = "Nội dung kê khai có giá trị số không hợp lệ. Vui lòng nhập lại số đó."
    en = "The answers have a number that is not valid. Please enter it again."


def valid_answers(answers: Answers) -> Answers:
    """The answers, if they fit into an event; raises AnswersTooLarge, AnswersMalformed."""
    try:
        text = json.dumps(answers, ensure_ascii=False, allow_nan=False)
    except ValueError:
        raise AnswersMalformed(field="answers") from None
    if len(text.encode()) > LARGEST_ANSWERS:
        raise AnswersTooLarge(field="answers")
    return answers
