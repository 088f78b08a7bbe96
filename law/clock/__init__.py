"""The clock of a case: what interrupts, extends and divides its time limit.

Pure functions of facts: the same facts give the same due date, whoever asks and when. Casework does
not use them yet (docs/law.md, "not yet applied").
"""
