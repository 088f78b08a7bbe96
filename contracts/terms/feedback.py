"""Feedback and complaints (phản ánh, kiến nghị): their states and the acts that change them."""

from typing import Literal

FeedbackKind = Literal["feedback", "complaint"]
"""Kiến nghị, phản ánh."""
FeedbackState = Literal[
    "received", "accepted", "awaiting_supplement", "refused", "resolved", "published"
]
FeedbackAct = Literal[
    "accept", "refuse", "request_supplement", "supplement", "forward", "resolve", "publish"
]
