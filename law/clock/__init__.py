"""The clock of a case: what interrupts, extends and divides its time limit.

Pure functions of facts: the same facts give the same due date, whoever asks and when. What casework
does not use yet stands in docs/law.md as "not yet applied".
"""
