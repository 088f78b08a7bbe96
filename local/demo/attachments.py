"""PDF files for the demo's uploads: a plain form for each required document."""

from datetime import datetime

import typst

PAGE = """
#set page(paper: "a4", margin: 2.5cm)
#set text(size: 12pt, lang: "vi")
#align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ Độc lập – Tự do – Hạnh phúc]
#v(2em)
#align(center)[#text(size: 15pt, weight: "bold", sys.inputs.title)]
#v(1em)
Người nộp: #sys.inputs.name

#sys.inputs.at
"""


def attachment_pdf(title: str, name: str, at: datetime) -> bytes:
    """One page; different for each title, person and moment."""
    inputs = {"title": title, "name": name, "at": at.isoformat()}
    content: bytes = typst.compile(PAGE.encode(), sys_inputs=inputs)
    return content
