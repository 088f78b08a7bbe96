"""Mandates (ủy quyền): who acts for whom, and what somebody was given."""
