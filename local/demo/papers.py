"""Papers for the demo: a plain application form as PDF, drawn for each component asked for."""

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

#sys.inputs.drawn
"""


def paper(title: str, name: str, at: datetime) -> bytes:
    """A one-page PDF; different for each title, person and moment."""
    inputs = {"title": title, "name": name, "drawn": at.isoformat()}
    made: bytes = typst.compile(PAGE.encode(), sys_inputs=inputs)
    return made
