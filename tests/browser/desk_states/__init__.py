"""The pages of the desk in each of their states, by area: what officials do is done without a
browser, and what the desk answers is recorded.
"""
