"""The id by which agencies outside know a letter: QCVN 102:2016/BTTTT, DocumentId."""


def document_id(agency: str, dated: str, printed: str) -> str:
    """`OrganId,yyyy/MM/dd,Number/Notation`; `dated` is YYYY-MM-DD."""
    return f"{agency},{dated.replace('-', '/')},{printed}"
