"""Feedback, complaints and questions (kiến nghị, phản ánh, hỏi đáp): their states, and the acts
that change them.
"""

from typing import Literal

FeedbackKind = Literal["feedback", "complaint", "question"]
"""Kiến nghị, phản ánh, câu hỏi."""
FeedbackState = Literal[
    "received", "accepted", "awaiting_supplement", "refused", "resolved", "published"
]
FeedbackAct = Literal[
    "accept", "refuse", "request_supplement", "supplement", "forward", "resolve", "publish"
]
